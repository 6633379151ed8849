import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { relay } from '../src/callback.js'
import {
  type AuthOptions,
  buildAuthorizeUrl,
  createAuth,
  safeReturnTo,
  verifyIdToken,
} from '../src/index.js'
import { createTestServer, generateTestKey, type TestAnswer } from '../src/testing/index.js'
import { publicKey } from '../src/testing/keys.js'
import { rejects } from './support/errors.js'
import {
  encode,
  refusesIdToken,
  rightClaims,
  rightExpectations,
  signChanged,
  verifyChanged,
} from './support/id-token.js'
import { rsaKey } from './support/keys.js'
import {
  clientId,
  createClient,
  login,
  redirectUri,
  refusedLogin,
  startLogin,
} from './support/login.js'
import { untilHolds } from './support/page.js'

const forger = await generateTestKey('RS256')

const front = (change: (answer: TestAnswer) => unknown) => (answer: TestAnswer) => {
  if (answer.endpoint === 'authorize') change(answer)
}

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
  vi.unstubAllGlobals()
  history.replaceState(null, '', redirectUri)
})

/**
 * A popup login that waits for its answer, with the callback URL that the server sends the window
 * to.
 */
async function waitingPopup(change?: (answer: TestAnswer) => unknown) {
  const server = createTestServer({ key: rsaKey, ...(change && { respond: front(change) }) })
  const auth = createClient(server, 'token id_token')
  const controller = new AbortController()
  const replaced: string[] = []
  const reads: string[] = []
  const place = new Proxy({ replace: (url: string) => replaced.push(url) } as unknown as Location, {
    get(target, name) {
      reads.push(String(name))
      return Reflect.get(target, name)
    },
  })
  const window = {
    closed: false,
    close: () => undefined,
    postMessage: () => undefined,
    location: place,
  } as unknown as Window
  const outcome = auth.popup(undefined, { window, signal: controller.signal })
  const settled = vi.fn()
  outcome.then(settled, settled)
  closers.push(() => controller.abort())
  await untilHolds(() => expect(replaced).toHaveLength(1))
  const callbackUrl = await server.answer(replaced[0])
  const message = (init: MessageEventInit) => dispatchEvent(new MessageEvent('message', init))
  return {
    server,
    outcome,
    settled,
    window,
    callbackUrl,
    reads,
    message,
    fragment: callbackUrl.slice(callbackUrl.indexOf('#')),
  }
}

/** Enough turns of the event loop for any message to be looked at. */
const allMessagesSeen = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Loads the callback page, and lets `postern/callback` do its work. */
function loadCallbackPage(callbackUrl: string) {
  history.replaceState(null, '', callbackUrl)
  return relay()
}

const returnTargets = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  'https:/\\evil.example',
  'https://app.example@evil.example/',
  'https://app.example.evil.example/',
  'https://app.example:8443/',
  'https://user@app.example/',
  'http://app.example/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'blob:https://app.example/x',
  'https://app.example//evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
]

