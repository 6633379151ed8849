// `npm test`: everything a change has to pass, on a fresh clone with nothing but Node and npm. `npm
// run test:all`: the same and all that takes longer, in every engine. Each step prints as it goes
// and keeps no other from running; the last line sums them up.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChromium, findFirefox, findWebKit, installFromDebian } from './browsers.mjs'
import { installPackages } from './install-packages.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const all = process.argv.includes('--all')
const minutes = 60_000
const reports = 'node_modules/.cache/postern-tests'

/**
 * @typedef {{ status: number, output: string }} Ended how a command ended, and the end of its
 * standard output
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {(ended: Ended) => Counts} count
 * @property {Record<string, string>} [env]
 * @property {() => string | undefined} [leftOut] why there is nothing to run
 * @property {{ find: () => unknown, packages: string[] }} [engine] a browser that only `--all`
 * insists on
 */

/** One check, which holds or does not. */
const asOne = ({ status }) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 })

/** For our own runners, which end as this one does. */
const lastLineCounts = ({ output }) => {
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? []
  return { passed: Number(passed), failed: Number(failed) }
}

const npmRun = (script) => ['npm', 'run', '--silent', script]

const readReport = (report) => JSON.parse(readFileSync(report, 'utf8'))

/** @returns {Step} */
function vitest() {
  const report = `${reports}/unit.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return {
    name: 'unit',
    command: [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...reporters],
    count() {
      const { numPassedTests, numFailedTests } = readReport(report)
      return { passed: numPassedTests, failed: numFailedTests }
    },
  }
}

/** @returns {Step} */
function playwright(project, { engine, folder = 'e2e', name = `end to end, ${project}` } = {}) {
  const report = resolve(reports, `${folder.replace('/', '-')}-${project}.json`)
  return {
    name,
    command: [
      process.execPath,
      'node_modules/playwright/cli.js',
      'test',
      '-c',
      folder,
      `--project=${project}`,
      '--reporter=list,json',
    ],
    env: { POSTERN_TESTS: all ? 'all' : 'default', PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    count() {
      const { stats } = readReport(report)
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
    },
    engine,
  }
}

/** @returns {Step} */
const script = (name, file, step) => ({
  name,
  command: [process.execPath, file, ...(all ? ['--all'] : [])],
  count: lastLineCounts,
  leftOut: () => (existsSync(file) ? undefined : `no ${file} yet`),
  ...step,
})

/** @type {Step[]} */
const steps = [
  { name: 'types', command: npmRun('types'), count: asOne },
  { name: 'format and lint', command: npmRun('lint'), count: asOne },
  vitest(),
  {
    name: 'dist/ is what src/ builds',
    command: [process.execPath, 'scripts/dist-is-current.mjs'],
    count: asOne,
  },
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
    ? [{ name: 'the API reference knows every type', command: npmRun('docs:check'), count: asOne }]
    : []),
  ...(all
    ? [
        script('package in bundlers and runners', 'smoke/run.mjs'),
        script('frameworks', 'fixtures/run.mjs'),
      ]
    : []),
]

let running

/**
 * Runs to the end, or for so long as a step may take; then it and all that it started are stopped.
 */
function run([command, ...args], env, limit) {
  return new Promise((ended) => {
    const windows = process.platform === 'win32'
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: windows && command === 'npm',
      detached: !windows,
    })
    running = child
    let output = ''
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk)
      output = (output + chunk).slice(-4000)
    })
    const timer = setTimeout(() => {
      console.log(`Stopped after ${limit / minutes} minutes`)
      stop('SIGKILL')
    }, limit)
    child.on('error', (error) => console.log(error.message))
    child.on('close', (status) => {
      clearTimeout(timer)
      running = undefined
      ended({ status: status ?? 1, output })
    })
  })
}

function stop(signal) {
  if (running?.pid === undefined) return
  // A negative number means the whole process group, so that no browser stays behind.
  if (process.platform === 'win32') running.kill(signal)
  else process.kill(-running.pid, signal)
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop(signal)
    process.exit(1)
  })
}

/** @returns {Promise<Counts & { note?: string }>} */
async function carryOut(step) {
  if (
    step.engine &&
    !step.engine.find() &&
    !(all && installFromDebian(step.engine.packages) && step.engine.find())
  ) {
    return { passed: 0, failed: all ? 1 : 0, note: 'this browser is not installed' }
  }
  const note = step.leftOut?.()
  if (note) return { passed: 0, failed: 0, note }
  const ended = await run(step.command, step.env, (all ? 45 : 6) * minutes)
  try {
    const { passed, failed } = step.count(ended)
    if (!(passed + failed > 0)) throw new Error('no test ran')
    // A runner can fail without a failed test: an error between tests, a file that does not load.
    return { passed, failed: ended.status === 0 ? failed : Math.max(failed, 1) }
  } catch (error) {
    return { passed: 0, failed: 1, note: `no result: ${error.message}` }
  }
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
    results.push({
      name: 'installation',
      passed: 0,
      failed: 1,
      note: error.message,
      time: seconds(started),
    })
  }
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
for (const step of steps) {
  console.log(`\n── ${step.name}`)
  const since = performance.now()
  const result = await carryOut(step)
  results.push({ name: step.name, ...result, time: seconds(since) })
}

const width = Math.max(...results.map(({ name }) => name.length))
console.log(`\n── in ${seconds(started)}`)
for (const { name, passed, failed, note, time } of results) {
  const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : 'left out'
  console.log(
    `${failed > 0 ? '✗' : passed > 0 ? '✓' : '–'} ${name.padEnd(width)}  ${time.padStart(8)}  ${counts}${note ? ` (${note})` : ''}`,
  )
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
const failed = sum('failed')
process.exitCode = failed > 0 ? 1 : 0
console.log(`\n${sum('passed')} passed, ${failed} failed`)
