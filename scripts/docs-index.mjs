// Writes docs/llms.txt, the index for tools that read the guides: one line for each page that
// docs/README.md lists. A test compares the two. Run it after a change there: npm run docs:numbers
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const index = new URL('../docs/llms.txt', import.meta.url)
const source = new URL('../docs/README.md', import.meta.url)

const head = `# Postern

> A tiny browser SDK for logging in at an Auth0-style /authorize endpoint: redirect, popup, silent
> login, refresh, logout, and every check in between. npm name: postern. Pages lie beside this file.
`

/** The items of the lists of a page, each in one line, and the headings above them. */
function itemsOf(page) {
  const joined = page.replace(/\n {2,}(?=\S)/g, ' ')
  return joined.split('\n').filter((line) => /^(## |- \[)/.test(line))
}

/** An item of one page stays as it is; one of several becomes a line for each. */
function linesOf(item) {
  if (item.startsWith('## ')) return ['', item, '']
  const links = [...item.matchAll(/\[[^\]]+\]\([\w./-]+\.md\)/g)].map(([link]) => link)
  return links.length === 1 ? [item] : links.map((link) => `- ${link}`)
}

/** What docs/llms.txt has to be. */
export function docsIndex() {
  const items = itemsOf(readFileSync(source, 'utf8'))
  // a heading without a list is none here
  const listed = items.filter((item, at) => item[0] === '-' || items[at + 1]?.[0] === '-')
  return `${[head.trim(), ...listed.flatMap(linesOf)].join('\n')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(index, docsIndex())
