import { describe, expect, test } from 'vitest'
import { rejects } from '../support/errors.js'
import { untilHolds } from '../support/page.js'
import { createProfile, renewals, spreadNews, tom, zoe } from './tabs.js'

const hours = 3600

describe('19: hidden frames', () => {
  test('are never opened for strangers, who cost no request', async () => {
    const { server, openTab } = createProfile()
    const tabs = [openTab({ silent: true }), openTab({ silent: true, keep: 'browser' })]
    for (const { session, frames } of tabs) {
      expect(await session.start()).toEqual({ status: 'out' })
      await rejects(session.getToken(), 'login_required')
      dispatchEvent(new Event('pageshow'))
      expect(frames()).toBe(0)
    }
    expect(server.requests).toEqual([])
  })

  test('are never opened unless the app said so', async () => {
    const { server, openTab } = createProfile()
    const one = openTab()
    await one.logIn()
    const other = openTab()
    expect(await other.session.start()).toEqual({ status: 'out' })
    server.revokeTokens()
    server.advanceTime(2 * hours)
    await rejects(one.session.getToken(), 'token_error')
    await rejects(one.session.getToken(), 'login_required')
    expect(one.frames() + other.frames()).toBe(0)
  })

  test('restore who logged in here before', async () => {
    const { openTab } = createProfile()
    await openTab({ silent: true }).logIn()
    const other = openTab({ silent: true })
    expect(await other.session.start()).toMatchObject({ status: 'in', claims: zoe })
    expect(other.frames()).toBe(1)
    expect(other.states.map(({ status }) => status)).toEqual(['loading', 'in'])
  })

  test('of a server that forgot: one, and tabs that hold tokens stay in', async () => {
    const { server, openTab } = createProfile()
    const holder = openTab({ silent: true })
    await holder.logIn()
    server.logOut()
    const others = [openTab({ silent: true }), openTab({ silent: true })]
    for (const { session } of others) expect((await session.start()).status).toBe('out')
    spreadNews()
    expect(others.map(({ frames }) => frames())).toEqual([1, 0])
    expect(await holder.session.getToken()).not.toBe('')
    expect(holder.session.getState().status).toBe('in')
    // a login is news, and the server knows somebody again
    await holder.logIn()
    expect((await openTab({ silent: true }).session.start()).status).toBe('in')
  })

  test('where the refresh token ended too, three tabs make one request and open one', async () => {
    const { server, openTab } = createProfile()
    const tabs = Array.from({ length: 3 }, () => openTab({ silent: true, keep: 'browser' }))
    await tabs[0]?.logIn()
    for (const { session } of tabs) await session.start()
    server.revokeTokens()
    server.logOut()
    server.advanceTime(2 * hours)
    const calls = tabs.flatMap(({ session }) => Array.from({ length: 3 }, () => session.getToken()))
    await Promise.all(calls.map((call) => rejects(call, 'login_required')))
    expect(renewals(server)).toHaveLength(1)
    expect(tabs.reduce((sum, { frames }) => sum + frames(), 0)).toBe(1)
    spreadNews()
    const statuses = () => tabs.map(({ session }) => session.getState().status)
    await untilHolds(() => expect(statuses()).toEqual(['out', 'out', 'out']))
  })

  test('renew where the refresh token was refused', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn, frames, states } = openTab({ silent: true })
    await logIn()
    const token = await session.getToken()
    server.revokeTokens()
    server.advanceTime(2 * hours)
    expect(await session.getToken()).not.toBe(token)
    expect(frames()).toBe(1)
    expect(states.map(({ status }) => status)).toEqual(['loading', 'in'])
  })

  test('that answer for another person are a switch; calls made before are aborted', async () => {
    const { server, openTab } = createProfile()
    const options = { keep: 'browser', responseType: 'token id_token' } as const
    const [one, other] = [openTab({ ...options, silent: true }), openTab(options)]
    await one.logIn()
    await other.session.start()
    server.logIn(tom)
    server.advanceTime(2 * hours)
    await rejects(one.session.getToken(), 'aborted')
    spreadNews()
    for (const { session, states } of [one, other]) {
      await untilHolds(() => expect(session.getState()).toMatchObject({ claims: tom }))
      expect(states.map(({ status }) => status)).toEqual(['loading', 'in', 'in'])
    }
    expect(await one.session.getToken()).toBe(await other.session.getToken())
  })
})

describe('where no refresh token comes', () => {
  test('a frame renews', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn, frames } = openTab({ silent: true, responseType: 'token id_token' })
    await logIn()
    server.advanceTime(2 * hours)
    expect(await session.getToken()).toBe(await session.getToken())
    expect(frames()).toBe(1)
  })

  test('without a frame the session ends with its token, login_required', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn, states } = openTab({ responseType: 'token id_token' })
    await logIn()
    server.advanceTime(2 * hours - 30)
    const token = await session.getToken()
    expect(await session.getToken({ refused: token })).toBe(token)
    expect(session.getState().status).toBe('in')
    server.advanceTime(30)
    await rejects(session.getToken(), 'login_required')
    expect(states.at(-1)).toMatchObject({ status: 'out', error: { code: 'login_required' } })
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize', 'jwks'])
  })

  test('who comes back after that sees it at once', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn } = openTab({ responseType: 'token id_token' })
    await logIn()
    server.advanceTime(2 * hours)
    dispatchEvent(new Event('pageshow'))
    await untilHolds(() => expect(session.getState().status).toBe('out'))
  })
})
