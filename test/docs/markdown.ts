import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const read = (file: string) => readFileSync(root + file, 'utf8')

/**
 * README and every page below docs/, generated ones left out; and the other texts for people in the
 * root.
 */
export const guides = ['README.md', ...pagesBelow('docs')]
export const documents = [
  ...guides,
  ...readdirSync(root).filter((file) => /^[A-Z]+\.md$/.test(file) && file !== 'README.md'),
]

function pagesBelow(folder: string): string[] {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return path === 'docs/api' ? [] : pagesBelow(path)
    return path.endsWith('.md') ? [path] : []
  })
}

export interface CodeBlock {
  readonly document: string
  /** Of the first line of code, from 1. */
  readonly line: number
  readonly language: string
  readonly code: string
  /** What the first line of the code says: `// auth.ts`, `<!-- index.html -->`. */
  readonly file: string | undefined
  /** Declarations from a hidden comment right before the block, which its readers do not need. */
  readonly context: string
}

export function codeBlocks(document: string): CodeBlock[] {
  const text = read(document)
  return [
    ...text.matchAll(/(?:<!-- context:\n((?:(?!-->).*\n)*)-->\n\n?)?^```(\w+)\n([\s\S]*?)^```$/gm),
  ].map((match) => {
    const [whole, context = '', language = '', code = ''] = match
    const before = text.slice(0, match.index + whole.length - code.length - 3)
    const [, file] = /^(?:\/\/|<!--) ([\w./-]+\.\w+)/.exec(code) ?? []
    return { document, line: before.split('\n').length, language, code, file, context }
  })
}

export interface Table {
  readonly document: string
  /** What the comment above it says that it lists. */
  readonly of: string
  readonly rows: readonly (readonly string[])[]
}

/** The tables under a comment `<!-- members: TYPE -->` or `<!-- table: NAME -->`. */
export function markedTables(document: string): Table[] {
  return [...read(document).matchAll(/<!-- (?:members|table): (.+?) -->\n\n?((?:\|.*\n)+)/g)].map(
    ([, of = '', table = '']) => ({
      document,
      of,
      rows: table
        .trim()
        .split('\n')
        .slice(2)
        .map((row) => cellsOf(row)),
    }),
  )
}

/** The cells of a row. A `|` inside code is written `\|` in a table. */
function cellsOf(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim())
}

/**
 * The words in `code` of a cell, without what follows a name: `popup(connection?, request?)` is
 * popup.
 */
export function namesIn(cell = ''): string[] {
  return [...cell.matchAll(/`(\w+)[^`]*`/g)].map(([, name = '']) => name)
}

const withoutCode = (text: string) =>
  text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')

/** Every target of a link or picture. */
export function linksIn(document: string): string[] {
  return [...withoutCode(read(document)).matchAll(/\]\(([^)\s]+)\)/g)].map(
    ([, target = '']) => target,
  )
}

/** The anchors that a code host makes of the headings. */
export function anchorsOf(document: string): string[] {
  const headings = read(document)
    .replace(/^```[\s\S]*?^```$/gm, '')
    .matchAll(/^#{1,6} (.+)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
