import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { markedTables } from '../docs/markdown.js'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

/**
 * The files of `src/`, highest first, as the map in CONTRIBUTING lists them: a file imports only
 * from files below it.
 */
const layers = markedTables('CONTRIBUTING.md')
  .filter(({ of }) => of === 'map')
  .flatMap(({ rows }) => rows.flatMap(([cell = '']) => cell.match(/[\w-]+(\/[\w-]+)?/g) ?? []))

/** What an entry may import from another entry. */
const betweenEntries: Record<string, string[]> = { react: ['session'], vue: ['session'] }

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const text = readFileSync(join(src, file), 'utf8')
    const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName)
    return { file, name: file.replace(/\.ts$/, ''), text, imports }
  })

/** The entry's folder that a file stands in; '' for the login and for entries of one file. */
const folderOf = (name: string) => (name.includes('/') ? dirname(name) : '')

const targetOf = (name: string, path: string) =>
  relative(src, join(src, dirname(name), path)).replace(/\.js$/, '')

describe('src/', () => {
  test('has every file once in the map of CONTRIBUTING.md', () => {
    expect(files.map(({ name }) => name).sort()).toEqual([...layers].sort())
  })

  test.each(files)('$file imports from files below it in the map', ({ name, imports }) => {
    const below = layers.slice(layers.indexOf(name) + 1)
    const own = imports.filter((path) => path.startsWith('.'))
    expect(own.map((path) => targetOf(name, path)).filter((to) => !below.includes(to))).toEqual([])
  })

  test.each(files)('$file imports from no folder of another entry', ({ name, imports }) => {
    const allowed = ['', folderOf(name), ...(betweenEntries[name] ?? [])]
    const folders = imports
      .filter((path) => path.startsWith('.'))
      .map((path) => folderOf(targetOf(name, path)))
    expect(folders.filter((folder) => !allowed.includes(folder))).toEqual([])
  })

  // a table of sentences is no code
  const code = files.filter(({ name }) => name !== 'explain')
  test.each(code)('$file has at most 200 lines', ({ text }) => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(200)
  })

  test('depends on js-cookie in cookies alone, and on a framework in its binding', () => {
    const packages = files.flatMap(({ file, imports }) =>
      imports.filter((path) => !/^[.#]/.test(path)).map((path) => `${file}: ${path}`),
    )
    expect(packages.sort()).toEqual(['cookies.ts: js-cookie', 'react.ts: react', 'vue.ts: vue'])
  })
})
