import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createAuth, isAuthError } from '../../src/index.js'
import { createSession } from '../../src/session/index.js'
import { createProfile, renewals } from './tabs.js'

test('without `now` login and session ask the clock that the page has when they ask', async () => {
  const { server } = createProfile()
  const { now: _, ...client } = server
  const auth = createAuth({
    ...client,
    clientId: 'app',
    responseType: 'code',
    redirectUri: 'https://app.example/callback',
    scope: 'openid offline_access',
  })
  const session = createSession(auth, { fetch: server.fetch })
  const result = await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
  if (result) await session.adopt(result)
  // as a test does that freezes or moves the time, after the app has begun
  const { now } = Date
  onTestFinished(() => void vi.restoreAllMocks())
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 7_200_000)
  const token = await session.getToken()
  expect(token).not.toBe(result?.accessToken)
  expect(await session.getToken()).toBe(token)
  expect(renewals(server)).toHaveLength(1)
})

describe('18: a clock that is set logs nobody out whom a frame renews', () => {
  test.each([-24, -1, 1, 24])('by %i h', async (ahead) => {
    const { server } = createProfile()
    let set = 0
    const now = () => server.now() + set
    const client = createAuth({
      ...server,
      now,
      clientId: 'app',
      responseType: 'token id_token',
      redirectUri: 'https://app.example/callback',
    })
    const logInAt = async (params = {}) => {
      const url = await client.buildAuthorizeUrl(undefined, { params })
      return client.parseHash(await server.answer(url))
    }
    // a frame needs a real browser: here the same login goes by redirect
    const checkSession = vi.fn(() => logInAt({ prompt: 'none' }))
    const auth = { ...client, checkSession } as unknown as typeof client
    const session = createSession(auth, { silent: true, now })
    onTestFinished(session.subscribe(() => {}))
    const result = await logInAt()
    if (result) await session.adopt(result)
    set = ahead * 3_600_000
    const token = await session.getToken().catch((error: unknown) => error)
    await vi.waitFor(() => expect(checkSession.mock.calls.length > 0).toBe(ahead !== 1))
    await Promise.allSettled(checkSession.mock.results.map(({ value }) => value))
    await vi.waitFor(() => expect('error' in session.getState()).toBe(ahead !== 1))
    expect(session.getState().status).toBe('in')
    // the token lives on as far as this clock can say
    expect(isAuthError(token) && token.code).toBe(ahead === 24 && 'invalid_token')
    // set right again
    set = 0
    server.advanceTime(61)
    expect(await session.getToken()).toMatch(/.{20}/)
  })
})
