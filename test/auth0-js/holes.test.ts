import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import auth0, { Authentication, Management, WebAuth } from '../../src/auth0-js/index.js'
import { replaceProperty, turn, until, visit } from '../support/page.js'
import { type AnswerKind, answers, encodeAnswer } from './support/answers.js'
import { type Browser, forgetEverything, load, watchBrowser } from './support/browser.js'
import { collect } from './support/observation.js'
import { clientID, redirectUri, startTenant } from './support/tenant.js'

const tenant = await startTenant()
afterAll(tenant.close)

const responseType = 'token id_token'
const options = { ...tenant.options, redirectUri, responseType }

let browser: Browser
beforeEach(() => {
  forgetEverything()
  browser = watchBrowser()
})
afterEach(() => {
  browser.restore()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** The answer to a request, as the hash that the person comes back with. */
async function answer(url: string | undefined, kind: AnswerKind = 'right'): Promise<string> {
  const sent = new URL(`${url}`).searchParams
  const asked = {
    issuer: tenant.issuer,
    responseType: `${sent.get('response_type')}`,
    state: sent.get('state') ?? undefined,
    nonce: sent.get('nonce') ?? undefined,
  }
  return `#${encodeAnswer(await answers[kind](asked))}`
}

/** Begins a login, and loads the page that it comes back to. */
async function comeBack(webAuth = new WebAuth(options), call: object = {}) {
  webAuth.authorize(call)
  const hash = await answer(browser.navigations.at(-1))
  load(redirectUri + hash)
  return hash
}

const parse = (webAuth: WebAuth, given: object | string = {}) =>
  collect((callback) => webAuth.parseHash(given, callback))
const succeeded = expect.objectContaining({
  calls: [[null, expect.objectContaining({ idToken: expect.any(String) })]],
})
const wrongState = expect.objectContaining({
  calls: [[{ error: 'invalid_token', errorDescription: '`state` does not match.' }]],
})
const nothing = { calls: [[null, null]], inTheSameTurn: true }

describe('what the app’s callback throws', () => {
  test('is reported once, and the callback is not called again', async () => {
    await comeBack()
    const reporters = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    const reported: unknown[] = []
    process.on('uncaughtException', (error) => reported.push(error))
    const callback = vi.fn(() => {
      throw new Error('the app’s own')
    })
    new WebAuth(options).parseHash(callback)
    await until(() => reported.length > 0)
    for (let turns = 0; turns < 20; turns++) await turn()
    process.removeAllListeners('uncaughtException')
    for (const reporter of reporters) process.on('uncaughtException', reporter)
    expect(reported).toEqual([new Error('the app’s own')])
    expect(callback).toHaveBeenCalledTimes(1)
  })
})

describe('a login is used once', () => {
  test('also with a cookieDomain', async () => {
    const hash = await comeBack(new WebAuth({ ...options, cookieDomain: '.example.com' }))
    expect(await parse(new WebAuth({ ...options, cookieDomain: '.example.com' }))).toEqual(
      succeeded,
    )
    load(redirectUri + hash)
    expect(await parse(new WebAuth(options))).toEqual(wrongState)
  })

  test('and within 30 minutes, or those of stateExpiration', async () => {
    for (const [stateExpiration, minutes, outcome] of [
      [undefined, 29, succeeded],
      [undefined, 31, wrongState],
      [2, 1, succeeded],
      [2, 3, wrongState],
    ] as const) {
      const own = { ...options, ...(stateExpiration && { stateExpiration }) }
      await comeBack(
        new WebAuth({ ...own, __clock: () => new Date(Date.now() - minutes * 60_000) }),
      )
      expect(await parse(new WebAuth(own)), `${stateExpiration}, ${minutes}`).toEqual(outcome)
    }
  })

  test('and nothing is left of it in storage or cookies', async () => {
    await comeBack()
    expect(localStorage.length).toBe(1)
    await parse(new WebAuth(options))
    expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ''])
  })

  test('where nothing can be remembered, authorize throws, and the page stays', () => {
    const restore = replaceProperty(globalThis, 'localStorage', undefined)
    const restoreToo = replaceProperty(globalThis, 'sessionStorage', undefined)
    expect(() => new WebAuth(options).authorize()).toThrow('storage_unavailable')
    restore()
    restoreToo()
    expect(browser.navigations).toEqual([])
  })
})

