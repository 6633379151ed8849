// npm run bench: size, start-up, authorize URL, callback, growth, requests, sessions and React apps
// beside the peers, in one run in Chromium. Writes bench/result.json, docs/images/bench.svg, the
// tables of docs/benchmarks.md, and what the README has a place for. `npm run bench -- --sizes`
// weighs alone, and keeps the times of the last run.
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { installPackages } from '../scripts/install-packages.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

installPackages(root)
installPackages(here)
const { chromium } = await import('playwright')
const { chromiumFeatures, findChromium } = await import('../scripts/browsers.mjs')
const { explain, measure } = await import('../scripts/size.mjs')
const { bundle, weigh } = await import('./bundle.mjs')
const { measureLogins } = await import('./drive-logins.mjs')
const { measureReactApps } = await import('./drive-react-apps.mjs')
const { measureSessions } = await import('./drive-sessions.mjs')
const { peers } = await import('./libraries.mjs')
const { fillBlock, fillWords } = await import('./places.mjs')
const { drawSizes } = await import('./plot.mjs')
const { tables, words } = await import('./report.mjs')

const versionOf = (name) => {
  const folder = name === 'postern' ? root : `${here}node_modules/${name}/`
  return JSON.parse(readFileSync(`${folder}package.json`, 'utf8')).version
}

const say = (line) => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${line}`)

const programs = [
  {
    name: 'postern',
    version: versionOf('postern'),
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
  sizes.push({ name, version, ...weigh(await bundle(program, { minify: true })) })
  // evaluated as a script: the same program without exports
  startUpPrograms.push({ name, code: await bundle(program, { format: 'iife', minify: true }) })
}
say('npm run size')
const imports = await measure()
const sources = await explain()
const weighed = {
  sizes,
  imports: imports.map(({ label, minified, bytes, limit }) => ({
    label,
    minified,
    brotli: bytes,
    limit,
  })),
  sources,
}
if (process.argv.includes('--sizes')) {
  report({ ...JSON.parse(readFileSync(`${here}result.json`, 'utf8')), ...weighed })
  process.exit()
}

const page = await bundle(`import './page.js'`)
const logins = await bundle(`import './logins.js'`)

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

/** Writes what was made, each into its place in a document. */
function fill(file, made, fillOne) {
  const text = Object.entries(made).reduce(
    (document, [name, content]) => fillOne(document, name, content),
    readFileSync(file, 'utf8'),
  )
  writeFileSync(file, text)
}

function report(result) {
  writeFileSync(`${here}result.json`, `${JSON.stringify(result, null, 2)}\n`)
  writeFileSync(`${root}docs/images/bench.svg`, drawSizes(result))
  const made = tables(result, peers)
  fill(`${root}docs/benchmarks.md`, made, fillBlock)
  fill(`${root}README.md`, words(result), fillWords)
  for (const [name, content] of Object.entries(made)) console.log(`\n${name}\n${content}`)
  say('done')
}

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
    ...weighed,
    startUp: await inPage('startUp', startUpPrograms, 25),
    authorize: await inPage('authorize', 40),
    callback: await inPage('callback', 40),
    growth: await inPage('growth'),
    logins: await measureLogins({ browserType: chromium, launchOptions, url: `${url}login`, say }),
    sessions: await measureSessions({ browser, say }),
    react: await measureReactApps({ browser, versionOf, say }),
  }
  report(result)
} finally {
  await browser.close()
  server.close()
}
