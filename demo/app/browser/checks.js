// What Postern checked before it handed the result over, in the order in which it did.
const headerOf = (idToken) =>
  JSON.parse(atob(idToken.split('.')[0].replaceAll('-', '+').replaceAll('_', '/')))

export function checksOf({ result, settings }) {
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
  const { alg, kid } = headerOf(idToken)
  checks.push(
    {
      what: 'The signature holds',
      detail: `${alg}, with the tenant’s key ${kid ? `${kid.slice(0, 10)}…` : 'of this type'}.`,
    },
    { what: 'The issuer is the one expected', detail: claims.iss },
    { what: 'It is meant for this app', detail: `Audience ${[claims.aud].flat().join(', ')}.` },
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
