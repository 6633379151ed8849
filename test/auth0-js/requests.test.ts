import { afterAll, describe } from 'vitest'
import { compare } from './support/compare.js'
import { pairwise } from './support/pairwise.js'
import { observeRequest, type RequestCase } from './support/request.js'
import { startTenant } from './support/tenant.js'
import { requestDifferences } from './wanted/request.js'

const tenant = await startTenant()
afterAll(tenant.close)

const instances: Record<string, unknown>[] = [
  {},
  { responseType: 'token id_token' },
  { responseType: 'code', scope: 'openid', audience: 'https://api.example' },
  { responseType: 'token', state: 'instance-state', nonce: 'instance-nonce' },
  { responseType: 'id_token', responseMode: 'fragment', redirectUri: undefined },
  { responseType: 'code', responseMode: 'form_post', _csrf: 'c', _intstate: 'i' },
  { responseType: 'token', organization: 'org_1', invitation: 'ticket', scope: '' },
  { responseType: 'token id_token', foo: 'bar', connection: 'twitter', maxAge: 60 },
]

/** What a call may add, beside the ordinary options. */
const extras: Record<string, unknown>[] = [
  {},
  { connection: 'google-oauth2', access_type: 'offline', prompt: 'consent' },
  { connection: null, prompt: '', display: undefined },
  { initialScreen: 'signUp', loginHint: 'zoe@example.test', screen_hint: 'signup' },
  { login_hint: 'a', loginHint: 'b' },
  { connection_scope: ['email', 'calendar'], accessType: 'offline' },
  { connection_scope: 'email', approvalPrompt: 'force' },
  { claims: { userinfo: { given_name: null } } },
  { foo: ['a', 'b'] },
  { foo: 'ä ö+&=/?#', 'x-y': 1, camelCase2Go: true, ABC: 0 },
  {
    username: 'u',
    popupOptions: { width: 1 },
    domain: 'd',
    tenant: 't',
    timeout: 5,
    appState: 's',
  },
  { clientId: 'other' },
  { clientID: 'other' },
  { client_id: 'other' },
  { auth0Client: 'mine' },
  { onRedirecting: () => {} },
  { organization: 'acme', invitation: 'i', mode: 'login' },
  { code_challenge: 'c', code_challenge_method: 'S256', request_uri: 'urn:x' },
  { max_age: 60, maxAge: 30, ui_locales: 'de en', acr_values: 'x' },
  { auth_params: { fooBar: 1, inner: { x: null, gone: undefined } } },
  { connectionScope: { a: 'b' }, list: [{ camelCase: 1 }, 'x'], when: new Date(0) },
  { registration: { client_name: 'x' } },
  { clientID: '' },
  { domain: '', scope: null, redirectUri: '' },
  { owp: true, device: 'd', realm: 'r', protocol: 'p', login_ticket: 'l' },
]

const authorizeCases = pairwise({
  method: ['authorize', 'buildAuthorizeUrl'] as const,
  instance: instances,
  extra: extras,
  responseType: [
    'none',
    'token id_token',
    'token',
    'id_token',
    'code',
    'code id_token',
    'foo',
    '',
    7,
  ],
  responseMode: ['none', 'fragment', 'query', 'form_post', 'web_message'],
  redirectUri: ['none', 'http://localhost:4000/other', '/relative', undefined, 7],
  scope: ['none', 'openid read', '', undefined, 7],
  audience: ['none', 'urn:api', null, 7],
  state: ['none', 'own state', '', undefined, { a: 1 }, 7],
  nonce: ['none', 'own-nonce', '', undefined],
})

const rows = authorizeCases.map(({ method, instance, extra, ...options }) => {
  const own = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== 'none'))
  const given: RequestCase = { method, instance, call: { ...own, ...extra } }
  return { title: JSON.stringify(given), given }
})

const logoutRows = pairwise({
  method: ['logout', 'buildLogoutUrl'] as const,
  returnTo: ['none', 'http://localhost:4000/', '/bye', undefined, null],
  clientID: ['none', 'other', '', undefined, null],
  federated: ['none', true, false, 'false', '', null, undefined],
  extra: [
    {},
    { auth0Client: 'mine' },
    { client_id: 'third' },
    { camelCase: 1 },
    { domain: 'd' },
    { foo: undefined },
  ],
}).map(({ method, extra, ...options }) => {
  const own = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== 'none'))
  const given: RequestCase = { method, instance: {}, call: { ...own, ...extra } }
  return { title: JSON.stringify(given), given }
})

const bare = (['authorize', 'buildAuthorizeUrl', 'logout', 'buildLogoutUrl'] as const).flatMap(
  (method) =>
    [undefined, null, 'text', 7, {}].map((call) => {
      const given: RequestCase = { method, instance: { responseType: 'token' }, call }
      return { title: JSON.stringify({ method, call: `${call}` }), given }
    }),
)

describe('the URL of a request', () => {
  compare([...rows, ...logoutRows, ...bare], requestDifferences, (library, given) =>
    observeRequest(library, tenant, given),
  )
})
