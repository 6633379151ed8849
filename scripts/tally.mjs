// Each test of every runner writes one line to a file the moment it ends, so that what had passed
// is known even where the runner is stopped, or dies before its own report. A reporter of vitest
// (`onTestCaseResult`) and of Playwright (`onTestEnd`), both of which make one of the default
// export; our own runners call `tally`.
import { appendFileSync, readFileSync } from 'node:fs'

/** The variable of the environment that names the file. */
export const tallyVariable = 'POSTERN_TALLY'

/** Notes how a test ended; does nothing where nobody counts. */
export function tally(passed) {
  const file = process.env[tallyVariable]
  if (file) appendFileSync(file, passed ? 'passed\n' : 'failed\n')
}

/**
 * @returns {{ passed: number, failed: number }}
 * @throws {Error} if the file is gone
 */
export function readTally(file) {
  const lines = readFileSync(file, 'utf8').split('\n')
  const count = (outcome) => lines.filter((line) => line === outcome).length
  return { passed: count('passed'), failed: count('failed') }
}

export default class TallyReporter {
  /** Vitest: skipped and pending tests count neither way. */
  onTestCaseResult(test) {
    const { state } = test.result()
    if (state === 'passed' || state === 'failed') tally(state === 'passed')
  }

  /** Playwright. */
  onTestEnd({ expectedStatus }, { status }) {
    if (status !== 'skipped') tally(status === expectedStatus)
  }
}
