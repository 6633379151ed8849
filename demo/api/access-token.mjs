import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import { requestJson } from '../back-channel.mjs'

/** An answer with status 401 or 403 (RFC 6750 §3.1). `scheme` says which kind of token to bring. */
export class Refusal extends Error {
  constructor(error, description, { status = 401, scheme = 'Bearer' } = {}) {
    super(description)
    Object.assign(this, { status, error, scheme })
  }
}

/** What came in the header Authorization: the scheme and the token. */
export function readAuthorization(header = '') {
  const [, scheme, token] = /^(Bearer|DPoP) +(\S+)$/i.exec(header) ?? []
  if (!token) throw new Refusal(undefined, 'No access token came with this request.')
  return { scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', token }
}

/**
 * Checks access tokens as an API does that trusts one server: JWTs, signed by its keys, made for
 * this API, not ended (RFC 9068 §4). The keys are asked for once, and again for one not known yet.
 */
export function createTokenCheck({ issuer, audience, certificate }) {
  let keys

  async function fetchKeys() {
    const { body } = await requestJson(new URL('/.well-known/jwks.json', issuer), { certificate })
    keys = createLocalJWKSet(body)
  }
  const verify = async (token) => {
    const { payload } = await jwtVerify(token, keys, { issuer, audience, typ: 'at+jwt' })
    return payload
  }

  return async (token) => {
    try {
      if (!keys) await fetchKeys()
      return await verify(token).catch(async (error) => {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        await fetchKeys()
        return verify(token)
      })
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error
      throw new Refusal(
        'invalid_token',
        error instanceof errors.JWTExpired
          ? 'The access token has ended.'
          : 'This API does not know the access token.',
      )
    }
  }
}
