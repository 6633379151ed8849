import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { rejects } from '../support/errors.js'
import { untilHolds } from '../support/page.js'
import { createProfile, holdRenewals, renewals } from './tabs.js'

const hours = 3600

beforeEach(() => {
  // what counts how long this page was awake
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})

afterEach(() => {
  vi.useRealTimers()
})

/** Two tabs at expiry, the first of which asks and gets no answer yet. */
async function oneAsks() {
  const held = holdRenewals()
  const { server, openTab } = createProfile({ respond: held.respond })
  const [asking, waiting] = [openTab({ keep: 'browser' }), openTab({ keep: 'browser' })]
  await asking.logIn()
  await waiting.session.start()
  server.advanceTime(2 * hours)
  const answer = asking.session.getToken()
  answer.catch(() => {})
  await untilHolds(() => expect(renewals(server)).toHaveLength(1))
  return { server, held, asking, waiting, answer }
}

/** A call of the tab that waits for the lock. */
async function callAndQueue({ session }: { session: { getToken(): Promise<string> } }) {
  const timers = vi.getTimerCount()
  const call = session.getToken()
  call.catch(() => {})
  await untilHolds(() => expect(vi.getTimerCount()).toBe(timers + 1))
  return { call }
}

describe('6: a tab that renews and does not come to an end', () => {
  test('the others hear timeout after 20 s awake; its answer is everybody’s', async () => {
    const { server, held, asking, waiting } = await oneAsks()
    const { call } = await callAndQueue(waiting)
    const ended = vi.fn()
    call.then(ended, ended)
    await vi.advanceTimersByTimeAsync(19_000)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1000)
    await rejects(call, 'timeout')
    expect(waiting.session.getState()).toMatchObject({ status: 'in', error: { code: 'timeout' } })
    held.release()
    await untilHolds(() => expect(asking.session.getState()).not.toHaveProperty('error'))
    const token = await asking.session.getToken()
    expect(await waiting.session.getToken()).toBe(token)
    expect(waiting.session.getState()).not.toHaveProperty('error')
    expect(renewals(server)).toHaveLength(1)
  })

  test('its own callers hear timeout after 15 s, and its answer counts when it comes', async () => {
    const { server, held, asking, answer } = await oneAsks()
    await vi.advanceTimersByTimeAsync(14_000)
    expect(asking.session.getState()).not.toHaveProperty('error')
    await vi.advanceTimersByTimeAsync(1000)
    await rejects(answer, 'timeout')
    await rejects(asking.session.getToken(), 'timeout')
    held.release()
    await untilHolds(() => expect(asking.session.getState()).not.toHaveProperty('error'))
    expect(await asking.session.getToken()).toMatch(/.{20}/)
    expect(asking.states.every(({ status }) => status !== 'out')).toBe(true)
    expect(renewals(server)).toHaveLength(1)
  })

  test('while the old token lives, everybody gets it, and waits for nothing', async () => {
    const held = holdRenewals()
    const { server, openTab } = createProfile({ respond: held.respond })
    const [asking, waiting] = [openTab({ keep: 'browser' }), openTab({ keep: 'browser' })]
    await asking.logIn()
    await waiting.session.start()
    const token = await asking.session.getToken()
    server.advanceTime(2 * hours - 30)
    expect(await asking.session.getToken()).toBe(token)
    await untilHolds(() => expect(renewals(server)).toHaveLength(1))
    expect(await waiting.session.getToken()).toBe(token)
    held.release()
    await untilHolds(async () => expect(await waiting.session.getToken()).not.toBe(token))
    expect(renewals(server)).toHaveLength(1)
  })

  test('a second time in a row the lock is stolen', async () => {
    const { server, held, waiting, answer } = await oneAsks()
    const { call: first } = await callAndQueue(waiting)
    await vi.advanceTimersByTimeAsync(20_000)
    await rejects(first, 'timeout')
    expect(renewals(server)).toHaveLength(1)
    server.advanceTime(1)
    const { call: second } = await callAndQueue(waiting)
    await vi.advanceTimersByTimeAsync(20_000)
    await untilHolds(() => expect(renewals(server)).toHaveLength(2))
    held.release()
    // the next test has the same storage
    await Promise.allSettled([answer, second])
  })
})

describe('5: a tab that held the lock and is gone', () => {
  test('leaves it to the next at once', async () => {
    const { server, openTab } = createProfile()
    const tab = openTab({ keep: 'browser' })
    await tab.logIn()
    server.advanceTime(2 * hours)
    let die = () => {}
    const dying = new Promise<void>((resolve) => {
      die = resolve
    })
    void navigator.locks.request(`postern.session ${server.issuer} app`, {}, () => dying)
    const { call } = await callAndQueue(tab)
    expect(renewals(server)).toEqual([])
    die()
    expect(await call).toMatch(/.{20}/)
    expect(renewals(server)).toHaveLength(1)
  })
})

describe('24: nothing of the app runs inside the lock', () => {
  test('neither listeners nor what a call’s promise leads to', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn } = openTab({ keep: 'browser' })
    await logIn()
    const { locks } = navigator
    let holds = false
    const request = (name: string, options: LockOptions, callback: () => Promise<unknown>) =>
      locks.request(name, options, async () => {
        holds = true
        try {
          return await callback()
        } finally {
          holds = false
        }
      })
    Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } })
    const seen: boolean[] = []
    session.subscribe(() => void seen.push(holds))
    server.advanceTime(2 * hours)
    await session.getToken().then(() => seen.push(holds))
    server.revokeTokens()
    server.advanceTime(2 * hours)
    await session.getToken().catch(() => seen.push(holds))
    expect(session.getState().status).toBe('out')
    expect(seen).toEqual([false, false, false, false])
  })
})
