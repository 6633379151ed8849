// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createSession } from '../../src/session/index.js'
import { createTestServer } from '../../src/testing/index.js'
import { rejects } from '../support/errors.js'
import { rsaKey } from '../support/keys.js'
import { createClient } from '../support/login.js'

const api = 'https://api.example.test/things'

/** A session in Node, driven by `postern/testing` alone. */
function createSessionInNode() {
  const server = createTestServer({ key: rsaKey })
  const auth = createClient(server, 'code', { scope: 'openid profile offline_access' })
  const session = createSession(auth, {
    keep: 'browser',
    apis: ['https://api.example.test/'],
    fetch: server.fetch,
    now: server.now,
  })
  const logIn = async (person?: { sub: string }) => {
    if (person) server.logIn(person)
    const result = await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
    if (result) await session.adopt(result)
  }
  return { server, session, logIn }
}

describe('32: postern/testing drives a session in Node', () => {
  test('log in, call an API, expire, renew, be refused, come to an end', async () => {
    const { server, session, logIn } = createSessionInNode()
    const states: string[] = []
    session.subscribe(({ status }) => void states.push(status))
    await logIn()
    expect((await session.fetch(api)).status).toBe(200)

    server.expireTokens() // at the server; the client still believes in its token
    expect((await session.fetch(api)).status).toBe(200)

    server.advanceTime(7200) // for the client too
    const token = await session.getToken()
    expect((await session.fetch(api)).status).toBe(200)
    expect(await session.getToken()).toBe(token)

    server.refuseRenewals(503)
    server.advanceTime(7200)
    await rejects(session.getToken(), 'token_error')
    expect(session.getState()).toMatchObject({ status: 'in', error: { code: 'token_error' } })
    server.acceptRenewals()
    server.advanceTime(2)
    expect(await session.getToken()).not.toBe(token)

    server.revokeTokens()
    server.advanceTime(7200)
    await rejects(session.getToken(), 'token_error')
    await rejects(session.getToken(), 'login_required')
    expect(states).toEqual(['loading', 'in', 'in', 'in', 'out'])
    expect(server.reuses).toEqual([])
  })

  test('another person', async () => {
    const { session, logIn } = createSessionInNode()
    await logIn()
    await logIn({ sub: 'test|tom' })
    expect(session.getState()).toMatchObject({ status: 'in', claims: { sub: 'test|tom' } })
  })

  test('log out, at the server too', async () => {
    const { server, session, logIn } = createSessionInNode()
    await logIn()
    await session.logOut({ returnTo: 'https://app.example/' })
    expect(await server.answer()).toBe('https://app.example/')
    expect(session.getState()).toEqual({ status: 'out' })
  })
})

describe('34: on a server', () => {
  test('subscribe and start give loading; getToken rejects browser_required', async () => {
    const { server, session } = createSessionInNode()
    const states: string[] = []
    session.subscribe(({ status }) => void states.push(status))()
    expect(await session.start()).toEqual({ status: 'loading' })
    await rejects(session.getToken(), 'browser_required')
    await rejects(session.fetch(api), 'browser_required')
    await rejects(session.logOut(), 'browser_required')
    expect(session.getState()).toEqual({ status: 'loading' })
    expect(states).toEqual(['loading'])
    expect(server.requests).toEqual([])
  })

  test('two requests share nothing', async () => {
    const [one, other] = [createSessionInNode(), createSessionInNode()]
    await one.logIn()
    expect(await other.session.start()).toEqual({ status: 'loading' })
    await rejects(other.session.getToken(), 'browser_required')
  })
})
