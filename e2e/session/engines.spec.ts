import { sessionCases } from './cases.mjs'
import { test } from './session-test.js'

test.describe.configure({ timeout: 180_000 })

for (const { title, tags, run } of sessionCases) {
  test(title, { tag: tags }, async ({ world, tabs }) => {
    await run({ world, browser: tabs })
  })
}