describe('an answer belongs to the client that asked', () => {
  const other = { ...options, clientID: 'other' }

  test('another one on the page gets null, and leaves it alone', async () => {
    const hash = await comeBack()
    expect(await parse(new WebAuth(other))).toEqual(nothing)
    expect(location.hash).toBe(hash)
    expect(await parse(new WebAuth(options))).toEqual(succeeded)
  })

  test('of the call, too: an instance of its own may stand on the callback page', async () => {
    const tokenOnly = { ...options, responseType: 'token' }
    for (const own of [tokenOnly, { ...tokenOnly, clientID: 'other' }]) {
      await comeBack(new WebAuth(tokenOnly), { clientID: 'other' })
      expect(await parse(new WebAuth(own))).toMatchObject({
        calls: [[null, { accessToken: expect.any(String) }]],
      })
    }
  })

  test('two clients can be made of one object, which stays as it is', () => {
    const shared = Object.freeze({ ...options })
    expect(new WebAuth(shared).baseOptions.domain).toBe(new WebAuth(shared).baseOptions.domain)
  })
})

describe('the same answer gives the same result on one page load', () => {
  test('called twice in one turn, and again later', async () => {
    await comeBack()
    const webAuth = new WebAuth(options)
    expect(await Promise.all([parse(webAuth), parse(webAuth)])).toEqual([succeeded, succeeded])
    expect(await parse(webAuth)).toEqual(succeeded)
  })

  test.each([
    ['an option', () => ({ hash: location.hash })],
    ['a text', () => location.hash],
  ])('when the app hands in the hash of the page as %s', async (_, read) => {
    await comeBack()
    const webAuth = new WebAuth(options)
    expect(await Promise.all([parse(webAuth, read()), parse(webAuth, read())])).toEqual([
      succeeded,
      succeeded,
    ])
    expect(await parse(webAuth, { hash: '#' })).toEqual(nothing)
  })

  test('until the page goes elsewhere', async () => {
    await comeBack()
    const webAuth = new WebAuth(options)
    await parse(webAuth)
    visit(`${redirectUri}#/inbox`)
    expect(await parse(webAuth)).toEqual(nothing)
  })

  test('and not when the person comes back to the address', async () => {
    await comeBack()
    const webAuth = new WebAuth(options)
    await parse(webAuth)
    history.pushState(null, '', '/home')
    history.pushState(null, '', redirectUri)
    expect(await parse(webAuth)).toEqual(nothing)

    await comeBack()
    await parse(webAuth)
    visit('http://localhost:4000/home')
    visit(redirectUri)
    dispatchEvent(new PopStateEvent('popstate')) // Back
    expect(await parse(webAuth)).toEqual(nothing)

    await comeBack()
    await parse(webAuth)
    visit('http://localhost:4000/home')
    expect(await parse(webAuth)).toEqual(nothing)
    visit(redirectUri)
    expect(await parse(webAuth)).toEqual(nothing)
  })

  test('nor when the address was another in between, as far as the browser tells', async () => {
    const navigation = new EventTarget()
    vi.stubGlobal('navigation', navigation)
    const go = (address: string) => {
      visit(address)
      navigation.dispatchEvent(new Event('currententrychange'))
    }
    await comeBack()
    const webAuth = new WebAuth(options)
    await parse(webAuth)
    go(redirectUri) // a router that writes its state
    expect(await parse(webAuth)).toEqual(succeeded)
    go('http://localhost:4000/home')
    go(redirectUri)
    expect(await parse(webAuth)).toEqual(nothing)
  })

  test('nor after a logout, nor in a page that the browser has kept', async () => {
    const webAuth = new WebAuth(options)
    const hash = await comeBack()
    expect(await parse(webAuth, { hash })).toEqual(succeeded)
    webAuth.logout()
    expect(await parse(webAuth, { hash })).toEqual(wrongState)

    await comeBack()
    expect(await parse(webAuth)).toEqual(succeeded)
    dispatchEvent(new Event('pagehide'))
    expect(await parse(webAuth)).toEqual(nothing)
  })

  test('by whichever instance it is asked: each render may make its own', async () => {
    await comeBack()
    expect(await parse(new WebAuth(options))).toEqual(succeeded)
    expect(await parse(new WebAuth(options))).toEqual(succeeded)
  })

  test('with the app’s state of the history entry', async () => {
    const hash = await comeBack()
    visit(redirectUri + hash, { scroll: 7 })
    await parse(new WebAuth(options))
    expect([location.href, history.state]).toEqual([redirectUri, { scroll: 7 }])
  })
})

