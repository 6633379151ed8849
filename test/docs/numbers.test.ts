// @vitest-environment node
import { expect, test } from 'vitest'
import { errorsTable, replaceTable } from '../../scripts/errors-table.mjs'
import { measureNumbers, writtenNumbers } from '../../scripts/readme-numbers.mjs'
import { CODES } from '../../src/auth-error.js'
import { all } from '../support/all.js'
import { read } from './markdown.js'

// measures every entry, also in other bundlers
test.runIf(all)(
  'every number in README and docs is what the build measures: npm run docs:numbers',
  {
    timeout: 240_000,
  },
  async () => {
    const numbers = await measureNumbers()
    const written = writtenNumbers()
    const names = written.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['size createAuth', 'dist/postern.min.js']))
    expect(written).toEqual(
      written.map((number) => ({ ...number, written: numbers.get(number.name) })),
    )
  },
)

test('docs/errors.md has the sentence of every reason: npm run docs:numbers', async () => {
  const page = read('docs/errors.md')
  const table = await errorsTable()
  expect(page).toBe(replaceTable(page, table))
  for (const code of CODES) expect(table).toContain(`| \`${code}: `)
})
