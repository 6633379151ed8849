// The packed package, installed in an app of its own far from this repository, in everything that
// people use to load it: node smoke/run.mjs [words that the names of the checks must hold]. The
// last line sums up.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from '../scripts/browsers.mjs'
import { installPackages } from '../scripts/install-packages.mjs'
import { tally } from '../scripts/tally.mjs'
import { installPostern, packPostern } from './packed-package.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

// Some tools know files by their real path alone, and macOS links its folder for temporary files.
const work = mkdtempSync(join(realpathSync(tmpdir()), 'postern-smoke-'))
const consumer = join(work, 'consumer')
const counts = { passed: 0, failed: 0 }
process.on('exit', () => rmSync(work, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/** The app's modules once more, each import a `require`. */
async function writeAsCommonJs() {
  const { build } = await import('esbuild')
  const outdir = join(consumer, 'common-js')
  const files = ['main.js', 'program.js', 'pretend-page.js', 'login.test.js']
  await build({
    entryPoints: files.map((file) => join(consumer, file)),
    outdir,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
  })
  writeFileSync(join(outdir, 'package.json'), '{ "type": "commonjs" }')
}

async function carryOut(name, check) {
  if (!wanted.every((word) => name.includes(word))) return
  const since = performance.now()
  try {
    await check()
    counts.passed++
    tally(true)
    console.log(`✓ ${name} (${seconds(since)})`)
  } catch (error) {
    counts.failed++
    tally(false, name, error.stack)
    console.log(`✗ ${name} (${seconds(since)})\n${error.stack}`)
  }
}

try {
  for (const folder of [join(here, '..'), here]) installPackages(folder)
  await ensureChromium()
  console.log('Packing the package, and installing it in an app')
  mkdirSync(consumer)
  cpSync(join(here, 'consumer'), consumer, { recursive: true })
  const { tarball, files } = await packPostern(work)
  await installPostern(consumer)
  await writeAsCommonJs()

  for (const [group, file] of Object.entries({
    package: 'package',
    'Node.js': 'node',
    bundler: 'bundlers',
    'test runner': 'runners',
    types: 'types',
    'in Chromium': 'browser',
  })) {
    const [checks] = Object.values(await import(`./checks/${file}.mjs`))
    for (const [name, check] of Object.entries(checks({ tarball, files, consumer, work })))
      await carryOut(`${group}: ${name}`, check)
  }
} catch (error) {
  counts.failed++
  tally(false, 'the package', error.stack)
  console.log(`✗ ${error.stack}`)
}

process.exitCode = counts.failed > 0 ? 1 : 0
console.log(`\n${counts.passed} passed, ${counts.failed} failed`)
