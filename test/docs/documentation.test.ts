// @vitest-environment node
import { join } from 'node:path'
import type ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeBlocks, guides, markedTables, namesIn, read, root } from './markdown.js'
import { createProgram, membersOf, problemsOf, sourcesOf } from './program.js'

const pages = guides
  .map((document) => ({ document, sources: codeBlocks(document).flatMap(sourcesOf) }))
  .filter(({ sources }) => sources[0])
const blocks = pages.flatMap(({ sources }) => sources)

const tables = guides.flatMap(markedTables)
const checks = tables.filter(({ document }) => document === 'docs/checks.md')
const entries = tables.find(({ of }) => of === 'entries')
const memberTables = tables
  .filter((table) => !checks.includes(table) && table !== entries)
  .map((table) => {
    const [type = '', entry = 'postern'] = table.of.split(' from ')
    const path = join(root, 'test/docs/.pages', `${type.replace(/\W/g, '_')}.ts`)
    return { ...table, path, text: `export type Documented = import('${entry}').${type}` }
  })
const errors = memberTables.find(({ of }) => of === 'PosternErrorCode')

let program: ts.Program
beforeAll(() => {
  program = createProgram([...blocks, ...memberTables])
}, 60_000)

test('no page has two blocks for one file', () => {
  const paths = blocks.map(({ path }) => path)
  expect(paths.filter((path, index) => paths.indexOf(path) < index)).toEqual([])
})

test.each(pages)(
  'the code in $document compiles against the types of the package',
  { timeout: 60_000 },
  ({ sources }) => {
    expect(sources.flatMap((source) => problemsOf(program, source))).toEqual([])
  },
)

test('the guides list options, methods, results and errors, each in one place', () => {
  const places = memberTables.map(({ of, document }) => [of, document])
  const listed = ['AuthOptions', 'Auth', "AuthResult<'code id_token token'>"]
  expect(places).toEqual(expect.arrayContaining(listed.map((of) => [of, 'docs/options.md'])))
  expect(places).toContainEqual(['PosternErrorCode', 'docs/errors.md'])
})

test('README has at most 900 words, and every entry of the package in a row', () => {
  expect(read('README.md').split(/\s+/).length).toBeLessThanOrEqual(900)
  const { exports } = JSON.parse(read('package.json')) as { exports: object }
  const names = Object.keys(exports).filter((name) => name !== './package.json')
  const rows = entries?.rows.map(([cell]) => cell).join() ?? ''
  for (const name of names) expect(rows).toContain(`\`postern${name.slice(1)}\``)
})

describe.each(memberTables)('the table of $of in $document', (table) => {
  test('has a row for every member, and a member for every row', { timeout: 60_000 }, () => {
    expect(problemsOf(program, table)).toEqual([])
    expect(table.rows.flatMap(([cell]) => namesIn(cell)).sort()).toEqual(
      membersOf(program, table.path).sort(),
    )
  })
})

test('every row of the error table says when, what is seen, what to do, whether to retry', () => {
  expect(errors?.rows.filter((cells) => cells.length !== 5 || cells.includes(''))).toEqual([])
})

describe.each(checks)('the table of $of', ({ rows }) => {
  test('names a code or an outcome, a file and a section in every row', () => {
    const codes = errors?.rows.flatMap(([cell]) => namesIn(cell)) ?? []
    expect(rows.length).toBeGreaterThan(0)
    for (const [, otherwise = '', where, section] of rows) {
      const hasCode = namesIn(otherwise).some((name) => codes.includes(name))
      expect(hasCode || /^(ignored|null|the fallback|the server's code): /.test(otherwise)).toBe(
        true,
      )
      expect(where).toMatch(/\(\.\.\/src\/[\w-]+\.ts\)/)
      expect(section).toMatch(/§|Appendix|Organizations/)
    }
  })

  test('has a word in every row that finds the line in its file', () => {
    const lost = rows.filter(([, otherwise = '', where = '']) => {
      const [, file = ''] = /\(\.\.\/(src\/[\w-]+\.ts)\)/.exec(where) ?? []
      const words = [...otherwise.matchAll(/`(?:\w+: )?([\w-]+)`/g)].map(([, word = '']) => word)
      return !words.some((word) => read(file).includes(word))
    })
    expect(lost).toEqual([])
  })
})
