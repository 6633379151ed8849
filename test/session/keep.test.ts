import { IDBObjectStore } from 'fake-indexeddb'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createSession } from '../../src/session/index.js'
import { rejects, throws } from '../support/errors.js'
import { createProfile, newsKey, renewals } from './tabs.js'

/** Everything that a script could find in this origin's storage. */
async function everythingStored(): Promise<string> {
  const stored = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
  for (const { name } of await indexedDB.databases()) {
    const opening = indexedDB.open(`${name}`)
    await new Promise((resolve) => {
      opening.onsuccess = resolve
    })
    const database = opening.result
    for (const store of database.objectStoreNames) {
      const reading = database.transaction(store).objectStore(store).getAll()
      await new Promise((resolve) => {
        reading.onsuccess = resolve
      })
      stored.push(JSON.stringify(reading.result))
    }
    database.close()
  }
  return stored.join('\n')
}

const leavePage = () => dispatchEvent(new Event('pagehide'))

describe('20: where tokens lie', () => {
  test.each(['page', 'tab'] as const)(
    'with keep %s, nowhere while the page lives',
    async (keep) => {
      const { openTab } = createProfile()
      const { session, logIn } = openTab({ keep })
      await logIn()
      expect(await everythingStored()).not.toContain(await session.getToken())
      expect(localStorage.getItem(newsKey())).toMatch(/^\{"who":"[\w-]{16}"\}$/)
    },
  )

  test('with keep browser in IndexedDB alone; the news name neither person nor token', async () => {
    const { openTab } = createProfile()
    const { session, logIn } = openTab({ keep: 'browser' })
    await logIn()
    expect(await everythingStored()).toContain(await session.getToken())
    expect(localStorage.getItem(newsKey())).toMatch(/^\{"who":"[\w-]{16}","mark":[\d.e-]+\}$/)
    expect(sessionStorage).toHaveLength(0)
  })

  test('with keep tab, a reload keeps the session without a request', async () => {
    const { server, openTab } = createProfile()
    const before = openTab({ keep: 'tab' })
    await before.logIn()
    const token = await before.session.getToken()
    leavePage()
    expect(sessionStorage).toHaveLength(1)
    const after = openTab({ keep: 'tab' })
    expect(await after.session.start()).toMatchObject({ status: 'in' })
    expect(sessionStorage).toHaveLength(0)
    expect(await after.session.getToken()).toBe(token)
    expect(renewals(server)).toEqual([])
  })

  test('with keep tab, a page kept for Back that handed nothing over keeps its own', async () => {
    const { server, openTab } = createProfile({ issuer: 'https://full.example/' })
    const tab = openTab({ keep: 'tab' })
    await tab.logIn()
    const token = await tab.session.getToken()
    const refuse = vi.spyOn(sessionStorage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    leavePage()
    refuse.mockRestore()
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    expect(await tab.session.getToken()).toBe(token)
    expect(renewals(server)).toEqual([])
  })

  test('with keep tab, a page kept for Back takes over from the page between', async () => {
    // under a key of its own: pages of other tests still listen in this window
    const { server, openTab } = createProfile({ issuer: 'https://back.example/' })
    const before = openTab({ keep: 'tab' })
    await before.logIn()
    leavePage()
    const between = openTab({ keep: 'tab' })
    await between.session.start()
    server.advanceTime(7200)
    const renewed = await between.session.getToken()
    leavePage()
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    expect(sessionStorage).toHaveLength(0)
    expect(await before.session.getToken()).toBe(renewed)
    expect(renewals(server)).toHaveLength(1)
    await rejects(between.session.getToken(), 'login_required')
  })

  test('with keep page, a reload is a logout of this tab, and not of the others', async () => {
    const { openTab } = createProfile()
    const [one, other] = [openTab(), openTab()]
    await one.logIn()
    expect(await other.session.start()).toEqual({ status: 'out' })
    expect(await one.session.getToken()).not.toBe('')
  })

  test('another place is invalid_config', () => {
    const { auth } = createProfile().openTab()
    for (const keep of ['local', '', 'pages', null])
      throws(() => createSession(auth, { keep: keep as 'page' }), 'invalid_config')
  })

  test('what the app hands to its login is not kept', async () => {
    const { server, openTab } = createProfile()
    const { auth, session } = openTab({ keep: 'browser' })
    const url = await auth.buildAuthorizeUrl(undefined, { appState: 'a secret plan' })
    const result = await auth.parseHash(await server.answer(url))
    // a popup's may be anything, also what IndexedDB cannot hold
    if (result) await session.adopt({ ...result, appState: () => 'a secret plan' })
    expect(await everythingStored()).toContain(await session.getToken())
    expect(await everythingStored()).not.toContain('secret plan')
  })
})

describe('27: without a storage, a login works', () => {
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const broken = {
    localStorage: () => vi.stubGlobal('localStorage', null),
    'a localStorage that is full': () =>
      vi.stubGlobal('localStorage', { getItem: () => null, setItem: full, removeItem() {} }),
    sessionStorage: () => vi.stubGlobal('sessionStorage', null),
    indexedDB: () => vi.stubGlobal('indexedDB', undefined),
    'an indexedDB that opens nothing': () => vi.stubGlobal('indexedDB', { open: full }),
    'an indexedDB that is full': () =>
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full),
    'navigator.locks': () =>
      Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined }),
    'a BroadcastChannel': () => vi.stubGlobal('BroadcastChannel', undefined),
  }
  const cases = (Object.keys(broken) as (keyof typeof broken)[]).flatMap((name) =>
    (['page', 'tab', 'browser'] as const).map((keep) => [name, keep] as const),
  )

  test.each(cases)('%s, with keep %s', async (name, keep) => {
    const { server, openTab } = createProfile()
    broken[name]()
    onTestFinished(() => void vi.restoreAllMocks())
    const { session, logIn, states } = openTab({ keep })
    expect(await session.start()).toEqual({ status: 'out' })
    await logIn()
    const token = await session.getToken()
    server.advanceTime(7200)
    expect(await session.getToken()).not.toBe(token)
    await session.logOut({ local: true })
    await rejects(session.getToken(), 'login_required')
    expect(states.map(({ status }) => status)).toEqual(['loading', 'out', 'in', 'out'])
  })

  test('a database that fails once is asked again', async () => {
    const { openTab } = createProfile()
    const { session, logIn } = openTab({ keep: 'browser' })
    await logIn()
    const token = await session.getToken()
    const failOnce = vi.spyOn(indexedDB, 'open').mockImplementationOnce(full)
    expect(await session.getToken()).toBe(token)
    expect(failOnce).toHaveBeenCalledTimes(2)
    expect(await openTab({ keep: 'browser' }).session.start()).toMatchObject({ status: 'in' })
  })

  test('a database that cannot be read for a while leaves this page its copy', async () => {
    const { openTab } = createProfile()
    const { session, logIn } = openTab({ keep: 'browser' })
    await logIn()
    const token = await session.getToken()
    const fail = vi.spyOn(indexedDB, 'open').mockImplementation(full)
    expect(await session.getToken()).toBe(token)
    fail.mockRestore()
    await openTab({ keep: 'browser' }).session.logOut({ local: true })
    await rejects(session.getToken(), 'login_required')
  })
})
