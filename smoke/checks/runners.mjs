import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node } from '../run-command.mjs'

const program = (specifier, file) => fileURLToPath(new URL(file, import.meta.resolve(`${specifier}/package.json`)))

/** The same program as a test of an app. The runners come from elsewhere, so the test imports nothing of theirs. */
export const runnerChecks = ({ consumer }) => ({
  async Vitest() {
    await node([program('vitest', 'vitest.mjs'), 'run', '--root', consumer, '--globals', 'login.test.js'], { cwd: consumer })
  },
  async 'Jest, CommonJS'() {
    await node([program('jest', 'bin/jest.js'), '--rootDir', join(consumer, 'common-js')], { cwd: consumer })
  },
  async 'Jest, ES modules'() {
    const args = ['--rootDir', consumer, '--testMatch', '**/consumer/login.test.js', '--transform', '{}']
    await node(['--experimental-vm-modules', program('jest', 'bin/jest.js'), ...args], { cwd: consumer })
  },
})
