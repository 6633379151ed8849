import assert from 'node:assert/strict'
import { call, openAndLogIn, statesOf } from '../tabs.mjs'

/** Everything that lies in this origin's storage, as text. */
const readStorage = () => {
  globalThis.outcomes.stored = undefined
  const read = async () => {
    const stored = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
      })
      for (const store of database.objectStoreNames)
        stored.push(
          await new Promise((resolve) => {
            const reading = database.transaction(store).objectStore(store).getAll()
            reading.onsuccess = () => resolve(JSON.stringify(reading.result))
          }),
        )
      database.close()
    }
    globalThis.outcomes.stored = stored.join('\n')
  }
  read()
}

const reload = async (tab) => {
  await tab.read(() => {
    globalThis.isOld = true
  })
  await tab.reload()
  await tab.until(
    () => !globalThis.isOld && globalThis.session && session.getState().status !== 'loading',
  )
}

/** @type {import('../cases.mjs').SessionCase[]} */
export const pageLoads = [
  {
    title:
      '20: with `tab` a reload keeps the session; a tab opened from it, and storage, hold nothing',
    tags: ['@every-engine'],
    async run({ world, browser }) {
      const tab = await openAndLogIn(world, browser, { keep: 'tab' })
      const token = await call(tab)
      await reload(tab)
      assert.equal(await call(tab), token)
      await reload(tab)
      assert.equal(await call(tab), token)
      assert.equal(world.renewals().length, 0)
      // window.open copies sessionStorage, as "Duplicate tab" does
      const opened = await tab.opens(() => tab.click('#open'))
      await opened.until(() => globalThis.session?.getState().status === 'out')
      assert.equal(await call(opened), 'login_required')
      assert.equal(await call(tab), token)
      await tab.read(readStorage)
      const stored = await tab.until(() => globalThis.outcomes.stored)
      assert.match(stored, /who/)
      assert.doesNotMatch(stored, new RegExp(`${token}|Zoë|test.zoe`))
    },
  },
  {
    title: '20: with `page` nothing lies in storage, and a reload is a logout of this tab',
    tags: ['@every-engine'],
    async run({ world, browser }) {
      const tab = await openAndLogIn(world, browser, { keep: 'page' })
      const token = await call(tab)
      await tab.read(readStorage)
      const stored = await tab.until(() => globalThis.outcomes.stored)
      assert.doesNotMatch(stored, new RegExp(`${token}|Zoë|test.zoe`))
      await reload(tab)
      assert.deepEqual(await statesOf(tab), ['loading', 'out'])
      assert.equal(await call(tab), 'login_required')
    },
  },
  {
    title: '21: after a reload the first state is `loading` and the next is final',
    tags: ['@every-engine'],
    async run({ world, browser }) {
      const tab = await openAndLogIn(world, browser, { keep: 'browser' })
      assert.deepEqual(await statesOf(tab), ['loading', 'Zoë'])
      await reload(tab)
      await call(tab)
      assert.deepEqual(await statesOf(tab), ['loading', 'Zoë'])
      await tab.read(() => {
        globalThis.session.logOut({ local: true })
      })
      await tab.until(() => globalThis.states.at(-1) === 'out')
      await reload(tab)
      assert.deepEqual(await statesOf(tab), ['loading', 'out'])
    },
  },
]