describe('what came home to the wrong window', () => {
  test('CVE-2017-17068 (auth0.js): the callback page posts to its own origin alone', async () => {
    const { state, callbackUrl } = await popupCallback()
    const posted: unknown[][] = []
    vi.stubGlobal('opener', { postMessage: (...args: unknown[]) => posted.push(args) })
    const answered = loadCallbackPage(callbackUrl)
    expect(posted).toHaveLength(1)
    expect(posted.map(([, targetOrigin]) => targetOrigin)).toEqual(['https://app.example'])
    expect(location.href).toBe(redirectUri)
    dispatchEvent(new MessageEvent('message', { data: { postern: state } }))
    expect(await answered).toBe(true)
  })

  test('auth0.js 508, angular-oauth2-oidc 1138, 1354: foreign messages do nothing', async () => {
    const { settled, outcome, window, message, fragment } = await waitingPopup()
    const relayed = { postern: fragment }
    const response = Object.fromEntries(new URLSearchParams(fragment.slice(1)))
    const webMessage = { type: 'authorization_response', response }
    const origins = [
      'https://evil.example',
      'http://app.example',
      'https://app.example:8443',
      'https://app.example.evil.example',
      'null',
      '',
    ]
    for (const origin of origins)
      for (const data of [relayed, webMessage]) message({ data, origin, source: window })
    // the server speaks for itself only in its own words, and nobody else for it
    message({ data: relayed, origin: 'https://login.example.test', source: window })
    message({ data: webMessage, origin: 'https://app.example', source: window })
    const otherWindow = { closed: false } as Window
    for (const source of [otherWindow, null, globalThis.window]) {
      message({ data: relayed, origin: 'https://app.example', source })
      message({ data: webMessage, origin: 'https://login.example.test', source })
    }
    await allMessagesSeen()
    expect(settled).not.toHaveBeenCalled()
    message({ data: relayed, origin: 'https://app.example', source: window })
    expect((await outcome).claims.sub).toBe('test|zoe')
  })

  test('CVE-2018-11537 (angular-jwt): origins are compared as text, not as patterns', async () => {
    const { settled, window, message, fragment } = await waitingPopup()
    const response = Object.fromEntries(new URLSearchParams(fragment.slice(1)))
    for (const origin of [
      'https://loginXexample.test',
      'https://login.example.testing',
      'xhttps://login.example.test',
    ]) {
      message({ data: { type: 'authorization_response', response }, origin, source: window })
    }
    await allMessagesSeen()
    expect(settled).not.toHaveBeenCalled()
  })

  test('messages of any shape change nothing', async () => {
    const { settled, window, message } = await waitingPopup()
    const shapes = [
      null,
      undefined,
      7,
      'postern',
      [],
      {},
      { postern: null },
      { postern: 7 },
      { postern: {} },
      { postern: '#' },
      { type: 'authorization_response' },
    ]
    for (const data of [
      ...shapes,
      { postern: '#access_token=x&state=other' },
      { type: 'authorization_response', response: null },
    ]) {
      for (const origin of ['https://app.example', 'https://login.example.test'])
        message({ data, origin, source: window })
    }
    await allMessagesSeen()
    expect(settled).not.toHaveBeenCalled()
  })

  test('MVS-2026-vmmw-f85q (msal-browser): the opener never asks where its window is', async () => {
    const { outcome, callbackUrl, reads } = await waitingPopup()
    const taken = loadCallbackPage(callbackUrl)
    expect((await outcome).claims.sub).toBe('test|zoe')
    expect(await taken).toBe(true)
    expect(new Set(reads)).toEqual(new Set(['replace']))
  })

  test('MVS-2026-vmmw-f85q: the callback page relays no response but a popup’s', async () => {
    for (const response of [
      '#access_token=x&state=y',
      '#state=p.x',
      '#code=x',
      '?code=x&state=y',
      '',
    ]) {
      history.replaceState(null, '', redirectUri + response)
      expect(relay()).toBe(false)
      expect(location.href).toBe(redirectUri + response)
    }
  })
})

async function popupCallback() {
  const { callbackUrl } = await waitingPopup()
  return { callbackUrl, state: new URLSearchParams(callbackUrl.split('#')[1]).get('state') }
}

