// Runs one step of `npm test` to its end, however it ends, and counts what had passed by then.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { readTally, tallyVariable } from './tally.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {boolean} [isOneCheck] it holds or does not; any other step tells its tests to the
 * tally
 * @property {Record<string, string>} [env]
 *
 * @typedef {object} Ended how a command ended
 * @property {number | null} [status]
 * @property {string | null} [signal]
 * @property {string} [cause] why it never began, or was stopped
 *
 * @typedef {object} Result
 * @property {number} passed
 * @property {number} failed at least one where the step did not end as it should
 * @property {string} [note] the reason, where no failed test is the reason
 * @property {string[]} [failures] the title and the message of each test that failed
 *
 * @typedef {object} Running
 * @property {Promise<Result>} result never rejects
 * @property {(cause: string) => void} stop ends it and all that it started
 */

/** Ends a command and what it started, which on Windows has no group. */
function kill(child) {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    // A negative number means the whole process group, so that no browser stays behind.
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It is gone, and something outside its group holds on to its output.
  }
  child.stdout.destroy()
  child.stderr.destroy()
}

/**
 * A command that prints is alive, however long it takes; one that prints nothing for `silence`
 * milliseconds is stopped.
 *
 * @returns {{ ended: Promise<Ended>, stop: (cause: string) => void }}
 */
function start([command, ...args], { env, silence, print }) {
  const windows = process.platform === 'win32'
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: windows && command === 'npm',
    detached: !windows,
  })
  let stopCause
  const stop = (cause) => {
    stopCause ??= cause
    kill(child)
  }
  const timer = setTimeout(() => stop(`stopped after ${silence / 1000} s of silence`), silence)
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      timer.refresh()
      print(chunk)
    })
  }
  const ended = new Promise((resolve) => {
    const end = (how) => {
      clearTimeout(timer)
      resolve({ ...how, ...(stopCause && { cause: stopCause }) })
    }
    child.on('error', ({ message }) => end({ cause: `it did not start: ${message}` }))
    child.on('close', (status, signal) => end({ status, signal }))
  })
  return { ended, stop }
}

/** Why a step counts as failed although no test of it failed; nothing if it ended as it should. */
function faultOf({ status, signal, cause }, { passed, failed }) {
  if (cause) return cause
  if (signal) return `ended by ${signal}`
  if (status !== 0 && failed === 0) return `ended with status ${status}, without a failed test`
  if (passed + failed === 0) return 'no test ran'
}

/**
 * @param {Ended} ended
 * @param {() => { passed: number, failed: number, failures?: string[] }} count
 * @returns {Result}
 */
export function judge(ended, count) {
  let counts
  try {
    counts = count()
  } catch (error) {
    const report = `no report: ${error.message}`
    return { passed: 0, failed: 1, note: [ended.cause, report].filter(Boolean).join('; ') }
  }
  const note = faultOf(ended, counts)
  if (!note) return counts
  return { ...counts, failed: Math.max(counts.failed, 1), note }
}

/**
 * @param {Step} step
 * @param {object} options
 * @param {number} options.silence milliseconds without a word after which it is stopped
 * @param {string} options.tallyFile where its tests are counted
 * @param {(chunk: Buffer) => void} [options.print] takes what it prints, as it prints it
 * @returns {Running}
 */
export function runStep(
  { command, env, isOneCheck },
  { silence, tallyFile, print = (chunk) => process.stdout.write(chunk) },
) {
  writeFileSync(tallyFile, '')
  const counted = { ...env, [tallyVariable]: tallyFile }
  const { ended, stop } = start(command, { env: counted, silence, print })
  const oneCheck = ({ status }) => ({
    passed: status === 0 ? 1 : 0,
    failed: status === 0 ? 0 : 1,
  })
  const result = ended.then((how) =>
    judge(how, () => (isOneCheck ? oneCheck(how) : readTally(tallyFile))),
  )
  return { result, stop }
}