describe('an instance', () => {
  // Vue makes a Proxy of what `data()` returns, and of all that is in it
  const reactive = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name, receiver) {
        const value = Reflect.get(object, name, receiver)
        const isPlain = Object(value) === value && typeof value !== 'function'
        return isPlain ? reactive(value as object) : value
      },
    })

  test.each([
    ['behind a Proxy', reactive],
    ['that another object inherits from', (webAuth: WebAuth) => Object.create(webAuth) as WebAuth],
  ])('%s does what it does', async (_, wrap) => {
    const webAuth = wrap(new WebAuth(options))
    const hash = await comeBack(webAuth)
    const seen = await collect((callback) => webAuth.parseHash(callback))
    expect(seen).toEqual(succeeded)
    const again = await collect((callback) =>
      webAuth.validateToken(
        `${new URLSearchParams(hash.slice(1)).get('id_token')}`,
        null,
        callback,
      ),
    )
    expect(again).toMatchObject({ calls: [[null, { sub: 'test|zoe' }]] })
    webAuth.checkSession({}, () => {})
    webAuth.popup.authorize({}, () => {}).close()
    webAuth.logout({ returnTo: redirectUri })
    expect(browser.navigations.at(-1)).toContain('/v2/logout?')
    expect(browser.opened).toHaveLength(1)
  })
})

test('a list under a name that is none of the answer’s does no harm', async () => {
  const webAuth = new WebAuth(options)
  const hash = await comeBack(webAuth)
  const parsed = { ...Object.fromEntries(new URLSearchParams(hash.slice(1))), extra: ['a', 'b'] }
  const seen = await collect((callback) =>
    webAuth.validateAuthenticationResponse({}, parsed as never, callback),
  )
  expect(seen).toEqual(succeeded)
})

test('keys are fetched from where `__jwks_uri` says, as the page would read it', async () => {
  const overrides = { ...options.overrides, __jwks_uri: '/jwks.json' }
  await comeBack()
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no server'))
  const seen = await parse(new WebAuth({ ...options, overrides }))
  expect(seen).toMatchObject({ calls: [[{ error: 'invalid_token' }]] })
  expect(asked.mock.calls.map(([url]) => url)).toEqual(['http://localhost:4000/jwks.json'])
})

describe('a leeway that is out of bounds throws at the first use of it', () => {
  const webAuth = new WebAuth({ ...options, leeway: 400 })
  test('parseHash', async () => {
    await comeBack()
    expect(() => webAuth.parseHash(() => {})).toThrow('leeway')
  })
  test('checkSession', () => {
    expect(() => webAuth.checkSession({}, () => {})).toThrow('leeway')
    expect(document.querySelector('iframe')).toBe(null)
  })
  test('popup.authorize', () => {
    expect(() => webAuth.popup.authorize({}, () => {})).toThrow('leeway')
    expect(browser.opened).toHaveLength(0)
  })
})