describe('responses that nobody asked for', () => {
  test('CVE-2018-7307 (auth0.js): no state, sent or remembered, matches nothing', async () => {
    const server = createTestServer({ key: rsaKey })
    const idToken = await signChanged()
    for (const state of ['', '&state', '&state=', '&state=undefined', '&state=null']) {
      const hash = `#access_token=x&token_type=Bearer&id_token=${idToken}${state}`
      const error = await createClient(server, 'token id_token')
        .parseHash(hash)
        .catch((reason) => reason)
      expect(['state_missing', 'state_unknown']).toContain(error.code)
    }
    expect(server.requests).toEqual([])
  })

  test('CVE-2018-6874, GHSA-xc49-mgwh-9pjv: no option lets a forged login pass', async () => {
    const attacker = await startLogin()
    const victim = await startLogin({ server: createTestServer({ key: rsaKey }) })
    await rejects(victim.auth.parseHash(attacker.callbackUrl), 'state_unknown')
    await rejects(
      victim.auth.parseHash(attacker.callbackUrl.replace(attacker.state, '')),
      'state_missing',
    )
    const switches = {
      skipStateCheck: true,
      validateState: false,
      ignoreState: true,
      state: attacker.state,
      __enableIdPInitiatedLogin: true,
    }
    const { server } = victim
    const options = {
      clientId,
      responseType: 'token id_token',
      redirectUri,
      ...server,
      ...switches,
    } as AuthOptions<'token id_token'>
    await rejects(createAuth(options).parseHash(attacker.callbackUrl), 'state_unknown')
  })

  test('CVE-2021-41246 (express-openid-connect): a login’s secrets are new each time', async () => {
    const server = createTestServer({ key: rsaKey })
    const planted = await startLogin({ server, responseType: 'code' })
    const record = server.storage.get(planted.state) ?? ''
    const seen = new Set<string>()
    for (let attempt = 0; attempt < 20; attempt++) {
      const { url, state } = await startLogin({ server, responseType: 'code' })
      const { nonce, codeVerifier } = JSON.parse(server.storage.get(state) ?? '')
      for (const secret of [
        state,
        nonce,
        codeVerifier,
        new URL(url).searchParams.get('code_challenge'),
      ])
        seen.add(secret)
      expect(url).not.toContain(planted.state)
    }
    expect(seen.size).toBe(80)
    expect(server.storage.get(planted.state)).toBe(record)
  })

  test('keycloak-js issue 306: redirect, popup and message pass the same checks', async () => {
    const forge = (answer: TestAnswer) =>
      Object.assign(answer.claims, { nonce: 'of somebody else' })
    const codes: string[] = []
    const { auth, callbackUrl } = await startLogin({ respond: front(forge) })
    codes.push((await rejects(auth.parseHash(callbackUrl), 'invalid_token')).detail?.claim ?? '')
    const relayed = await waitingPopup(forge)
    relayed.message({
      data: { postern: relayed.fragment },
      origin: 'https://app.example',
      source: relayed.window,
    })
    codes.push((await rejects(relayed.outcome, 'invalid_token')).detail?.claim ?? '')
    const channelled = await waitingPopup(forge)
    loadCallbackPage(channelled.callbackUrl)
    codes.push((await rejects(channelled.outcome, 'invalid_token')).detail?.claim ?? '')
    expect(codes).toEqual(['nonce', 'nonce', 'nonce'])
  })
})

describe('ID Tokens that prove nothing', () => {
  test('CVE-2026-42280 (auth0.js): a token that fails is an error, and no fallback', async () => {
    const secret = { kty: 'oct', k: 'c2VjcmV0' }
    for (const responseType of ['token id_token', 'id_token', 'code'] as const) {
      const { server } = await refusedLogin('invalid_token', {
        responseType,
        respond: (answer) => {
          if (['authorize', 'token'].includes(answer.endpoint))
            Object.assign(answer, { header: { alg: 'HS256', typ: 'JWT' }, key: secret })
        },
      })
      expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('userinfo')
    }
  })

  test('auth0.js PR 1603: the organization is held against the token on every path', async () => {
    const request = { params: { organization: 'org_mine' } }
    const respond = (answer: TestAnswer) =>
      void Object.assign(answer.claims, { org_id: 'org_other' })
    for (const responseType of ['id_token', 'token id_token', 'code', 'code id_token'] as const) {
      const { error } = await refusedLogin('invalid_token', { responseType, request, respond })
      expect(error.detail).toEqual({ claim: 'org_id', expected: 'org_mine', actual: 'org_other' })
    }
  })

  test('CVE-2026-107371 (auth0.js): the max_age of one call counts, and so does 0', async () => {
    for (const max_age of [0, 60]) {
      const { error } = await refusedLogin('invalid_token', {
        request: { params: { max_age } },
        respond: front(({ claims }) =>
          Object.assign(claims, { auth_time: Number(claims.iat) - 3600 }),
        ),
      })
      expect(error.detail?.claim).toBe('auth_time')
    }
  })

  test('CVE-2018-6873, CVE-2025-68129 (Auth0): a token for others is no ID Token', async () => {
    for (const aud of [
      'other',
      ['other'],
      ['https://api.example/', 'https://login.example.test/userinfo'],
    ]) {
      expect((await refusesIdToken({ claims: { aud } })).detail?.claim).toBe('aud')
    }
    await refusesIdToken({ header: { typ: 'at+jwt' } })
  })

  test('CVE-2017-7474 (Keycloak): verification gives claims or throws, nothing else', async () => {
    const verification = verifyIdToken(
      await signChanged({ claims: { aud: 'other' } }),
      rightExpectations,
    )
    await rejects(verification, 'invalid_token')
    expect(typeof (await verifyChanged())).toBe('object')
  })
})

