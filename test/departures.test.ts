import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AuthOptions } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects, throws } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import {
  clearStorage,
  createPageClient,
  isPending,
  replaceProperty,
  turn,
  until,
  visit,
} from './support/page.js'
import { watchListeners } from './support/resources.js'

const server = createTestServer({ key: rsaKey })
const listeners = watchListeners(globalThis as unknown as EventTarget)
const assign = vi.fn<(url: string) => void>()
const restoreAssign = replaceProperty(location, 'assign', assign)
const unhandled: unknown[] = []
const onUnhandled = (reason: unknown) => unhandled.push(reason)

beforeEach(() => {
  visit('https://app.example/start')
  clearStorage()
  assign.mockReset()
  unhandled.length = 0
  process.on('unhandledRejection', onUnhandled)
})
afterEach(() => {
  process.off('unhandledRejection', onUnhandled)
  vi.useRealTimers()
  listeners.release()
})
afterAll(() => restoreAssign())

const setUp = (options: Partial<AuthOptions<'token'>> = {}) =>
  createPageClient(server, 'token', options)

const turns = async (count = 20) => {
  for (let done = 0; done < count; done++) await turn()
}

/** The page is shown again from the browser's memory. */
const comeBack = () => dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))

/** Where the page went, by the part of the path that tells login from logout. */
const wentTo = (navigate: { mock: { calls: unknown[][] } }) =>
  navigate.mock.calls.map(([url]) => new URL(`${url}`).pathname)

describe('a navigate that fails', () => {
  const failures: [string, () => unknown][] = [
    [
      'by a throw',
      () => {
        throw new Error('canary: no browser')
      },
    ],
    ['by a promise that rejects at once', () => Promise.reject(new Error('canary: no browser'))],
    [
      'by a promise that rejects later',
      () => turns(3).then(() => Promise.reject(new Error('canary: no browser'))),
    ],
  ]

  test.each(failures)(
    '%s rejects aborted, without its words, and nothing is unhandled',
    async (_, navigate) => {
      const error = await rejects(setUp({ navigate }).authorize(), 'aborted')
      expect(`${error.stack}${error.cause}${JSON.stringify(error)}`).not.toContain('canary')
      await turns()
      expect(unhandled).toEqual([])
    },
  )

  test('is asked again by the next call', async () => {
    const navigate = vi.fn<(url: string) => unknown>(() => Promise.reject(new Error('no browser')))
    const auth = setUp({ navigate })
    await rejects(auth.authorize(), 'aborted')
    navigate.mockImplementation(() => undefined)
    const departure = auth.authorize()
    await until(() => navigate.mock.calls.length === 2)
    expect(await isPending(departure)).toBe(true)
  })
})

test('a navigate that succeeds later leaves authorize pending: the page will be gone', async () => {
  const navigate = vi.fn(async () => turns(3))
  const departure = setUp({ navigate }).authorize()
  await until(() => navigate.mock.calls.length === 1)
  expect(await isPending(departure)).toBe(true)
})

describe('listeners of pageshow', () => {
  test('do not pile up: ten departures have one, which ends all of them', async () => {
    const before = listeners.count()
    const auth = setUp()
    const departures: Promise<never>[] = []
    for (let count = 1; count <= 10; count++) {
      departures.push(auth.authorize())
      await until(() => assign.mock.calls.length === count)
    }
    expect(listeners.count()).toBe(before + 1)
    comeBack()
    for (const departure of departures) await rejects(departure, 'aborted')
    expect(listeners.count()).toBe(before)
  })
})

describe('a logout and an authorize in one turn', () => {
  const both: [string, (auth: ReturnType<typeof setUp>) => Promise<never>][] = [
    [
      'logout first',
      (auth) => {
        auth.logout()
        return auth.authorize()
      },
    ],
    [
      'authorize first',
      (auth) => {
        const departure = auth.authorize()
        auth.logout()
        return departure
      },
    ],
    [
      'an authorize before and after',
      (auth) => {
        void auth.authorize('first')
        auth.logout()
        return auth.authorize('second')
      },
    ],
  ]

  test.each(both)('end at the logout, by the browser: %s', async (_, call) => {
    const departure = call(setUp())
    await turns()
    expect(wentTo(assign)).toEqual(['/v2/logout'])
    expect(await isPending(departure)).toBe(true)
  })

  test.each(both)('end at the logout, by the app’s own navigate: %s', async (_, call) => {
    const navigate = vi.fn()
    const departure = call(setUp({ navigate }))
    await turns()
    expect(wentTo(navigate)).toEqual(['/v2/logout'])
    expect(await isPending(departure)).toBe(true)
  })

  test('holds for a guard that asks a few promises later, while the page goes', async () => {
    const auth = setUp()
    auth.logout()
    for (let count = 0; count < 5; count++) await Promise.resolve()
    void auth.authorize()
    await turns()
    expect(wentTo(assign)).toEqual(['/v2/logout'])
  })

  test('is no lock: where the page stayed, the next login leaves it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const navigate = vi.fn()
    const own = setUp({ navigate })
    own.logout()
    vi.advanceTimersByTime(10)
    void own.authorize()
    await until(() => navigate.mock.calls.length === 2)
    expect(wentTo(navigate)).toEqual(['/v2/logout', '/authorize'])
    const auth = setUp()
    auth.logout()
    vi.advanceTimersByTime(2000)
    void auth.authorize()
    await until(() => assign.mock.calls.length === 2)
    expect(wentTo(assign)).toEqual(['/v2/logout', '/authorize'])
  })

  test('nor where the person came Back to this page', async () => {
    const auth = setUp()
    const waiting = auth.authorize()
    auth.logout()
    await turns()
    comeBack()
    await rejects(waiting, 'aborted')
    void auth.authorize()
    await until(() => assign.mock.calls.length === 2)
    expect(wentTo(assign)).toEqual(['/v2/logout', '/authorize'])
  })
})

test('a logout whose navigate throws says aborted at once', () => {
  const navigate = () => {
    throw new Error('canary: no browser')
  }
  expect(throws(() => setUp({ navigate }).logout(), 'aborted').message).not.toContain('canary')
})

test('a logout that could not leave keeps no login from leaving, in the same turn', async () => {
  const navigate = vi.fn<(url: string) => void>()
  const auth = setUp({ navigate })
  navigate.mockImplementationOnce(() => {
    throw new Error('no browser')
  })
  throws(() => auth.logout(), 'aborted')
  void auth.authorize()
  await until(() => navigate.mock.calls.length === 2)
  expect(navigate.mock.lastCall?.[0]).toContain('/authorize')
})
