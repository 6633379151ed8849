import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { publicKey } from '../../../src/testing/keys.js'
import { rsaKey } from '../../support/keys.js'

export const clientID = 'app'
export const redirectUri = 'http://localhost:4000/callback'

/** What the userinfo endpoint answers, by the access token that it is asked with. */
const userInfoAnswers: Record<string, [status: number, type: string, body: string]> = {
  right: [
    200,
    'application/json',
    '{"sub":"test|zoe","given_name":"Zoë","email":"zoe@example.test"}',
  ],
  list: [200, 'application/json', '["zoe"]'],
  html: [200, 'text/html', '<p>Zoë</p>'],
  refused: [401, 'application/json', '{"error":"invalid_token","error_description":"expired"}'],
  described: [
    403,
    'application/json',
    '{"code":"blocked","description":"not here","name":"Blocked","policy":"p"}',
  ],
  empty: [401, 'text/plain', ''],
  broken: [500, 'text/html', '<h1>Oops</h1>'],
  'problem JSON': [400, 'application/problem+json; charset=utf-8', '{"error":"e","details":"d"}'],
  'half a JSON': [200, 'application/json', '{"sub":'],
  'half a refusal': [503, 'application/json', '{"error":'],
  'JSON by name': [200, 'text/plain', '{"sub":"test|zoe"}'],
  'scim JSON': [200, 'application/scim+json', '{"sub":"test|zoe"}'],
  'a number': [200, 'application/json', '7'],
  'an error that is a success': [200, 'application/json', '{"error":"e","err":"x"}'],
  'err inside': [400, 'application/json', '{"err":{"code":"inner","description":"in"}}'],
  'err as text': [400, 'application/json', '{"err":"text"}'],
  'only details': [400, 'application/json', '{"error_code":"c","details":"d"}'],
  'lists of errors': [
    400,
    'application/json',
    '{"error_codes":["a","b"],"error_details":{"a":1},"name":"N"}',
  ],
  'only a message': [400, 'application/json', '{"message":"m","statusCode":400}'],
  'a list refused': [400, 'application/json', '["e"]'],
  'a text refused': [400, 'application/json', '"oops"'],
  'null refused': [400, 'application/json', 'null'],
  'a status of its own': [400, 'application/json', '{"status":418}'],
  'nothing at all': [200, 'application/json', ''],
  null: [200, 'application/json', 'null'],
  false: [200, 'application/json', 'false'],
  'no content': [204, 'text/plain', ''],
}
export const userInfoTokens = Object.keys(userInfoAnswers)

/**
 * A tenant's key set and userinfo on this machine. The libraries ask by XMLHttpRequest and by
 * fetch: over a real connection both do what they do in a browser.
 */
export async function startTenant() {
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader(
      'Access-Control-Allow-Headers',
      '*, authorization, content-type, auth0-client',
    )
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    if (request.url?.endsWith('jwks.json')) {
      response.setHeader('Content-Type', 'application/json')
      return response.end(JSON.stringify({ keys: [keyWithCertificate] }))
    }
    const token = `${request.headers.authorization}`.replace('Bearer ', '')
    const [status, type, body] = userInfoAnswers[token] ?? [404, 'text/plain', '']
    return response.writeHead(status, { 'Content-Type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    issuer: `${origin}/`,
    /** What auth0-js needs to be told to find a tenant at such an address. */
    options: {
      domain: origin,
      clientID,
      overrides: { __token_issuer: `${origin}/`, __jwks_uri: `${origin}/.well-known/jwks.json` },
      _disableDeprecationWarnings: true,
    },
    close: () => server.close(),
  }
}

const keyWithCertificate = publicKey(rsaKey)

export type Tenant = Awaited<ReturnType<typeof startTenant>>
