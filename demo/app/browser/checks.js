// What Postern checked before it handed the result over, in the order in which it did.
const headerOf = (idToken) =>
  JSON.parse(atob(idToken.split('.')[0].replaceAll('-', '+').replaceAll('_', '/')))

const signature = (idToken) => {
  const { alg, kid } = headerOf(idToken)
  return {
    what: 'The signature holds',
    detail: `${alg}, with the tenant’s key ${kid ? `${kid.slice(0, 10)}…` : 'of this type'}.`,
  }
}
const issuer = ({ iss }) => ({ what: 'The issuer is the one expected', detail: iss })
const audience = ({ aud }) => ({
  what: 'It is meant for this app',
  detail: `Audience ${[aud].flat().join(', ')}.`,
})

/** The checks of a login's answer. */
export function checksOfLogin({ result, settings }) {
  const { claims, idToken } = result
  const words = settings.responseType.split(' ')
  const checks = [
    {
      what: 'The answer was asked for here',
      detail: 'Its state belongs to a login that began in this browser, and is used up now.',
    },
    {
      what: 'It is complete',
      detail: `What was asked for came back, once each: ${words.join(', ')}.`,
    },
  ]
  if (words.includes('code')) {
    checks.push({
      what: 'The code was traded by who asked for it',
      detail: 'PKCE: the server compared the verifier with the challenge sent before.',
    })
  }
  if (!claims) return checks
  checks.push(
    signature(idToken),
    issuer(claims),
    audience(claims),
    { what: 'It answers this very login', detail: 'Its nonce is the one sent with the request.' },
    {
      what: 'It is valid now',
      detail: 'Issued in the past, ends in the future, with a minute for clocks that differ.',
    },
  )
  if (claims.at_hash)
    checks.push({
      what: 'The access token belongs to it',
      detail: 'at_hash is the hash of the access token.',
    })
  if (claims.c_hash)
    checks.push({ what: 'The code belongs to it', detail: 'c_hash is the hash of the code.' })
  return checks
}

/**
 * The checks of a renewal's answer: there is no login that it answers, so no state and no nonce
 * (OpenID Connect Core §12.2).
 */
export function checksOfRenewal({ result }) {
  const { claims, idToken } = result
  const checks = [
    {
      what: 'The server took the refresh token',
      detail: 'It came back from the token endpoint, over a connection of its own.',
    },
  ]
  if (!claims) return checks
  return [
    ...checks,
    signature(idToken),
    issuer(claims),
    audience(claims),
    { what: 'It is about the same person', detail: claims.sub },
  ]
}
