import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AuthOptions, ResponseType } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { redirectUri } from './support/login.js'
import {
  clearStorage,
  createPageClient,
  isPending,
  readRecords,
  replaceGetter,
  replaceProperty,
  until,
  visit,
} from './support/page.js'
import { fakeWindow } from './support/windows.js'

const repairs: (() => void)[] = []

beforeEach(() => {
  visit('https://app.example/start')
  clearStorage()
})
afterEach(() => {
  for (const repair of repairs.splice(0).reverse()) repair()
})

/** From now on the browser only prepares this page, until the function is called that it gives. */
function prepare(): () => void {
  const repair = replaceProperty(document, 'prerendering', true)
  repairs.push(repair)
  return () => {
    Object.assign(document, { prerendering: false })
    document.dispatchEvent(new Event('prerenderingchange'))
  }
}

function setUp<R extends ResponseType = 'code'>(
  options: Partial<AuthOptions<R>> & { responseType?: R } = {},
) {
  const server = createTestServer({ key: rsaKey })
  const navigate = vi.fn()
  const { responseType = 'code' as R, ...others } = options
  const auth = createPageClient<R>(server, responseType, { navigate, ...others })
  const storages = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
  return { server, navigate, auth, storages }
}

describe('on a page that the browser only prepares', () => {
  test('authorize waits: nothing is written, counted or left before it is opened', async () => {
    repairs.push(replaceProperty(navigator, 'userActivation', { hasBeenActive: false }))
    const { auth, navigate, storages, server } = setUp()
    const activate = prepare()
    const departure = auth.authorize('google-oauth2')
    expect(await isPending(departure)).toBe(true)
    expect(storages()).toEqual([])
    expect(navigate).not.toHaveBeenCalled()
    activate()
    const url = await until(() => navigate.mock.lastCall?.[0] as string | undefined)
    expect(readRecords().has(`${new URL(url).searchParams.get('state')}`)).toBe(true)
    expect(server.requests).toEqual([])
  })

  test('ten prepared pages that nobody opens leave no record and no count', async () => {
    repairs.push(replaceProperty(navigator, 'userActivation', { hasBeenActive: false }))
    prepare()
    for (let count = 0; count < 10; count++) {
      const { auth } = setUp()
      expect(await isPending(auth.authorize())).toBe(true)
    }
    const { storages } = setUp()
    expect(storages()).toEqual([])
    Object.assign(document, { prerendering: false })
    const { auth, navigate } = setUp()
    void auth.authorize()
    await until(() => navigate.mock.lastCall)
  })

  test('authorize still says at once what is wrong with the call', async () => {
    const { auth } = setUp()
    const activate = prepare()
    const refused = rejects(auth.authorize('c', { params: { state: 'x' } }), 'invalid_config')
    activate()
    await refused
  })

  test('buildAuthorizeUrl waits: a record is for a login that somebody begins', async () => {
    const { auth, storages } = setUp()
    const activate = prepare()
    const url = auth.buildAuthorizeUrl()
    expect(await isPending(url)).toBe(true)
    expect(storages()).toEqual([])
    activate()
    expect(await url).toContain('state=')
    expect(readRecords().size).toBe(1)
  })

  test('parseHash cleans the URL at once, and spends nothing before it is opened', async () => {
    const { auth, server } = setUp()
    const callbackUrl = await server.answer(await auth.buildAuthorizeUrl('c', { appState: 7 }))
    visit(callbackUrl)
    const activate = prepare()
    const result = auth.parseHash()
    expect(location.href).toBe(redirectUri)
    expect(auth.parseHash()).toBe(result)
    expect(await isPending(result)).toBe(true)
    expect(readRecords().size).toBe(1)
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
    activate()
    expect(await result).toMatchObject({ appState: 7, claims: { sub: 'test|zoe' } })
    expect(readRecords().size).toBe(0)
  })

  test('parseHash of a page that is thrown away costs no login: another can take it', async () => {
    const { auth, server } = setUp()
    const callbackUrl = await server.answer(await auth.buildAuthorizeUrl())
    visit(callbackUrl)
    prepare()
    expect(await isPending(auth.parseHash())).toBe(true)
    repairs.pop()?.()
    visit(callbackUrl)
    const { issuer: domain, fetch } = server
    const opened = createPageClient(server, 'code', { domain, fetch })
    expect(await opened.parseHash()).toHaveProperty('claims')
  })

  test('parseHash of no answer is null at once', async () => {
    const { auth } = setUp()
    prepare()
    expect(await auth.parseHash()).toBeNull()
  })

  test('parseHash hands no popup’s answer home before somebody opens it', async () => {
    const channels = vi.fn()
    vi.stubGlobal('BroadcastChannel', channels)
    const { auth } = setUp()
    visit(`${redirectUri}#code=c&state=p${'0'.repeat(64)}`)
    prepare()
    expect(await isPending(auth.parseHash())).toBe(true)
    expect(location.href).toBe(redirectUri)
    expect(channels).not.toHaveBeenCalled()
    vi.unstubAllGlobals()
  })

  test('checkSession opens no frame before somebody opens it', async () => {
    // happy-dom loads no page into a frame
    const frames = document.createElement('iframe').constructor.prototype
    repairs.push(replaceGetter(frames, 'contentWindow', () => fakeWindow().window))
    const { auth, server } = setUp()
    const activate = prepare()
    const result = auth.checkSession({ timeout: 50 })
    result.catch(() => {})
    expect(await isPending(result)).toBe(true)
    expect(document.querySelectorAll('iframe')).toHaveLength(0)
    expect(server.requests).toEqual([])
    activate()
    await until(() => document.querySelectorAll('iframe').length === 1)
    await rejects(result, 'timeout')
  })
})

test('an opened page waits for nothing: the event need never come', async () => {
  repairs.push(replaceProperty(document, 'prerendering', false))
  const { auth, server } = setUp()
  visit(await server.answer(await auth.buildAuthorizeUrl()))
  expect(await auth.parseHash()).toHaveProperty('claims')
})