describe('renewAuth', () => {
  test('leaves no record behind when no answer comes', async () => {
    const seen = await collect((callback) =>
      new WebAuth(options).renewAuth({ timeout: 1 }, callback),
    )
    expect(seen).toMatchObject({ calls: [[{ error: 'timeout' }]] })
    expect(localStorage.length).toBe(0)
  })

  /** Lets the page in the frame load, with this hash. */
  const loadFrame = (hash: string) => {
    const frame = document.querySelector('iframe') as HTMLIFrameElement
    Object.assign(browser.inside(frame).address, { protocol: 'http:', hash })
    frame.dispatchEvent(new Event('load'))
  }

  test('does not take the login of the page for an answer that is empty', async () => {
    const webAuth = new WebAuth(options)
    await comeBack(webAuth)
    expect(await parse(webAuth)).toEqual(succeeded)
    const seen = await collect(
      (callback) => webAuth.renewAuth({}, callback),
      () => loadFrame(''),
    )
    expect(seen).toMatchObject({ calls: [[null, null]] })
  })

  test('leaves no record behind when the answer does not carry its state', async () => {
    for (const hash of ['', '#error=login_required', '#access_token=a&state=other']) {
      const seen = await collect(
        (callback) => new WebAuth(options).renewAuth({}, callback),
        () => loadFrame(hash),
      )
      expect(seen).toMatchObject({ calls: [expect.any(Array)] })
      expect(localStorage.length).toBe(0)
    }
  })

  test('that cannot be remembered throws, and leaves no frame behind', () => {
    const renew = () => new WebAuth(options).renewAuth({ appState: 'x'.repeat(16_000) }, () => {})
    expect(renew).toThrow('state_too_large')
    expect(document.querySelector('iframe')).toBe(null)
  })

  test('that cannot begin throws, and calls nobody back', async () => {
    const callback = vi.fn()
    const restore = replaceProperty(document, 'body', null)
    expect(() => new WebAuth(options).renewAuth({ timeout: 1 }, callback)).toThrow(TypeError)
    restore()
    expect(localStorage.length).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(callback).not.toHaveBeenCalled()
  })
})

test('a state of the app’s own beside a code leaves nothing behind', () => {
  const webAuth = new WebAuth({ ...options, responseType: 'code' })
  for (const state of ['own-state', 7]) {
    webAuth.renewAuth({ state }, () => {})
    webAuth.authorize({ state })
  }
  expect(localStorage.length).toBe(0)
})

test('keys are asked of the tenant alone, whatever `iss` a token has', async () => {
  const webAuth = new WebAuth(options)
  webAuth.authorize()
  const hash = await answer(browser.navigations[0], 'another issuer')
  const asked = vi.spyOn(globalThis, 'fetch')
  await parse(webAuth, { hash })
  expect(asked.mock.calls.map(([url]) => url)).toEqual([`${tenant.origin}/.well-known/jwks.json`])
})

test('the issuer of a domain with scheme, port or path is the URL itself', async () => {
  const { overrides, ...withoutOverrides } = options
  await comeBack(new WebAuth(withoutOverrides))
  expect(await parse(new WebAuth(withoutOverrides))).toEqual(succeeded)
})

describe('checkSession listens', () => {
  const ask = async () => {
    const outcome = vi.fn()
    new WebAuth(options).checkSession({ timeout: 60_000 }, outcome)
    const frame = await until(() => document.querySelector('iframe'))
    const inside = browser.inside(frame)
    const url = await until(() => inside.visited[0])
    const right = Object.fromEntries(new URLSearchParams((await answer(url)).slice(1)))
    const post = async (response: object, origin: string, source: unknown) => {
      const data = { type: 'authorization_response', response }
      dispatchEvent(new MessageEvent('message', { data, origin, source: source as Window }))
      for (let turns = 0; turns < 10; turns++) await turn()
    }
    return { outcome, inside, right, post }
  }

  test('to its frame, from the tenant’s origin, about its state, and to nobody else', async () => {
    const { outcome, inside, right, post } = await ask()
    await post(right, tenant.origin, globalThis)
    await post(right, 'https://evil.example', inside)
    await post({ ...right, state: 'other' }, tenant.origin, inside)
    expect(outcome).not.toHaveBeenCalled()
    await post(right, tenant.origin, inside)
    await until(() => outcome.mock.calls.length > 0)
    expect(outcome.mock.calls).toEqual([
      [null, expect.objectContaining({ idToken: right.id_token })],
    ])
  })
})

