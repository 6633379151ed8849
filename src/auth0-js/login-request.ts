import type { AuthorizationRequest } from '../authorization-request.js'
import { randomValues } from '../base64url.js'
import type { Config, ResponseMode } from '../config.js'
import { requireSubtleCrypto } from '../environment.js'
import { hasWord, type ResponseType } from '../response-type.js'
import type { StateMark } from '../state.js'
import type { Transaction } from '../transaction.js'
import type { Authentication } from './authentication.js'
import { ensure, ensureText } from './base-options.js'
import type { CallOptions } from './wire-parameters.js'

/** What is remembered of a login; `ownState` is what the app calls its state. */
export interface LoginRecord extends Transaction {
  readonly ownState?: unknown
}

/** A login that can begin, its state as it is sent. */
export interface LoginRequest extends Omit<AuthorizationRequest, 'url'> {
  readonly transaction: LoginRecord
  readonly url: string
}

/** Instance options that every login takes over. */
export const SHARED_OPTIONS = [
  'clientID',
  'responseType',
  'redirectUri',
  'scope',
  'audience',
  '_csrf',
  'state',
  '_intstate',
  'nonce',
]

/** Those that a login with a page for the person takes over. */
export const PAGE_OPTIONS = [...SHARED_OPTIONS, 'responseMode', 'organization', 'invitation']

/** Where a login has a page for the person. */
export const DEFAULT_SCOPE = 'openid profile email'

/**
 * Makes the request of a login. Tokens are asked for with a random state, whatever the app calls
 * it, and always with a nonce. A `code` is the app's server's to check: what the app gives is sent
 * as it is, and nothing is added. Throws for an option that is missing.
 */
export function createLoginRequest(
  config: Config,
  client: Authentication,
  mark: StateMark,
  options: CallOptions,
): LoginRequest {
  ensureText(options, 'responseType')
  const { responseType, responseMode, redirectUri, scope, organization, appState } =
    options as Record<string, string | undefined>
  const bringsIdToken = hasWord(responseType, 'id_token')
  const bringsTokens = bringsIdToken || hasWord(responseType, 'token')
  if (bringsIdToken) requireSubtleCrypto()
  const [random, randomNonce] = randomValues() as [string, string]
  const ownState = options.state || undefined
  const state = bringsTokens || !ownState ? mark + random : `${ownState}`
  const nonce = options.nonce || (bringsTokens ? randomNonce : undefined)
  const url = client.buildAuthorizeUrl({ ...options, state, nonce })
  ensure(
    !bringsTokens || responseMode !== 'form_post',
    'responseMode: a page cannot read form_post; with tokens, leave it out',
  )
  return {
    state,
    url,
    transaction: {
      v: 1,
      createdAt: Math.floor(config.now() / 1000),
      nonce: `${nonce || randomNonce}`,
      responseType: responseType as ResponseType,
      responseMode: responseMode as ResponseMode,
      redirectUri: `${redirectUri}`,
      // the instance's: it is what an ID Token's audience is held against
      clientId: config.clientId,
      issuer: config.issuer,
      scope: `${scope}`,
      organization: organization || undefined,
      appState,
      ownState,
    },
  }
}
