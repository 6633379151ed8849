import { AuthError, isPosternErrorCode } from './auth-error.js'
import { accessTokenResult } from './auth-result.js'
import { type AuthorizationResponse, toAuthorizationResponse } from './authorization-response.js'
import { type Config, expectsIdToken, holdsOpenid } from './config.js'
import { checkIdToken, type IdTokenClaims } from './id-token.js'
import type { KeySet } from './jwks.js'
import { normalizeResponseType } from './response-type.js'
import type { MatchedResponse } from './state.js'
import { isUsableToken, requestTokens, type TokenResponse } from './token-request.js'
import type { Transaction } from './transaction.js'

/**
 * Turns the response of a login that began here into its result: one check a line, in the order in which they are safe.
 * Every error carries the login's appState.
 */
export async function completeLogin(config: Config, keys: KeySet, { received, transaction }: MatchedResponse) {
  try {
    const receivedAt = config.now()
    const response = toAuthorizationResponse(received) // RFC 6749 §3.1: no parameter twice
    checkPlace(received.mode, transaction) // Multiple Response Types §2.1, §5
    checkIssuer(config, response) // RFC 9207 §2.4
    checkNoError(response) // RFC 6749 §4.1.2.1, §4.2.2.1; OpenID Connect Core §3.1.2.6
    checkAnswersRequest(config, response, transaction) // Multiple Response Types §3, §5
    checkTokenType(response) // RFC 6749 §7.1
    const front = accessTokenResult(response, receivedAt) // RFC 6749 §4.2.2, Appendix A.14

    if (expectsIdToken(config, transaction.scope)) keys.prefetch()
    const frontClaims = await checkFrontIdToken(config, keys, response, transaction) // OpenID Connect Core §3.2.2.11, §3.3.2.12
    const tokens = await redeemCode(config, response, transaction) // RFC 6749 §4.1.3, RFC 7636 §4.5
    const backClaims = tokens && (await checkBackIdToken(config, keys, tokens, response, transaction)) // Core §3.1.3.7
    checkSamePerson(frontClaims, backClaims) // Core §3.3.3.6

    return {
      ...front,
      ...(tokens && accessTokenResult(tokens, config.now())),
      ...(frontClaims && { idToken: response.id_token, claims: frontClaims }),
      ...(backClaims && { idToken: tokens.id_token, claims: backClaims }),
      ...(typeof tokens?.refresh_token === 'string' && { refreshToken: tokens.refresh_token }),
      scope: String(tokens?.scope ?? response.scope ?? transaction.scope) || null,
      appState: transaction.appState,
    }
  } catch (error) {
    throw Object.assign(error as AuthError, { appState: transaction.appState })
  }
}

function checkIssuer({ issuer, requireIss }: Config, { iss }: AuthorizationResponse): void {
  if (iss === undefined ? requireIss : iss !== issuer) {
    throw new AuthError(
      'issuer_mismatch',
      `The response names another issuer than ${issuer}, or none. If that server is yours, set the issuer option.`,
    )
  }
}

function checkNoError({ error, error_description }: AuthorizationResponse): void {
  if (!error) return
  const detail = { error: error.slice(0, 100), ...(error_description && { description: error_description.slice(0, 300) }) }
  // the app must be able to trust our codes
  const code = isPosternErrorCode(error) ? 'invalid_response' : detail.error
  throw new AuthError(code, `The server refused: ${detail.error}${detail.description ? ` (${detail.description})` : ''}.`, { detail })
}

function checkPlace(mode: string, { responseMode }: Transaction): void {
  if (mode !== responseMode) {
    throw new AuthError(
      'invalid_response',
      `The server answered by ${mode}, not by ${responseMode}. Set responseMode: '${mode}', or mend the server.`,
    )
  }
}

/** What was asked for came, and nothing else. */
function checkAnswersRequest(
  { responseType }: Config,
  { code, access_token, id_token }: AuthorizationResponse,
  transaction: Transaction,
): void {
  const asked = normalizeResponseType(transaction.responseType)
  const answered = [code && 'code', id_token && 'id_token', access_token && 'token'].filter(Boolean).join(' ')
  if (answered !== asked || asked !== normalizeResponseType(responseType)) {
    throw new AuthError(
      'invalid_response',
      `Asked for ${transaction.responseType}, answered with ${answered || 'nothing'}, client made for ${responseType}.`,
    )
  }
}

function checkTokenType({ access_token, token_type }: AuthorizationResponse): void {
  if (access_token && !isUsableToken(access_token, token_type)) {
    throw new AuthError('invalid_response', 'The response has no usable Bearer access token.')
  }
}

function checkFrontIdToken(
  config: Config,
  keys: KeySet,
  { id_token, access_token, code }: AuthorizationResponse,
  transaction: Transaction,
) {
  const { nonce, maxAge, organization } = transaction
  if (!id_token) return undefined
  return checkIdToken(id_token, config, { nonce, maxAge, organization, accessToken: access_token, code, requireHashes: true }, keys)
}

function redeemCode(config: Config, { code }: AuthorizationResponse, { codeVerifier, redirectUri }: Transaction) {
  if (!code) return undefined
  if (!codeVerifier) throw new AuthError('invalid_response', 'This login has no code verifier: it did not ask for a code. Start it again.')
  return requestTokens(config, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier })
}

function checkBackIdToken(config: Config, keys: KeySet, tokens: TokenResponse, { code }: AuthorizationResponse, transaction: Transaction) {
  const { nonce, maxAge, organization, scope } = transaction
  const { id_token, access_token } = tokens
  // Core §3.1.3.3: openid asked, so there is an ID Token
  if (id_token == null && !holdsOpenid(scope)) return undefined
  return checkIdToken(
    String(id_token ?? ''),
    config,
    { nonce, maxAge, organization, accessToken: access_token, code, requireHashes: false },
    keys,
  )
}

function checkSamePerson(front: IdTokenClaims | undefined, back: IdTokenClaims | undefined): void {
  if (front && back && (front.iss !== back.iss || front.sub !== back.sub)) {
    throw new AuthError('invalid_token', 'The two ID Tokens of this login are not about the same person.', { detail: { claim: 'sub' } })
  }
}