describe('popup.authorize', () => {
  test('says that the browser refused the window', async () => {
    browser.blockPopups()
    const { popup } = new WebAuth(options)
    const seen = await collect((callback) => {
      expect(popup.authorize({}, callback).originalPopup).toBe(null)
    })
    expect(seen).toMatchObject({ calls: [[{ code: 'popup_blocked' }]], inTheSameTurn: false })
  })

  test('lets two logins run side by side, and never crosses them', async () => {
    const { popup } = new WebAuth(options)
    const outcomes = [vi.fn(), vi.fn()] as const
    popup.authorize({ appState: 'first' }, outcomes[0])
    popup.authorize({ appState: 'second' }, outcomes[1])
    await turn()
    for (const index of [1, 0] as const) {
      visit(redirectUri + (await answer(browser.opened[index]?.window.visited[0])))
      new WebAuth(options).popup.callback()
      await until(() => outcomes[index].mock.calls.length > 0)
    }
    expect(outcomes.map(({ mock }) => mock.calls.map(([, result]) => result.appState))).toEqual([
      ['first'],
      ['second'],
    ])
  })

  test('hands its answer home from an app that parses at each load, before it', async () => {
    const outcome = vi.fn()
    new WebAuth(options).popup.authorize({ appState: 'mine' }, outcome)
    await turn()
    visit(redirectUri + (await answer(browser.opened[0]?.window.visited[0])))
    const own = new WebAuth(options)
    expect(await parse(own)).toMatchObject({ calls: [[null, null]] })
    own.popup.callback()
    await until(() => outcome.mock.calls.length > 0)
    expect(outcome.mock.lastCall?.[1]).toMatchObject({ appState: 'mine' })
    expect(location.hash).toBe('')
  })

  test('calls nobody back who closed it by its handle', async () => {
    const outcome = vi.fn()
    const handle = new WebAuth(options).popup.authorize({}, outcome)
    handle.focus()
    handle.close()
    for (let turns = 0; turns < 20; turns++) await turn()
    expect(browser.opened[0]?.window.closed).toBe(true)
    expect(outcome).not.toHaveBeenCalled()
  })

  test('says that the person closed it, in the words that apps compare', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const restore = replaceProperty(document, 'hasFocus', () => true)
    const outcome = vi.fn()
    // a code under the app’s own state is watched like any other
    const own = { responseType: 'code', state: 'own-state' }
    for (const call of [{}, own]) {
      outcome.mockClear()
      new WebAuth(options).popup.authorize(call, outcome)
      browser.opened.at(-1)?.window.close()
      vi.advanceTimersByTime(3000)
      await until(() => outcome.mock.calls.length > 0)
      expect(outcome.mock.calls).toEqual([
        [{ original: 'User closed the popup window', code: null, description: null }],
      ])
    }
    restore()
  })

  test('says once that there is nowhere to come back to, and opens the window', async () => {
    const { redirectUri: _, ...without } = options
    const seen = await collect((callback) => new WebAuth(without).popup.authorize({}, callback))
    expect(seen).toMatchObject({
      calls: [[{ original: expect.any(String), code: null, description: null }]],
    })
    expect(browser.opened).toHaveLength(1)
  })

  test.each(['https://other.example/callback', 'http://'])(
    'opens nothing for a callback page of another origin: %s',
    async (address) => {
      const call = { redirectUri: address }
      const seen = await collect((callback) => new WebAuth(options).popup.authorize(call, callback))
      expect(seen).toMatchObject({ calls: [[{ code: 'origin_mismatch' }]] })
      expect(browser.opened).toHaveLength(0)
    },
  )

  test('takes a callback that is missing', async () => {
    const { popup } = new WebAuth(options)
    popup.authorize({}, null)
    popup.authorize(null)
    browser.blockPopups()
    popup.authorize(undefined)
    for (let turns = 0; turns < 5; turns++) await turn()
    expect(browser.opened).toHaveLength(2)
  })

  test('refuses owp without a redirectUri, and does without it where there is one', () => {
    const { redirectUri: _, ...without } = options
    expect(() => new WebAuth(without).popup.authorize({ owp: true })).toThrow('owp')
    new WebAuth(options).popup.authorize({ owp: true })
    expect(browser.opened[0]?.window.visited.join()).not.toContain('owp')
  })
})

