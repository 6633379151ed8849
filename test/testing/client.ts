import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose'
import {
  createTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../src/testing/index.js'
import { rsaKey } from '../support/keys.js'

export const redirectUri = 'https://app.example/callback'
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const pkce = {
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}

export const createServer = (options: TestServerOptions = {}) =>
  createTestServer({ key: rsaKey, ...options })

/**
 * Sends the person to the server as a right client would, changed by `parameters`, and reads the
 * callback URL.
 */
export async function authorize(
  server: TestServer,
  parameters: Record<string, string | undefined> = {},
) {
  const request = {
    client_id: 'app',
    redirect_uri: redirectUri,
    scope: 'openid',
    state: 's',
    nonce: 'n',
    ...parameters,
  }
  const present = Object.entries(request).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return readCallback(
    await server.answer(`${server.issuer}authorize?${new URLSearchParams(present)}`),
  )
}

export function readCallback(url: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(url.split(/[#?]/)[1]))
}

export async function requestTokens(
  server: TestServer,
  form: Record<string, string>,
  method = 'POST',
) {
  const body = new URLSearchParams({ client_id: 'app', ...form })
  const response = await server.fetch(`${server.issuer}oauth/token`, { method, body })
  return { status: response.status, ...(await response.json()) }
}

export const redeem = (
  server: TestServer,
  code: string | undefined,
  changed: Record<string, string> = {},
) =>
  requestTokens(server, {
    grant_type: 'authorization_code',
    code: `${code}`,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...changed,
  })

export const refresh = (
  server: TestServer,
  refreshToken: string,
  changed: Record<string, string> = {},
) => requestTokens(server, { grant_type: 'refresh_token', refresh_token: refreshToken, ...changed })

export const userInfo = (server: TestServer, token?: string) =>
  server.fetch(
    `${server.issuer}userinfo`,
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  )

export async function fetchKeys(server: TestServer) {
  return createLocalJWKSet(
    await (await server.fetch(`${server.issuer}.well-known/jwks.json`)).json(),
  )
}

/** jose judges the ID Token: signature by the published keys, iss, aud, exp, iat. */
export async function verify(server: TestServer, idToken: unknown): Promise<JWTPayload> {
  const options = {
    issuer: server.issuer,
    audience: 'app',
    requiredClaims: ['sub', 'iat', 'exp'],
    currentDate: new Date(server.now()),
  }
  return (await jwtVerify(String(idToken), await fetchKeys(server), options)).payload
}
