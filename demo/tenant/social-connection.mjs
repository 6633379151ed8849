import { createHash, randomBytes } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { toQuery } from '../authorize-params.mjs'
import { requestJson } from '../back-channel.mjs'
import { shortLivedStore } from '../short-lived.mjs'

const random = () => randomBytes(32).toString('base64url')

/**
 * A login at another OpenID provider: code with PKCE, exchanged server to server, the ID Token
 * checked in full.
 */
export function createSocialConnection({
  issuer,
  clientId,
  clientSecret,
  redirectUri,
  afterLogoutUri,
  certificate,
}) {
  const pending = shortLivedStore()
  const at = (path) => new URL(path, issuer).href
  const requestAt = (path, form) => requestJson(at(path), { form, certificate })

  async function verify(idToken, nonce) {
    const { body: keys } = await requestAt('/.well-known/jwks.json')
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
      issuer,
      audience: clientId,
    })
    if (payload.nonce !== nonce) throw new Error('The ID Token answers another login')
    return payload
  }

  return {
    /** Where to send the browser. Whatever the app added to its request goes along, untouched. */
    async begin(uid, passedThrough) {
      const [state, nonce, codeVerifier] = [random(), random(), random()]
      pending.put(state, { uid, nonce, codeVerifier })
      const query = toQuery({
        ...passedThrough,
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
      })
      return `${at('/authorize')}?${query}`
    },

    /**
     * Reads what came back: `{ uid, profile }`, or `{ uid, refused }` if the person cancelled, or
     * null for an answer nobody waits for.
     */
    async complete({ state, iss, code, error, error_description: description }) {
      const login = typeof state === 'string' ? pending.take(state) : undefined
      if (!login || iss !== issuer) return null
      const { uid, nonce, codeVerifier } = login
      if (error)
        return {
          uid,
          refused: {
            error: String(error),
            error_description: String(description ?? 'The social login was refused'),
          },
        }
      const { status, body } = await requestAt('/oauth/token', {
        grant_type: 'authorization_code',
        code: String(code),
        redirect_uri: redirectUri,
        client_id: clientId,
        client_secret: clientSecret,
        code_verifier: codeVerifier,
      })
      if (status !== 200) throw new Error(`The social provider refused the code: ${body.error}`)
      const { sub, name, nickname, email, email_verified } = await verify(body.id_token, nonce)
      return {
        uid,
        profile: { id: sub, name, nickname, email, email_verified },
        idToken: body.id_token,
      }
    },

    logoutUrl: ({ idToken, state }) =>
      `${at('/logout')}?${toQuery({
        id_token_hint: idToken,
        client_id: clientId,
        post_logout_redirect_uri: afterLogoutUri,
        state,
      })}`,
  }
}
