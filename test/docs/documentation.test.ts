// @vitest-environment node
import { join } from 'node:path'
import type ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeBlocks, guides, markedTables, namesIn, root } from './markdown.js'
import { createProgram, membersOf, problemsOf, sourcesOf } from './program.js'

const pages = guides
  .map((document) => ({ document, sources: codeBlocks(document).flatMap(sourcesOf) }))
  .filter(({ sources }) => sources[0])
const blocks = pages.flatMap(({ sources }) => sources)

const tables = guides.flatMap(markedTables)
const checks = tables.find(({ of }) => of === 'checks')
const memberTables = tables
  .filter((table) => table !== checks)
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

test('README lists options, methods, results and errors', () => {
  const inReadme = memberTables
    .filter(({ document }) => document === 'README.md')
    .map(({ of }) => of)
  expect(inReadme).toEqual([
    'AuthOptions',
    'Auth',
    "AuthResult<'code id_token token'>",
    'PosternErrorCode',
  ])
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

test('every row of the table of checks names a code, a file and a section', () => {
  const codes = errors?.rows.flatMap(([cell]) => namesIn(cell))
  expect(checks?.rows.length).toBeGreaterThan(0)
  for (const [, otherwise, where, section] of checks?.rows ?? []) {
    expect(codes).toEqual(expect.arrayContaining(namesIn(otherwise)))
    expect(where).toMatch(/\(src\/[\w-]+\.ts\)/)
    expect(section).toMatch(/§|Appendix|Organizations/)
  }
})
