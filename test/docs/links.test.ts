// @vitest-environment node
import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { docsIndex } from '../../scripts/docs-index.mjs'
import { anchorsOf, documents, linksIn, read, root } from './markdown.js'

describe.each(documents)('%s', (document) => {
  test('links to files and headings that are there', () => {
    const broken = linksIn(document).filter((link) => {
      if (/^[a-z]+:/.test(link)) return false
      const [path = '', anchor] = link.split('#')
      const file = path ? normalize(join(dirname(document), path)) : document
      return !existsSync(root + file) || (anchor !== undefined && !anchorsOf(file).includes(anchor))
    })
    expect(broken).toEqual([])
  })
})

test('docs/README.md lists every page', () => {
  const listed = linksIn('docs/README.md').map((link) => `docs/${link}`)
  const pages = documents.filter((document) => /^docs\/.*(?<!README)\.md$/.test(document))
  expect(pages.filter((page) => !listed.includes(page))).toEqual([])
})

test('docs/llms.txt has a line for every page of docs/README.md: npm run docs:numbers', () => {
  expect(read('docs/llms.txt')).toBe(docsIndex())
})
