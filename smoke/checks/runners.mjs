import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node } from '../run-command.mjs'

const program = (specifier, file) =>
  fileURLToPath(new URL(file, import.meta.resolve(`${specifier}/package.json`)))

// The test server makes an RSA key, which takes its time on a busy machine.
const patience = ['--testTimeout', '60000']

/**
 * The same program as a test of an app. The runners come from elsewhere, so the test imports
 * nothing of theirs.
 */
export const runnerChecks = ({ consumer }) => ({
  async 'Vitest, ES modules and CommonJS'() {
    const args = ['--root', consumer, '--globals', ...patience]
    await node([program('vitest', 'vitest.mjs'), 'run', ...args, 'login.test.js'], {
      cwd: consumer,
    })
  },
  async 'Jest, CommonJS'() {
    await node(
      [program('jest', 'bin/jest.js'), '--rootDir', join(consumer, 'common-js'), ...patience],
      { cwd: consumer },
    )
  },
  async 'Jest, ES modules'() {
    const args = [
      '--rootDir',
      consumer,
      '--testMatch',
      '**/consumer/login.test.js',
      '--transform',
      '{}',
      ...patience,
    ]
    await node(['--experimental-vm-modules', program('jest', 'bin/jest.js'), ...args], {
      cwd: consumer,
    })
  },
})
