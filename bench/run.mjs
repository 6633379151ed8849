// npm run bench: size, start-up, authorize URL, callback, growth and requests beside the peers, in
// one run in Chromium. Writes bench/result.json, docs/images/bench.svg and the tables of
// docs/benchmarks.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { installPackages } from '../scripts/install-packages.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

installPackages(root)
installPackages(here)
const esbuild = await import('esbuild')
const { chromium } = await import('playwright')
const { chromiumFeatures, findChromium } = await import('../scripts/browsers.mjs')
const { explain, measure } = await import('../scripts/size.mjs')
const { measureLogins } = await import('./drive-logins.mjs')
const { peers } = await import('./libraries.mjs')
const { drawSizes, fillTable, tables } = await import('./report.mjs')

const brotli = (text) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
const versionOf = (name) =>
  JSON.parse(readFileSync(`${here}node_modules/${name}/package.json`, 'utf8')).version

const say = (line) => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${line}`)

/**
 * As a user's bundler does it. Not terser: three passes over the bigger libraries take minutes
 * where cores are shared.
 */
async function bundle(contents, format, minify = false) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    write: false,
    format,
    globalName: format === 'iife' ? 'login' : undefined,
    minify,
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
  })
  return outputFiles[0].text
}

const programs = [
  {
    name: 'postern',
    version: JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version,
    program: `export { createAuth } from '../dist/index.js'`,
  },
  {
    name: 'hand-written',
    version: null,
    program: `export { createLogin } from './hand-written.js'`,
  },
  ...peers.map((peer) => ({ ...peer, version: versionOf(peer.name) })),
]

say('bundling and weighing')
const sizes = []
const startUpPrograms = []
for (const { name, version, program } of programs) {
  const code = await bundle(program, 'esm', true)
  sizes.push({ name, version, minified: Buffer.byteLength(code), brotli: brotli(code) })
  // evaluated as a script: the same program without exports
  startUpPrograms.push({ name, code: await bundle(program, 'iife', true) })
}
say('npm run size')
const imports = await measure()
const sources = await explain()
const page = await bundle(`import './page.js'`, 'esm')
const logins = await bundle(`import './logins.js'`, 'esm')

let jwks = ''
const pageWith = (script) => [
  'text/html',
  `<!doctype html><meta charset="utf-8"><title>bench</title>
<script type="module" src="${script}"></script>`,
]
const server = createServer((request, response) => {
  // cross-origin isolated, so that the clock ticks in microseconds
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')
  const files = {
    '/': pageWith('/page.js'),
    '/page.js': ['text/javascript', page],
    '/login': pageWith('/logins.js'),
    '/logins.js': ['text/javascript', logins],
    '/jwks.json': ['application/json', jwks],
    '/cookie-bytes': ['text/plain', `${Buffer.byteLength(request.headers.cookie ?? '')}`],
  }
  const [type, body] = files[request.url.split('?')[0]] ?? []
  response.writeHead(type ? 200 : 404, { 'Content-Type': type ?? 'text/plain' })
  response.end(body)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

const launchOptions = { executablePath: findChromium(), args: [chromiumFeatures] }
const browser = await chromium.launch(launchOptions)
try {
  const tab = await browser.newPage()
  tab.on('pageerror', (error) => console.error(error))
  const url = `http://localhost:${server.address().port}/`
  await tab.goto(url)
  await tab.waitForFunction('globalThis.bench')
  jwks = await tab.evaluate('bench.jwks()')
  const inPage = (name, ...args) => {
    say(name)
    return tab.evaluate(([method, given]) => globalThis.bench[method](...given), [name, args])
  }
  const result = {
    chromium: browser.version(),
    node: process.version,
    processors: cpus().length,
    sizes,
    imports: imports.map(({ label, minified, bytes, limit }) => ({
      label,
      minified,
      brotli: bytes,
      limit,
    })),
    sources,
    startUp: await inPage('startUp', startUpPrograms, 25),
    authorize: await inPage('authorize', 40),
    callback: await inPage('callback', 40),
    growth: await inPage('growth'),
    logins: await measureLogins({ browserType: chromium, launchOptions, url: `${url}login`, say }),
  }
  writeFileSync(`${here}result.json`, `${JSON.stringify(result, null, 2)}\n`)
  writeFileSync(`${root}docs/images/bench.svg`, drawSizes(result))
  const made = tables(result, peers)
  const page = `${root}docs/benchmarks.md`
  const text = Object.keys(made).reduce(
    (document, name) => fillTable(document, name, made[name]),
    readFileSync(page, 'utf8'),
  )
  writeFileSync(page, text)
  for (const [name, content] of Object.entries(made)) console.log(`\n${name}\n${content}`)
  say('done')
} finally {
  await browser.close()
  server.close()
}
