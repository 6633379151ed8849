// Writes what was measured into README.md and docs/, between `<!-- number: NAME -->` and `<!--
// /number -->`, where a test compares it with the build: the bytes of an import (`size
// createAuth`), how many times as large a peer was when `npm run bench` ran (`times auth0-js`),
// the rows of a table of docs/checks.md (`rows checks`). So it does in the code of a script tag,
// where a mark would be code: the hash of `dist/postern.min.js` in `integrity`. Run it after a
// change of dist/: npm run docs:numbers
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { scriptBuilds } from './integrity.mjs'
import { measure } from './size.mjs'

const root = new URL('../', import.meta.url)
const places = [
  /(<!-- number: (?<name>.+?) -->)(?<written>.*?)(<!-- \/number -->)/g,
  /(src="[^"]*\b(?<name>dist\/[\w-]+\.min\.js)"\s+integrity=")(?<written>[^"]*)(")/g,
]

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

/** How many times as large each peer was, in one run and bundled alike. */
function timesPostern() {
  const { sizes } = JSON.parse(read('bench/result.json'))
  const postern = sizes.find(({ name }) => name === 'postern').brotli
  return sizes.map(({ name, brotli }) => [`times ${name}`, (brotli / postern).toFixed(1)])
}

/** Every number that a document may hold, by name, written as it is printed. */
export async function measureNumbers() {
  const sizes = (await measure()).map(({ label, bytes }) => [
    `size ${label}`,
    bytes.toLocaleString('en-US'),
  ])
  const hashes = scriptBuilds().map(({ file, integrity }) => [file, integrity])
  const rows = ['rows checks', `${tableRows(read('docs/checks.md'), 'checks').length}`]
  return new Map([...sizes, ...hashes, ...timesPostern(), rows])
}

/** @returns {{ file: string, name: string, written: string }[]} */
export const writtenNumbers = () =>
  documents.flatMap((file) =>
    places
      .flatMap((place) => [...read(file).matchAll(place)])
      .map(({ groups: { name, written } }) => ({ file, name, written })),
  )

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const numbers = await measureNumbers()
  for (const file of documents) {
    const before = read(file)
    const update = (_, start, name, written, end) => {
      const number = numbers.get(name)
      if (number === undefined) throw new Error(`${file}: nothing measures "${name}"`)
      if (number !== written)
        console.log(`${file}: ${name} is ${number}, was ${written || 'empty'}`)
      return start + number + end
    }
    const after = places.reduce((text, place) => text.replace(place, update), before)
    if (after !== before) writeFileSync(new URL(file, root), after)
  }
}
