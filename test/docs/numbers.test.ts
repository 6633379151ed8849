// @vitest-environment node
import { expect, test } from 'vitest'
import { measureNumbers, writtenNumbers } from '../../scripts/readme-numbers.mjs'

test('every number in README and docs is what the build measures: npm run docs:numbers', {
  timeout: 60_000,
}, async () => {
  const numbers = await measureNumbers()
  const written = writtenNumbers()
  const names = written.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['size createAuth', 'dist/postern.min.js']))
  expect(written).toEqual(
    written.map((number) => ({ ...number, written: numbers.get(number.name) })),
  )
})
