import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Auth } from '../../src/index.js'
import { createRenewal } from '../../src/session/renewal.js'
import type { SessionTokens } from '../../src/session/session-tokens.js'
import { rejects } from '../support/errors.js'
import { turn, untilHolds } from '../support/page.js'
import { createProfile, holdRenewals, renewals, spreadNews, tom } from './tabs.js'

const hours = 3600

/** A tab whose renewal is not answered yet. */
async function hang() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const held = holdRenewals()
  const { server, openTab } = createProfile({ respond: held.respond })
  const tab = openTab()
  await tab.logIn()
  server.advanceTime(2 * hours)
  const call = tab.session.getToken()
  call.catch(() => {})
  await untilHolds(() => expect(renewals(server)).toHaveLength(1))
  const giveUp = () => vi.advanceTimersByTimeAsync(15_000)
  return { ...tab, server, held, call, giveUp }
}

describe('a renewal that hangs does not spoil what came after it:', () => {
  test('a logout', async () => {
    const { session, states, call, giveUp } = await hang()
    await session.logOut({ local: true })
    await giveUp()
    await rejects(call, 'aborted')
    expect(session.getState()).toStrictEqual({ status: 'out' })
    expect(states.map(({ status }) => status)).toEqual(['loading', 'in', 'out'])
  })

  test('the login of another person, who can renew at once', async () => {
    const { session, logIn, server, held, call, giveUp } = await hang()
    await logIn(tom)
    await giveUp()
    await rejects(call, 'aborted')
    expect(session.getState()).toMatchObject({ status: 'in', claims: tom })
    expect(session.getState()).not.toHaveProperty('error')
    held.release()
    server.advanceTime(2 * hours)
    await session.getToken()
    expect(renewals(server)).toHaveLength(2)
  })

  test('another login of the same person, whose token the caller gets', async () => {
    const { session, logIn, call, giveUp } = await hang()
    await logIn()
    await giveUp()
    expect(await call).toBe(await session.getToken())
  })

  test('expired tokens of another person, which get a renewal of their own', async () => {
    const { session, logIn, server, held, call } = await hang()
    await logIn(tom)
    const spent = await session.getToken()
    server.advanceTime(2 * hours)
    const next = session.getToken()
    next.catch(() => {})
    await untilHolds(() => expect(renewals(server)).toHaveLength(2))
    held.release()
    await rejects(call, 'aborted')
    const token = await next
    expect(token).not.toBe(spent)
    expect(await session.getToken()).toBe(token)
    expect(renewals(server)).toHaveLength(2)
  })

  test('a logout while another tab holds the lock', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const { server, openTab } = createProfile()
    const { session, logIn } = openTab({ keep: 'browser' })
    await logIn()
    server.advanceTime(2 * hours)
    const key = `postern.session ${server.issuer} app`
    void navigator.locks.request(key, {}, () => new Promise<never>(() => {}))
    const timers = vi.getTimerCount()
    const call = session.getToken()
    call.catch(() => {})
    await untilHolds(() => expect(vi.getTimerCount()).toBe(timers + 1))
    await session.logOut({ local: true })
    spreadNews()
    await turn()
    await vi.advanceTimersByTimeAsync(20_000)
    await rejects(call, 'login_required')
    expect(session.getState()).toStrictEqual({ status: 'out' })
    expect(renewals(server)).toEqual([])
  })
})

test('a renewal that ends is no end of one for other tokens, which all callers share', async () => {
  const [zoes, toms] = ['zoe', 'tom'].map((who) => ({ accessToken: who, who }) as SessionTokens)
  const ends: (() => void)[] = []
  const renew = createRenewal(
    {} as Auth,
    {} as never,
    () => new Promise((resolve) => ends.push(resolve)),
    () => false,
    () => 0,
    async () => toms,
  )
  const first = renew(zoes)
  const second = renew(toms)
  ends[0]?.()
  await first
  expect(renew(toms)).toBe(second)
  ends[1]?.()
  await second
  void renew(toms)
  expect(ends).toHaveLength(3)
  ends[2]?.()
})