describe('signatures that prove nothing', () => {
  const { n = '' } = rsaKey
  const input = (alg: string, more: object = {}) =>
    [{ alg, kid: rsaKey.kid, ...more }, rightClaims]
      .map((part) => encode(JSON.stringify(part)))
      .join('.')

  test('CVE-2015-9235, CVE-2016-10555, CVE-2023-48223, -48238: no HMAC by public key', async () => {
    for (const alg of ['HS256', 'HS384', 'HS512']) {
      for (const secret of [n, Buffer.from(n, 'base64url'), JSON.stringify(publicKey(rsaKey))]) {
        const token = `${input(alg)}.${createHmac(`sha${alg.slice(2)}`, secret)
          .update(input(alg))
          .digest('base64url')}`
        await rejects(verifyIdToken(token, rightExpectations), 'invalid_token')
      }
    }
  })

  test('CVE-2026-44699 (LibJWT): a key that names no algorithm is no empty secret', async () => {
    const { alg: _, ...withoutAlg } = publicKey(rsaKey)
    const signature = createHmac('sha256', '').update(input('HS256')).digest('base64url')
    const token = `${input('HS256')}.${signature}`
    await rejects(
      verifyIdToken(token, { ...rightExpectations, keys: [withoutAlg] }),
      'invalid_token',
    )
    await verifyIdToken(await signChanged(), { ...rightExpectations, keys: [withoutAlg] })
  })

  test('CVE-2018-0114, CVE-2025-65945 (node-jose, -jws): the header brings no key', async () => {
    for (const kid of [rsaKey.kid, forger.kid, '../key', '__proto__']) {
      const header = {
        kid,
        jwk: publicKey(forger),
        jku: 'https://evil.example/jwks',
        x5u: 'https://evil.example/x5u',
      }
      await rejects(
        verifyIdToken(await signChanged({ key: forger, header }), rightExpectations),
        'invalid_token',
      )
    }
  })

  test('CVE-2022-23539, -23540, -23541: no none by default, no key of another kind', async () => {
    await rejects(verifyIdToken(`${input('none')}.`, rightExpectations), 'invalid_token')
    const ecKey = await generateTestKey('ES256')
    const asRsa = { ...publicKey(ecKey), kid: String(rsaKey.kid), alg: 'RS256' }
    await rejects(
      verifyIdToken(await signChanged(), { ...rightExpectations, keys: [asRsa] }),
      'invalid_token',
    )
    const both = {
      ...rightExpectations,
      algorithms: ['RS256', 'ES256'],
      keys: [publicKey(rsaKey), { ...publicKey(ecKey), kid: String(rsaKey.kid) }],
    }
    await verifyIdToken(await signChanged(), both)
    await rejects(
      verifyIdToken(
        await signChanged({ header: { alg: 'RS256' }, key: { ...rsaKey, alg: 'RS512' } }).then(
          (token) => token.replace(/.$/, ''),
        ),
        both,
      ),
      'invalid_token',
    )
  })

  test('CVE-2022-21449 (Java): r = s = 0 is no ECDSA signature', async () => {
    const key = await generateTestKey('ES256')
    const [header, payload] = (await signChanged({ key })).split('.')
    const expected = { ...rightExpectations, algorithms: ['ES256'], keys: [publicKey(key)] }
    await rejects(
      verifyIdToken(`${header}.${payload}.${encode(new Uint8Array(64))}`, expected),
      'invalid_token',
    )
  })

  test('GHSA-27fj-mc8w-j9wg, CVE-2022-25898 (jsrsasign): no character is skipped', async () => {
    const token = await signChanged()
    for (const junk of ['\n', ' ', '!', '=', '\0']) {
      await rejects(
        verifyIdToken(token.replace(/\.([^.]*)$/, `.${junk}$1`), rightExpectations),
        'invalid_token',
      )
    }
  })

  test('GHSA-27fj-mc8w-j9wg, CVE-2022-24771, -24772, -24773: a forged padding fails', async () => {
    const jwk = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicExponent: 3,
    }).publicKey.export({ format: 'jwk' })
    const text = `${encode('{"alg":"RS256"}')}.${encode(JSON.stringify(rightClaims))}`
    // Bleichenbacher 2006: short padding, the digest, and whatever makes the number a cube
    const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
    const block = Buffer.alloc(256)
    const start = Buffer.concat([
      Buffer.of(0, 1),
      Buffer.alloc(8, 0xff),
      Buffer.of(0),
      digestInfo,
      createHash('sha256').update(text).digest(),
    ])
    start.copy(block)
    const root = cubeRoot(BigInt(`0x${block.toString('hex')}`)) + 1n
    const cube = Buffer.from((root ** 3n).toString(16).padStart(512, '0'), 'hex')
    expect(cube.subarray(0, start.length)).toEqual(start)
    const signature = Buffer.from(root.toString(16).padStart(512, '0'), 'hex')
    await rejects(
      verifyIdToken(`${text}.${encode(signature)}`, { ...rightExpectations, keys: [jwk] }),
      'invalid_token',
    )
  })

  test('CVE-2020-15125, CVE-2019-7644 (Auth0): no error quotes a signature or a key', async () => {
    const token = await signChanged()
    const forged = token
      .replace(/\.([^.]*)$/, (_, signature: string) => `.${[...signature].reverse().join('')}`)
      .replace(/.$/, 'A')
    const error = await rejects(verifyIdToken(forged, rightExpectations), 'invalid_token')
    const told = `${error.message}${error.stack}${JSON.stringify(error)}`
    for (const secret of [...token.split('.'), ...forged.split('.'), n])
      expect(told).not.toContain(secret.slice(0, 16))
  })
})

