import { expect, onTestFinished, test, vi } from 'vitest'
import { createAuth } from '../../src/index.js'
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
