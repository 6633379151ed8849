// The entries of the package, read from `exports` of package.json, where they are listed once: an
// entry of one file is `src/NAME.ts`, one of more files `src/NAME/index.ts`.
import { existsSync, readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)
const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

/**
 * @typedef {object} Entry
 * @property {string} specifier what an app imports: `postern`, `postern/callback`, …
 * @property {string} output its files in `dist/`, without the extension
 * @property {string} source its file in `src/`
 */

/** @type {Entry[]} */
export const entries = Object.keys(exports)
  .filter((path) => path !== './package.json')
  .map((path) => {
    const name = path === '.' ? 'index' : path.slice(2)
    const isFolder = !existsSync(new URL(`src/${name}.ts`, root))
    const output = isFolder ? `${name}/index` : name
    return { specifier: path.replace('.', 'postern'), output, source: `src/${output}.ts` }
  })
