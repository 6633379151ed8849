// What each import costs a user: minified and brotli-compressed, js-cookie included. Run with
// --explain to see where the bytes come from.
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { SourceMap } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import nodeResolve from '@rollup/plugin-node-resolve'
import ts from 'typescript'
import { bundleWithRollup, minifyModule, rollupProgram } from './consumer-bundle.mjs'
import { entries } from './entries.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The most bytes each may have; the only place where limits are written. @type {Record<string,
 * number>}
 */
export const limits = JSON.parse(
  await readFile(new URL('./size-limits.json', import.meta.url), 'utf8'),
)

const brotli = (text) => {
  const bytes = Buffer.from(text)
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length
}

async function weigh(label, code) {
  return { label, minified: Buffer.byteLength(code), bytes: brotli(code), limit: limits[label] }
}

/** @typedef {[name: string, specifier: string]} Import */

/** @type {Map<string, Promise<string>>} */
const bundles = new Map()

/** A minified program of some imports, made once: much is weighed on top of the same ones. */
function bundled(imports) {
  const key = JSON.stringify(imports)
  const make = async () => (await minifyModule(await bundleWithRollup(imports))).code
  const bundle = bundles.get(key) ?? make()
  bundles.set(key, bundle)
  return bundle
}

/** One import alone. @param {Import} wanted */
const weighImport = async (label, ...wanted) => weigh(label, await bundled([wanted]))

/** What an import adds for an app that has others already. @param {Import[]} others */
async function weighOnTop(label, wanted, others = [['createAuth', 'postern']]) {
  const before = await bundled(others)
  const { minified, bytes, limit } = await weigh(label, await bundled([...others, wanted]))
  return {
    label,
    minified: minified - Buffer.byteLength(before),
    bytes: bytes - brotli(before),
    limit,
  }
}

async function weighFile(file) {
  return weigh(file, await readFile(`${root}${file}`, 'utf8'))
}

/** Names of the values that an entry exports. */
async function valuesOf(specifier) {
  const { output } = entries.find((entry) => entry.specifier === specifier)
  return Object.keys(await import(pathToFileURL(`${root}dist/${output}.js`).href)).sort()
}

/** The most expensive first: `createAuth`, then what else `postern` exports, each alone. */
const names = (await valuesOf('postern')).sort(
  (a, b) => Number(b === 'createAuth') - Number(a === 'createAuth'),
)

/** Entries, and what of them is weighed on top of `createAuth`. */
const onTop = Object.entries({
  'postern/cookies': 'cookieStorage',
  'postern/session': 'createSession',
  'postern/dpop': 'createDpop',
  'postern/auth0-js': 'WebAuth',
  'postern/react': 'Guard, useSession',
  'postern/vue': 'useSession',
}).filter(([specifier]) => entries.some((entry) => entry.specifier === specifier))

/** Each provider's options, weighed on top of `createAuth`: nobody needs them without it. */
const providers = await valuesOf('postern/providers')

/** Every import that has a size of its own, and the files for script tags. */
export async function measure() {
  const scripts = readdirSync(`${root}dist`).filter((file) => file.endsWith('.min.js'))
  return Promise.all([
    ...names.map((name) => weighImport(name, name, 'postern')),
    weighImport('postern/callback', 'relay', 'postern/callback'),
    weighImport('postern/auth0-js alone', 'WebAuth', 'postern/auth0-js'),
    ...onTop.map(([specifier, name]) => weighOnTop(specifier, [name, specifier])),
    ...providers.map((name) =>
      weighOnTop(`postern/providers: ${name}`, [name, 'postern/providers']),
    ),
    ...scripts.sort().map((file) => weighFile(`dist/${file}`)),
  ])
}

const stripTypes = {
  name: 'strip-types',
  resolveId(id, importer) {
    if (id === '#explain') return `${root}src/explain-nothing.ts`
    return importer?.includes('/src/') && id.startsWith('.')
      ? fileURLToPath(new URL(id.replace(/\.js$/, '.ts'), pathToFileURL(importer)))
      : null
  },
  transform(code, id) {
    if (!id.endsWith('.ts')) return null
    const { compilerOptions } = ts.parseConfigFileTextToJson(
      'tsconfig.json',
      ts.sys.readFile(`${root}tsconfig.json`),
    ).config
    const { options } = ts.convertCompilerOptionsFromJson(
      { ...compilerOptions, noEmit: false, sourceMap: true },
      root,
    )
    const { outputText, sourceMapText } = ts.transpileModule(code, {
      compilerOptions: options,
      fileName: id,
    })
    return { code: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map: sourceMapText }
  },
}

/**
 * Where the bytes of one import come from, by source file: characters minified, and the bytes by
 * which the compressed whole shrinks without that file, which add up to less than the whole because
 * files share their words.
 */
export async function explain(name = 'createAuth') {
  const plugins = [stripTypes, nodeResolve({ browser: true, exportConditions: ['production'] })]
  const { code, map } = await rollupProgram(
    `export { ${name} } from ${JSON.stringify(`${root}src/index.ts`)}`,
    plugins,
  )
  const minified = await minifyModule(code, { content: map, asObject: true })
  const sources = new SourceMap(minified.map)
  const sourceAt = (line, column) =>
    sources.findEntry(line, column).originalSource?.replace(/^.*?(src|node_modules)\//, '$1/') ??
    '(bundler)'
  const characters = minified.code
    .split('\n')
    .flatMap((text, line) =>
      [...text].map((character, column) => ({ character, source: sourceAt(line, column) })),
    )
  const without = (file) =>
    characters.flatMap(({ character, source }) => (source === file ? [] : character)).join('')
  const total = brotli(minified.code)
  return [...new Set(characters.map(({ source }) => source))]
    .map((file) => ({
      file,
      minified: minified.code.length - without(file).length,
      bytes: total - brotli(without(file)),
    }))
    .sort((a, b) => b.bytes - a.bytes)
}

const number = (value) => value.toLocaleString('en-US').padStart(8)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measure()
  const width = Math.max(...rows.map(({ label }) => label.length))
  console.log(`${'import'.padEnd(width)} minified   brotli    limit`)
  for (const { label, minified, bytes, limit } of rows) {
    console.log(
      [
        label.padEnd(width),
        number(minified),
        number(bytes),
        limit ? number(limit) : '',
        bytes > limit ? ' over' : '',
      ]
        .join(' ')
        .trimEnd(),
    )
  }
  if (process.argv.includes('--explain')) {
    console.log('\ncreateAuth by source file: characters, and bytes saved without it')
    for (const { file, minified, bytes } of await explain())
      console.log(`${number(minified)} ${number(bytes)}  ${file}`)
  }
}
