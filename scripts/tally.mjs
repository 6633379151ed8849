// Each test of every runner writes one line to a file the moment it ends, so that what had passed
// is known even where the runner is stopped, or dies before its own report. A reporter of vitest
// (`onTestCaseResult`) and of Playwright (`onTestEnd`), both of which make one of the default
// export; our own runners call `tally`.
import { appendFileSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** The variable of the environment that names the file. */
export const tallyVariable = 'POSTERN_TALLY'

/**
 * Notes how a test ended; does nothing where nobody counts.
 *
 * @param {boolean} passed
 * @param {string} [title] which it was, for the list of those that failed
 * @param {string} [message] how it failed
 */
export function tally(passed, title = '', message = '') {
  const file = process.env[tallyVariable]
  if (!file) return
  const failure = [title, message].map((text) => text.trim()).filter(Boolean)
  appendFileSync(file, passed ? 'passed\n' : `failed ${JSON.stringify(failure.join('\n'))}\n`)
}

/**
 * @returns {{ passed: number, failed: number, failures?: string[] }} `failures`: the title and the
 * message of each that failed, as far as they were told
 * @throws {Error} if the file is gone
 */
export function readTally(file) {
  const lines = readFileSync(file, 'utf8').split('\n')
  const told = lines.filter((line) => line.startsWith('failed '))
  const failures = told.map((line) => JSON.parse(line.slice('failed '.length))).filter(Boolean)
  return {
    passed: lines.filter((line) => line === 'passed').length,
    failed: told.length,
    ...(failures.length > 0 && { failures }),
  }
}

const messagesOf = (errors) => errors?.map(({ message }) => message).join('\n')

export default class TallyReporter {
  /** Vitest: skipped and pending tests count neither way. */
  onTestCaseResult(test) {
    const { state, errors } = test.result()
    if (state !== 'passed' && state !== 'failed') return
    const file = relative(process.cwd(), test.module.moduleId)
    tally(state === 'passed', `${file} › ${test.fullName}`, messagesOf(errors))
  }

  /** Playwright. */
  onTestEnd(test, { status, errors }) {
    if (status === 'skipped') return
    const title = test.titlePath().filter(Boolean).join(' › ')
    tally(status === test.expectedStatus, title, messagesOf(errors))
  }
}
