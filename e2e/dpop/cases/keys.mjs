import assert from 'node:assert/strict'
import { call, logIn, perform, refresh, thumbprint } from '../tab.mjs'

/** Reads the key out of the database, as any script of the page can. */
async function lookIntoDatabase() {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('postern', 1)
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = reject
  })
  const pairs = await new Promise((resolve, reject) => {
    const reading = database.transaction('keys').objectStore('keys').getAll()
    reading.onsuccess = () => resolve(reading.result)
    reading.onerror = reject
  })
  database.close()
  const exports = ['jwk', 'pkcs8'].flatMap((format) =>
    pairs.map(({ privateKey }) =>
      crypto.subtle.exportKey(format, privateKey).then(
        () => 'exported',
        () => 'refused',
      ),
    ),
  )
  return {
    keys: pairs.map(({ privateKey: { extractable, algorithm, usages } }) => ({
      extractable,
      curve: algorithm.namedCurve,
      usages,
    })),
    exports: await Promise.all(exports),
  }
}

export const cases = [
  {
    title: 'three tabs that start at once have one key',
    async run({ world, browser }) {
      const tabs = []
      for (let count = 0; count < 3; count++) tabs.push(await browser.open(world.app))
      // so that the driver has told every tab before
      const moment = Date.now() + 1000
      for (const tab of tabs)
        await tab.read((time) => {
          const wait = new Promise((resolve) => setTimeout(resolve, time - Date.now()))
          globalThis.keep(
            'key',
            wait.then(() => globalThis.createDpop().thumbprint()),
          )
        }, moment)
      const keys = []
      for (const tab of tabs)
        keys.push((await tab.until(() => globalThis.outcomes.key)).value, await thumbprint(tab))
      assert.equal(new Set(keys).size, 1, keys.join(' '))
      assert.match(keys[0], /^[\w-]{43}$/)
    },
  },
  {
    title: 'no script can read the private key, not even out of the database',
    async run({ world, browser }) {
      const tab = await browser.open(world.app)
      await thumbprint(tab)
      assert.deepEqual(await perform(tab, lookIntoDatabase), {
        keys: [{ extractable: false, curve: 'P-256', usages: ['sign'] }],
        exports: ['refused', 'refused'],
      })
    },
  },
  {
    title: 'a reload keeps the key, and the tokens bound to it',
    async run({ world, browser }) {
      const { tab, result } = await logIn({ world, browser })
      const key = await thumbprint(tab)
      await tab.read(() => {
        globalThis.isOld = true
      })
      await tab.reload()
      await tab.until(() => globalThis.outcomes && !globalThis.isOld)
      assert.equal(await thumbprint(tab), key)
      assert.equal((await refresh(tab, result.refreshToken)).tokenType, 'DPoP')
      assert.equal(await call(tab, `${world.api.origin}/`, result), 200)
    },
  },
  {
    title: 'clear ends the tokens in all tabs, and the next login has a new key',
    async run({ world, browser }) {
      const { tab, result } = await logIn({ world, browser })
      const other = await browser.open(world.app)
      const old = await thumbprint(other)
      await perform(tab, () => globalThis.dpop.clear())
      for (const one of [other, tab])
        await assert.rejects(refresh(one, result.refreshToken), ({ code, detail }) => {
          assert.deepEqual([code, detail.error], ['token_error', 'invalid_grant'])
          return true
        })
      const again = await logIn({ world, browser })
      assert.notEqual(await thumbprint(again.tab), old)
      assert.equal(await thumbprint(other), await thumbprint(again.tab))
    },
  },
]