function cubeRoot(value: bigint): bigint {
  let low = 0n
  let high = 1n << 700n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** 3n <= value) low = middle
    else high = middle - 1n
  }
  return low
}

describe('places to return to', () => {
  test.each([
    'CVE-2021-43812 (nextjs-auth0)',
    'CVE-2022-24794 (express-openid-connect)',
    'CVE-2022-24858, CVE-2022-29214 (next-auth)',
    'CVE-2022-3145 (oidc-middleware)',
  ])('%s: no target leads off this origin', () => {
    for (const target of returnTargets) expect(safeReturnTo(target, '/home')).toBe('/home')
    // a relative path in disguise: it stays here
    expect(safeReturnTo('https:evil.example')).toBe('/evil.example')
  })

  test('CVE-2026-107369 (nextjs-auth0): a return target is a path that hides no host', () => {
    for (const target of [
      '/inbox',
      'inbox',
      '?tab=1',
      '#top',
      '/a//b',
      '/%2F%2Fevil.example',
      'https://app.example/deep?x=//evil.example#//e',
    ]) {
      const path = safeReturnTo(target)
      expect(path).toMatch(/^\/(?![\\/])/)
      for (const page of ['https://app.example/', 'https://app.example//deep/page?x#y'])
        expect(new URL(path, page).origin).toBe('https://app.example')
    }
  })
})

