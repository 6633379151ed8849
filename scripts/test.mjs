// `npm test`: everything a change has to pass, on a fresh clone with nothing but Node and npm. `npm
// run test:all`: the same and all that takes longer, in every engine. Each step prints as it goes
// and keeps no other from running; the last line sums them up.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installBetterAuth, installDjango } from '../e2e/servers/install.mjs'
import { ensureChromium, findFirefox, findWebKit, installFromDebian } from './browsers.mjs'
import { installPackages } from './install-packages.mjs'
import { runStep } from './run-step.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const all = process.argv.includes('--all')
// A step may take its time, but every runner prints as its tests end: what is silent for so long
// hangs.
const silence = 5 * 60_000

const env = { POSTERN_TESTS: all ? 'all' : 'default' }

/**
 * @typedef {import('./run-step.mjs').Result} Result
 * @typedef {import('./run-step.mjs').Step & {
 *   leftOut?: () => string | undefined,
 *   engine?: { find: () => unknown, packages: string[] },
 * }} Step `leftOut`: why there is nothing to run; `engine`: a browser that only `--all` insists on
 */

/** @returns {Step} */
const check = (name, command) => ({ name, command, isOneCheck: true })

const npmRun = (script) => ['npm', 'run', '--silent', script]
const node = (file, ...args) => [process.execPath, file, ...args]

/** @returns {Step} */
const playwright = (
  project,
  { folder = 'e2e', name = `end to end, ${project}`, ...step } = {},
) => ({
  name,
  command: node(
    'node_modules/playwright/cli.js',
    ...['test', '-c', folder, `--project=${project}`],
    `--reporter=list,${join(process.cwd(), 'scripts/tally.mjs')}`,
  ),
  env,
  ...step,
})

/** @returns {Step} at a server that nobody here wrote, where it can be installed */
const loginsAt = (server, install) =>
  playwright(server, { folder: 'e2e/servers', name: `logins at ${server}`, leftOut: install })

/** @returns {Step} */
const script = (name, file, step) => ({
  name,
  command: node(file, ...(all ? ['--all'] : [])),
  leftOut: () => (existsSync(file) ? undefined : `no ${file} yet`),
  ...step,
})

/** @type {Step[]} */
const steps = [
  check('types', npmRun('types')),
  check('format and lint', npmRun('lint')),
  {
    name: 'unit',
    command: node(
      'node_modules/vitest/vitest.mjs',
      ...['run', '--reporter=verbose', '--reporter=./scripts/tally.mjs'],
    ),
    env,
  },
  check('dist/ is what src/ builds', node('scripts/dist-is-current.mjs')),
  playwright('chromium'),
  playwright('chromium', {
    folder: 'test/docs',
    name: 'what the documentation tells people to paste',
  }),
  playwright('firefox', { engine: { find: findFirefox, packages: ['firefox-esr'] } }),
  script('end to end, webkit', 'e2e/webkit/run.mjs', {
    engine: { find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb', 'xauth'] },
  }),
  ...(all
    ? [
        check('the API reference knows every type', npmRun('docs:check')),
        script('package in bundlers and runners', 'smoke/run.mjs'),
        script('frameworks', 'fixtures/run.mjs'),
        loginsAt('better-auth', installBetterAuth),
        loginsAt('django-oauth-toolkit', installDjango),
      ]
    : []),
]

const tallies = mkdtempSync(join(tmpdir(), 'postern-tests-'))
process.on('exit', () => rmSync(tallies, { recursive: true, force: true }))

/** @type {import('./run-step.mjs').Running | undefined} */
let running
let interruption
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    interruption = `stopped by ${signal}`
    running?.stop(interruption)
  })
}

/** @returns {Promise<Result>} */
async function carryOut(step, index) {
  if (
    step.engine &&
    !step.engine.find() &&
    !(all && installFromDebian(step.engine.packages) && step.engine.find())
  ) {
    return { passed: 0, failed: all ? 1 : 0, note: 'this browser is not installed' }
  }
  const note = step.leftOut?.()
  if (note) return { passed: 0, failed: 0, note }
  running = runStep(step, { silence, tallyFile: join(tallies, `${index}`) })
  return running.result
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const results = []
const started = performance.now()

for (const prepare of [
  () => installPackages('.'),
  () => existsSync('demo/package-lock.json') && installPackages('demo'),
  () => ensureChromium(),
]) {
  try {
    await prepare()
  } catch (error) {
    console.log(error.message)
    const note = error.message
    results.push({ name: 'installation', passed: 0, failed: 1, note, time: seconds(started) })
  }
}

for (const [index, step] of steps.entries()) {
  if (interruption) break
  console.log(`\n── ${step.name}`)
  const since = performance.now()
  const result = await carryOut(step, index)
  results.push({ name: step.name, ...result, time: seconds(since) })
}

// Once more at the end, where whoever reads the tail of a long log finds them.
for (const { name, failures } of results.filter((result) => result.failures)) {
  console.log(`\n── failed: ${name}`)
  for (const failure of failures) console.log(`✗ ${failure.replaceAll('\n', '\n    ')}`)
}

const width = Math.max(...results.map(({ name }) => name.length))
console.log(`\n── in ${seconds(started)}`)
for (const { name, passed, failed, note, time } of results) {
  const mark = failed > 0 ? '✗' : passed > 0 ? '✓' : '–'
  const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : 'left out'
  const reason = note ? ` (${note})` : ''
  console.log(`${mark} ${name.padEnd(width)}  ${time.padStart(8)}  ${counts}${reason}`)
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
const failed = sum('failed')
process.exitCode = failed > 0 || interruption ? 1 : 0
console.log(`\n${sum('passed')} passed, ${failed} failed`)
