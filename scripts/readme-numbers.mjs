// Writes what was measured into README.md and docs/, between `<!-- number: NAME -->` and `<!--
// /number -->`, where a test compares it with the build: the bytes of an import (`size
// createAuth`), the rows of a table of the README (`rows checks`). Run it after a change of size:
// npm run docs:numbers
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { measure } from './size.mjs'

const root = new URL('../', import.meta.url)
const marked = /(<!-- number: (.+?) -->)(.*?)(<!-- \/number -->)/g

const read = (file) => readFileSync(new URL(file, root), 'utf8')

export const documents = [
  'README.md',
  ...readdirSync(new URL('docs/', root)).flatMap((file) =>
    file.endsWith('.md') ? `docs/${file}` : [],
  ),
]

/** The lines of the table after the comment `<!-- table: NAME -->`, without its head. */
export function tableRows(markdown, name) {
  const [, after] = markdown.split(`<!-- table: ${name} -->\n`)
  if (after === undefined) throw new Error(`There is no table "${name}"`)
  const [table] = after.trimStart().split('\n\n')
  return table.split('\n').slice(2)
}

/** Every number that a document may hold, by name, written as it is printed. */
export async function measureNumbers() {
  const sizes = (await measure()).map(({ label, bytes }) => [
    `size ${label}`,
    bytes.toLocaleString('en-US'),
  ])
  return new Map([...sizes, ['rows checks', `${tableRows(read('README.md'), 'checks').length}`]])
}

/** @returns {{ file: string, name: string, written: string }[]} */
export const writtenNumbers = () =>
  documents.flatMap((file) =>
    [...read(file).matchAll(marked)].map(([, , name, written]) => ({ file, name, written })),
  )

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const numbers = await measureNumbers()
  for (const file of documents) {
    const before = read(file)
    const after = before.replace(marked, (_, start, name, written, end) => {
      const number = numbers.get(name)
      if (number === undefined) throw new Error(`${file}: nothing measures "${name}"`)
      if (number !== written)
        console.log(`${file}: ${name} is ${number}, was ${written || 'empty'}`)
      return start + number + end
    })
    if (after !== before) writeFileSync(new URL(file, root), after)
  }
}
