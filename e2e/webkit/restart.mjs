import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../engines/eventually.mjs'

/** Opens the app, which tells its key by itself, and ends the browser. */
async function tellKey({ world, browser }, profile) {
  const before = world.told.length
  const end = browser.visit(`${world.app}?tell`, profile)
  try {
    return await eventually(() => world.told[before], 'the page tells its key')
  } finally {
    await end()
  }
}

/** What WebDriver cannot do: each of its sessions is a profile of its own. */
export const restartCases = [
  {
    title: 'a restart of the browser keeps the key',
    async run(started) {
      const profile = mkdtempSync(join(tmpdir(), 'postern-profile-'))
      try {
        const key = await tellKey(started, profile)
        assert.match(key, /^[\w-]{43}$/)
        assert.equal(await tellKey(started, profile), key)
      } finally {
        rmSync(profile, { recursive: true, force: true })
      }
    },
  },
]