describe('what goes into a URL', () => {
  test('CVE-2025-67716 (nextjs-auth0): a value adds no parameter and replaces none', async () => {
    const nasty =
      '/inbox&response_type=token?redirect_uri=https://evil.example/#&state=x%26nonce%3Dy'
    const { url } = await startLogin({
      responseType: 'code',
      connection: nasty,
      request: { params: { login_hint: nasty, returnTo: nasty }, appState: nasty },
    })
    const { searchParams } = new URL(url)
    for (const name of [
      'response_type',
      'redirect_uri',
      'state',
      'nonce',
      'code_challenge',
      'client_id',
    ])
      expect(searchParams.getAll(name)).toHaveLength(1)
    expect(searchParams.get('response_type')).toBe('code')
    expect(searchParams.get('redirect_uri')).toBe(redirectUri)
    expect(searchParams.get('login_hint')).toBe(nasty)
    expect(searchParams.get('connection')).toBe(nasty)
    expect(new URL(url).hash).toBe('')
    const { auth } = await startLogin()
    for (const name of [
      'response_type',
      'redirect_uri',
      'state',
      'nonce',
      'code_challenge',
      'code_challenge_method',
      'client_id',
      'client_secret',
      'request',
      'request_uri',
    ]) {
      await rejects(
        auth.buildAuthorizeUrl(undefined, { params: { [name]: 'x' } }),
        'invalid_config',
      )
    }
    expect(
      new URL(buildAuthorizeUrl('https://login.example.test/authorize', { a: nasty })).searchParams
        .size,
    ).toBe(1)
  })

  test('CVE-2026-107370 (Lock): a URL takes the authorize request, no credential', async () => {
    const { url, server, callbackUrl } = await login({
      responseType: 'code',
      request: { appState: { password: 'hunter2-hunter2' } },
    })
    expect([...new URL(url).searchParams.keys()].sort()).toEqual([
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'nonce',
      'redirect_uri',
      'response_mode',
      'response_type',
      'scope',
      'state',
    ])
    const code = new URLSearchParams(callbackUrl.split('#')[1]).get('code') ?? ''
    for (const { url } of server.requests) expect(url).not.toMatch(new RegExp(`hunter2|${code}`))
  })
})

describe('text that becomes markup', () => {
  test('CVE-2019-20174, CVE-2020-15119, CVE-2021-32641, CVE-2022-29172: no markup written', () => {
    const properties = /innerHTML|outerHTML|srcdoc/
    const functions =
      /insertAdjacentHTML|createContextualFragment|document\.write|setHTML|\beval\b|new Function/
    const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.c?js$/.test(file),
    )
    expect(files).toContain('postern.min.js')
    for (const file of files) {
      const script = readFileSync(`dist/${file}`, 'utf8')
      expect(script, file).not.toMatch(properties)
      expect(script, file).not.toMatch(functions)
    }
  })

  test('CVE-2021-32702 (nextjs-auth0): the server’s error text stays a string apart', async () => {
    const description = '"><script>alert(1)</script>'
    const { error } = await refusedLogin('access_denied', {
      respond: front(({ body }) =>
        Object.assign(body, { error: 'access_denied', error_description: description }),
      ),
    })
    expect(error.detail).toEqual({ error: 'access_denied', description })
    expect(document.documentElement.outerHTML).not.toContain('alert(1)')
  })
})

test('CVE-2020-5263 (auth0.js): an error holds neither what was sent nor by whom', async () => {
  const { error } = await refusedLogin('token_error', {
    responseType: 'code',
    respond: (answer) => {
      if (answer.endpoint === 'token') answer.status = 403
    },
  })
  expect(Object.keys(error).sort()).toEqual(['appState', 'code', 'detail', 'name'])
  expect(error.detail).toEqual({ status: 403 })
  expect(error.cause).toBeUndefined()
})

describe('docs/security.md', () => {
  const rows = [
    ...readFileSync('docs/security.md', 'utf8').matchAll(
      /^\| .+? \| .+? \| ((?:test|e2e)\/\S+) \| (.+) \|$/gm,
    ),
  ]

  test.each(rows.map(([, file = '', titles = '']) => [file, titles]))(
    '%s has what it names: %s',
    (file, titles) => {
      const source = readFileSync(file, 'utf8')
      for (const title of titles.split(' · ')) expect(source).toContain(title)
    },
  )

  test('names a test for every rule', () => {
    expect(rows.length).toBeGreaterThan(80)
  })
})
