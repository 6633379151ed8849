// Which query parameters of /authorize belong to the tenant, and which are passed on to the
// provider behind a connection, untouched.
const owned = new Set([
  'client_id',
  'response_type',
  'response_mode',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'connection',
  'connection_scope',
  'audience',
  'organization',
  'invitation',
  'screen_hint',
  'prompt',
  'max_age',
  'id_token_hint',
  'resource',
  'request',
  'request_uri',
])

export const passedThrough = (query) =>
  Object.fromEntries(
    Object.entries(query).filter(
      ([name, value]) => !owned.has(name) && value !== undefined && value !== '',
    ),
  )

/** A query from such an object: an array is the same name several times. */
export function toQuery(params) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params))
    for (const one of [value].flat()) query.append(name, one)
  return query
}