describe('popup.callback', () => {
  test('leaves a redirect’s answer alone, in a window without an opener', async () => {
    const hash = await comeBack()
    new WebAuth(options).popup.callback()
    expect(location.hash).toBe(hash)
    expect(await parse(new WebAuth(options))).toEqual(succeeded)
  })

  test.each([undefined, null, {}, '#text'])('takes %j', (given) => {
    visit(redirectUri)
    expect(() => new WebAuth(options).popup.callback(given as never)).not.toThrow()
  })
})

describe('what auth0-js has and this entry has not', () => {
  const webAuth = new WebAuth({ domain: 'acme.example', clientID })
  const refused: [owner: object, names: string][] = [
    [
      webAuth,
      'login signup signupAndAuthorize changePassword passwordlessStart passwordlessLogin ' +
        'passwordlessVerify renderCaptcha renderSignupCaptcha renderPasswordlessCaptcha ' +
        'renderPasswordResetCaptcha customTokenExchange',
    ],
    [webAuth.redirect, 'loginWithCredentials signupAndLogin'],
    [webAuth.popup, 'loginWithCredentials passwordlessVerify signupAndLogin'],
    [webAuth.crossOriginAuthentication, 'login'],
    [
      webAuth.client,
      'login loginWithDefaultDirectory loginWithResourceOwner oauthToken getSSOData getChallenge ' +
        'delegation getUserCountry customTokenExchange',
    ],
    [webAuth.client.passwordless, 'buildVerifyUrl start verify'],
    [webAuth.client.dbConnection, 'signup changePassword'],
  ]
  const methods = refused.flatMap(([owner, names]) =>
    names
      .split(' ')
      .map((name) => [name, owner as Record<string, (given: object) => unknown>] as const),
  )

  test.each(methods)('%s throws at the call, and names the way out', (name, owner) => {
    expect(() => owner[name]?.({})).toThrow(
      new RegExp(`${name}.*(authorize\\(|checkSession\\(\\)|your server)`),
    )
  })

  test('registration and mail codes are named with their options', () => {
    expect(() => webAuth.signup({} as never, () => {})).toThrow("screen_hint: 'signup'")
    expect(() => webAuth.passwordlessStart({} as never, () => {})).toThrow("connection: 'email'")
  })

  test('Management cannot be made', () => {
    expect(() => new Management({ domain: 'acme.example', token: 't' })).toThrow('your server')
  })

  test('a plugin is refused', () => {
    expect(() => new WebAuth({ ...options, plugins: [{}] })).toThrow('plugins')
  })

  test('crossOriginVerification does nothing, without a word', () => {
    webAuth.crossOriginVerification()
    webAuth.crossOriginAuthenticationCallback()
    webAuth.crossOriginAuthentication.callback()
  })

  test('tests of an app can put a double on the prototype', () => {
    const login = vi.spyOn(WebAuth.prototype, 'login').mockImplementation(() => {})
    webAuth.login({ password: 'p' }, () => {})
    expect(login).toHaveBeenCalledTimes(1)
  })
})

test('the entry exports what auth0-js exports', () => {
  expect(Object.keys(auth0).sort()).toEqual(['Authentication', 'Management', 'WebAuth', 'version'])
  expect(auth0.version.raw).toBe('10.2.1')
  expect(new WebAuth(options).client).toBeInstanceOf(Authentication)
})

test('a page that is being prerendered waits until somebody opens it', async () => {
  await comeBack()
  const restore = replaceProperty(document, 'prerendering', true)
  const webAuth = new WebAuth(options)
  const outcome = vi.fn()
  webAuth.parseHash(outcome)
  webAuth.authorize()
  webAuth.renewAuth({}, () => {})
  for (let turns = 0; turns < 10; turns++) await turn()
  expect([outcome.mock.calls.length, browser.navigations.length]).toEqual([0, 1])
  expect(document.querySelector('iframe')).toBe(null)
  restore()
  document.dispatchEvent(new Event('prerenderingchange'))
  await until(() => document.querySelector('iframe'))
  await until(() => outcome.mock.calls.length > 0)
  expect(outcome.mock.calls).toEqual([[null, expect.objectContaining({ tokenType: 'Bearer' })]])
  expect(browser.navigations).toHaveLength(2)
})
