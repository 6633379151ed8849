// Writes every sentence that an error can say into docs/errors.md, from the table in
// src/explain.ts, between `<!-- sentences -->` and `<!-- /sentences -->`. A test compares the two.
// Run it after a change of that table: npm run docs:numbers
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const page = new URL('../docs/errors.md', import.meta.url)
const source = readFileSync(new URL('../src/explain.ts', import.meta.url), 'utf8')

/** What stands for a member of `detail`, or for what follows the word. */
const places = { subject: 'name', actual: 'found', expected: 'expected' }

/** @returns {Promise<Record<string, string>>} */
async function readSentences() {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
  const script = ts.transpile(source, options)
  const { sentences } = await import(`data:text/javascript,${encodeURIComponent(script)}`)
  return sentences
}

/** Every code and word beside its sentence, as the rows of a table. */
export async function errorsTable() {
  const sentences = await readSentences()
  const rows = Object.entries(sentences).map(([reason, sentence]) => {
    const text = sentence.replace(/\{(\w+)\}/g, (_, name) => `‹${places[name] ?? name}›`)
    return `| \`${reason}\` | ${text.replaceAll('|', '\\|')} |`
  })
  return ['| in production | in development and in Node |', '| --- | --- |', ...rows].join('\n')
}

/** The page with another table between its marks. */
export function replaceTable(text, table) {
  const marked = /(<!-- sentences -->\n)[\s\S]*?(\n<!-- \/sentences -->)/
  if (!marked.test(text)) throw new Error('docs/errors.md has no place for the sentences')
  return text.replace(marked, (_, start, end) => `${start}\n${table}\n${end}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const before = readFileSync(page, 'utf8')
  const after = replaceTable(before, await errorsTable())
  if (after !== before) {
    writeFileSync(page, after)
    console.log('docs/errors.md: the sentences have changed')
  }
}
