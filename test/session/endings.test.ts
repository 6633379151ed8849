import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { AuthError } from '../../src/auth-error.js'
import { createSession } from '../../src/session/index.js'
import { rejects, throws } from '../support/errors.js'
import { createProfile, newsKey, renewals, zoe } from './tabs.js'

const hours = 3600

/** A session without a refresh token, which a frame would renew; the frame fails with this code. */
async function endedByFrame(code: string) {
  const { server, openTab } = createProfile()
  const { auth } = openTab({ scope: 'openid', subscribed: false })
  const session = createSession(
    { ...auth, checkSession: () => Promise.reject(new AuthError(code as 'timeout', code)) },
    { silent: true, fetch: server.fetch, now: server.now },
  )
  const result = await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
  const { refreshToken: _, ...tokens } = result ?? {}
  await session.adopt(tokens as NonNullable<typeof result>)
  server.advanceTime(2 * hours)
  await rejects(session.getToken(), code)
  return session.getState().status
}

describe('10: what a frame says, and the session', () => {
  test.each(['login_required', 'interaction_required', 'access_denied', 'invalid_token'])(
    '%s ends it',
    async (code) => expect(await endedByFrame(code)).toBe('out'),
  )

  test.each([
    'timeout',
    'some_required_thing',
    'no_access_denied',
    'access_denied_later',
    'an_invalid_token',
    'invalid_token_type',
  ])('%s does not', async (code) => expect(await endedByFrame(code)).toBe('in'))
})

test('a renewal about another person ends the session', async () => {
  const { server, openTab } = createProfile({
    respond({ request, claims }) {
      if (request.parameters.get('grant_type') === 'refresh_token' && claims)
        claims.sub = 'test|somebody'
    },
  })
  const { session, logIn } = openTab()
  await logIn()
  server.advanceTime(2 * hours)
  await rejects(session.getToken(), 'invalid_token')
  expect(session.getState()).toMatchObject({ status: 'out', error: { code: 'invalid_token' } })
})

test('a refresh token that cannot be asked with opens no frame', async () => {
  const { server, openTab } = createProfile()
  const { session, logIn, frames } = openTab({ silent: true })
  await logIn()
  server.refuseRenewals('network_error')
  server.advanceTime(2 * hours)
  await rejects(session.getToken(), 'network_error')
  expect(frames()).toBe(0)
})

test('a renewal is no news to other tabs; another login of the same person is', async () => {
  const { server, openTab } = createProfile()
  const { session, logIn } = openTab({ keep: 'browser' })
  await logIn()
  const news = localStorage.getItem(newsKey())
  server.advanceTime(2 * hours)
  await session.getToken()
  expect(renewals(server)).toHaveLength(1)
  expect(localStorage.getItem(newsKey())).toBe(news)
  await logIn(zoe)
  expect(localStorage.getItem(newsKey())).not.toBe(news)
})

test('where a session of one tab ends, the news keeps who it was, for the others', async () => {
  const { server, openTab } = createProfile()
  const { session, logIn } = openTab()
  await logIn()
  const { who } = JSON.parse(`${localStorage.getItem(newsKey())}`)
  server.revokeTokens()
  server.advanceTime(2 * hours)
  await rejects(session.getToken(), 'token_error')
  expect(JSON.parse(`${localStorage.getItem(newsKey())}`)).toEqual({ who, forgotten: true })
})

test('a local logout does not go to the server, any other does', async () => {
  const { server, openTab } = createProfile()
  const { auth } = openTab({ subscribed: false })
  const logout = vi.fn()
  const session = createSession({ ...auth, logout }, { fetch: server.fetch, now: server.now })
  await session.logOut({ local: true })
  expect(logout).not.toHaveBeenCalled()
  await session.logOut({ returnTo: 'https://app.example/' })
  expect(logout).toHaveBeenCalledWith({ returnTo: 'https://app.example/', idTokenHint: undefined })
})

test('start takes the login that this page load ends', async () => {
  const { server, openTab } = createProfile()
  const { auth } = openTab({ subscribed: false })
  const result = await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
  const session = createSession(
    { ...auth, parseHash: (async () => result) as typeof auth.parseHash },
    { now: server.now },
  )
  expect(await session.start()).toMatchObject({ status: 'in', claims: zoe })
})

test('without a fetch of its own a session asks the page’s, as it is then', async () => {
  const { openTab } = createProfile()
  const { auth } = openTab({ subscribed: false })
  const session = createSession(auth)
  const send = vi.fn(async () => new Response('found'))
  vi.stubGlobal('fetch', send)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(await (await session.fetch('https://elsewhere.example/')).text()).toBe('found')
})

test('options that cannot be are refused, by name', () => {
  const { openTab } = createProfile()
  const { auth } = openTab({ subscribed: false })
  for (const keep of ['mypage', 'tabs', ''])
    throws(() => createSession(auth, { keep: keep as 'tab' }), 'invalid_config')
  expect(() => createSession(auth, { apis: ['http://api.example/'] })).toThrow(/apis/)
})

test('with `page` nothing is taken from what another kind of session left', async () => {
  const { server, openTab } = createProfile()
  const kept = openTab({ keep: 'tab' })
  await kept.logIn()
  dispatchEvent(new Event('pagehide'))
  expect(sessionStorage.length).toBe(1)
  const other = openTab({ keep: 'page' })
  expect(await other.session.start()).toEqual({ status: 'out' })
  expect(sessionStorage.length).toBe(1)
  expect(server.reuses).toEqual([])
})
