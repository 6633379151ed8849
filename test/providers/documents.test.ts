// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as providers from '../../src/providers/index.js'
import { codeBlocks, linksIn, read } from '../docs/markdown.js'

const names = Object.keys(providers).sort()
const folder = fileURLToPath(new URL('../../src/providers/', import.meta.url))
const sources = readdirSync(folder).map((file) => readFileSync(folder + file, 'utf8'))

/** The rows of the table: the page and the function. */
const rows = [...read('docs/providers/README.md').matchAll(/^\| \[[^\]]+\]\((.+?)\) \| `(\w+)` /gm)]

describe('postern/providers', () => {
  test.each(names)('%s names the documents it is from, and when they were read', (name) => {
    const source = sources.find((text) => text.includes(`export function ${name}(`)) ?? ''
    const [, comment] = new RegExp(
      `(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)\\s*export function ${name}\\(`,
    ).exec(source) ?? ['', '']
    expect(comment?.replace(/\n \*/g, '')).toMatch(/From: .+; read in (\w+)( +)\d{4}\./)
  })

  test('the table in docs/providers/README.md has a row for each function', () => {
    expect(rows.map(([, , name]) => name).sort()).toEqual(names)
  })

  test.each(rows.map(([, page = '', name = '']) => [page, name]))(
    '%s shows %s in six lines, the settings of the console, and three errors',
    (page, name) => {
      const [block] = codeBlocks(`docs/providers/${page}`)
      expect(block?.code).toContain(`...${name}(`)
      const call = block?.code.slice(block.code.indexOf('const auth'))
      expect(call?.trim().split('\n').length).toBeLessThanOrEqual(6)
      const [, settings = '', errors = ''] =
        read(`docs/providers/${page}`).match(/^## In the \w+\n([\s\S]*)^## Errors\n([\s\S]*)/m) ??
        []
      expect(settings.match(/^- \*\*/gm)?.length).toBeGreaterThanOrEqual(3)
      expect(errors.match(/^\| (?!---|what)/gm)?.length).toBe(3)
    },
  )

  test('docs/README.md leads to the table', () => {
    expect(linksIn('docs/README.md')).toContain('providers/README.md')
  })
})
