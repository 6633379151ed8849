import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const folder = new URL('../../.github/workflows/', import.meta.url)
const workflows = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(new URL(file, folder), 'utf8'),
}))

describe.each(workflows)('the workflow $file', ({ text }) => {
  test('pins every action by commit, and says its version', () => {
    const actions = [...text.matchAll(/\buses:\s*(.*)/g)].map(([, action]) => action)
    expect(actions).not.toEqual([])
    for (const action of actions) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('may read the repository, and nothing more unless a job says so', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m)
  })
})

test('one job publishes, with provenance, after the tests', () => {
  const text = readFileSync(new URL('release.yml', folder), 'utf8')
  const [, , publish] = text.split(/^ {2}(?=\w+:\n {4})/m).slice(-3)
  expect(publish).toMatch(/^publish:\n {4}needs: test\n/)
  expect(publish).toMatch(/id-token: write/)
  expect(publish).toMatch(/run: npm publish --provenance/)
  expect(text.match(/id-token|npm publish/g)).toHaveLength(2)
})
