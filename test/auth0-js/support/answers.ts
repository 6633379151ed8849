import { createHash } from 'node:crypto'
import { generateTestKey, type TestKey } from '../../../src/testing/index.js'
import { signToken } from '../../../src/testing/keys.js'
import { rsaKey } from '../../support/keys.js'
import { clientID } from './tenant.js'

/** What the tenant was asked, as far as its answer depends on it. */
export interface Asked {
  readonly issuer: string
  readonly responseType: string
  readonly state: string | undefined
  readonly nonce: string | undefined
}

export type Parameters = Record<string, string | string[] | undefined>

const otherKey = await generateTestKey('RS256')
const secretKey: TestKey = { kty: 'oct', k: 'c2VjcmV0', alg: 'HS256' }
const accessToken = 'access-token-1'
const atHash = createHash('sha256')
  .update(accessToken)
  .digest()
  .subarray(0, 16)
  .toString('base64url')

interface TokenChanges {
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  key?: TestKey
}

/** An answer that is right in every way, but for the ID Token's changes. */
async function answerWith(asked: Asked, { claims, header, key = rsaKey }: TokenChanges = {}) {
  const { issuer, responseType, state, nonce } = asked
  const words = responseType.split(' ')
  const now = Math.floor(Date.now() / 1000)
  const idToken = () =>
    signToken(
      { alg: 'RS256', kid: rsaKey.kid, typ: 'JWT', ...header },
      {
        iss: issuer,
        sub: 'test|zoe',
        aud: clientID,
        iat: now,
        exp: now + 3600,
        nonce,
        org_id: 'org_1',
        org_name: 'acme',
        given_name: 'Zoë',
        'https://app.example/roles': ['admin'],
        ...(words.includes('token') && { at_hash: atHash }),
        ...claims,
      },
      key,
    )
  return {
    ...(words.includes('code') && { code: 'code-1' }),
    ...(words.includes('token') && {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: '7200',
      scope: 'openid profile email',
    }),
    ...(words.includes('id_token') && { id_token: await idToken() }),
    state,
  } as Parameters
}

const now = () => Math.floor(Date.now() / 1000)
const changed =
  (changes: () => TokenChanges) =>
  (asked: Asked): Promise<Parameters> =>
    answerWith(asked, changes())
const claims = (change: () => Record<string, unknown>) => changed(() => ({ claims: change() }))
const withParameters =
  (change: (right: Parameters, asked: Asked) => Parameters) =>
  async (asked: Asked): Promise<Parameters> => {
    const right = await answerWith(asked)
    return { ...right, ...change(right, asked) }
  }
const error = (change: (asked: Asked) => Parameters) => async (asked: Asked) => ({
  error: 'access_denied',
  error_description: 'not this one',
  state: asked.state,
  ...change(asked),
})

/** What a tenant, or somebody in its place, may answer. */
export const answers = {
  right: changed(() => ({})),
  'no at_hash': claims(() => ({ at_hash: undefined })),
  'wrong at_hash': claims(() => ({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })),
  'wrong nonce': claims(() => ({ nonce: 'n-of-another-login' })),
  'no nonce': claims(() => ({ nonce: undefined })),
  expired: claims(() => ({ exp: now() - 3600 })),
  'expired within the leeway': claims(() => ({ exp: now() - 30 })),
  'not valid yet': claims(() => ({ nbf: now() + 3600 })),
  'issued in the future, valid already': claims(() => ({ iat: now() + 600, nbf: now() - 60 })),
  'issued in the future, not valid yet': claims(() => ({ iat: now() + 600, nbf: now() + 300 })),
  'issued in the future': claims(() => ({ iat: now() + 600 })),
  'no iat': claims(() => ({ iat: undefined })),
  'no sub': claims(() => ({ sub: undefined })),
  'another audience': claims(() => ({ aud: 'other' })),
  'two audiences': claims(() => ({ aud: [clientID, 'api'], azp: clientID })),
  'two audiences, no azp': claims(() => ({ aud: [clientID, 'api'] })),
  'another issuer': claims(() => ({ iss: 'https://other.example/' })),
  'no organization': claims(() => ({ org_id: undefined, org_name: undefined })),
  'another organization': claims(() => ({ org_id: 'org_2', org_name: 'other' })),
  'an old login': claims(() => ({ auth_time: now() - 7200 })),
  'a fresh login': claims(() => ({ auth_time: now() - 10 })),
  'signed by another': changed(() => ({ key: otherKey })),
  'unknown kid': changed(() => ({ header: { kid: 'other' } })),
  HS256: changed(() => ({ header: { alg: 'HS256' }, key: secretKey })),
  'no JWT': withParameters(({ id_token }) => (id_token ? { id_token: 'no.jwt' } : {})),
  'forged state': withParameters(() => ({ state: 'forged' })),
  'no state': withParameters(() => ({ state: undefined })),
  'no access token': withParameters(() => ({ access_token: undefined })),
  'no ID Token': withParameters(() => ({ id_token: undefined })),
  'tokens nobody asked for': async (asked: Asked) =>
    answerWith({ ...asked, responseType: `${asked.responseType} token id_token` }),
  'a refresh token': withParameters(() => ({ refresh_token: 'refresh-1' })),
  'odd expires_in': withParameters(() => ({ expires_in: '3600.7' })),
  'other members': withParameters(() => ({
    foo: 'bar',
    session_state: 's',
    token_type: undefined,
  })),
  'no expires_in': withParameters(() => ({ expires_in: undefined, scope: undefined })),
  'access token twice': withParameters(({ access_token }) =>
    access_token ? { access_token: [`${access_token}`, 'another'] } : {},
  ),
  'state twice': withParameters(({ state }) => ({ state: [`${state}`, 'another'] })),
  error: error(() => ({})),
  'error without a text': error(() => ({ error_description: undefined })),
  'error, forged state': error(() => ({ state: 'forged' })),
  'error, no state': error(() => ({ state: undefined })),
  'only a code': async ({ state }: Asked) => ({ code: 'code-1', state }),
  nothing: async () => ({}),
}
export type AnswerKind = keyof typeof answers

/** As a server writes it: form-encoded, a parameter for each value. */
export function encodeAnswer(parameters: Parameters): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    for (const item of [value].flat()) if (item !== undefined) form.append(name, item)
  return `${form}`
}
