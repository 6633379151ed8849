import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node } from '../run-command.mjs'

const program = (specifier, file) =>
  fileURLToPath(new URL(file, import.meta.resolve(`${specifier}/package.json`)))

// The test server makes an RSA key, which takes its time on a busy machine.
const patience = ['--testTimeout', '60000']

/** The environment that the documentation tells people to paste, where it finds jsdom. */
function documentedEnvironment() {
  const page = readFileSync(new URL('../../docs/testing-your-app.md', import.meta.url), 'utf8')
  const [, code] = /^```js\n(\/\/ jsdom-environment\.mjs\n[\s\S]*?)^```$/m.exec(page)
  const folder = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'jsdom-environment.mjs')
  writeFileSync(file, code)
  return file
}

const jestWithJsdom = (consumer, environment) =>
  node(
    [
      program('jest', 'bin/jest.js'),
      ...['--rootDir', consumer, '--testMatch', '**/jsdom.test.cjs', '--env', environment],
      ...['--testEnvironmentOptions', '{ "url": "https://app.example/callback" }', ...patience],
    ],
    { cwd: consumer },
  )

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
  async 'Jest with jsdom as it is: one line says what is missing'() {
    await jestWithJsdom(consumer, program('jest-environment-jsdom', 'build/index.js'))
  },
  async 'Jest with jsdom, as the documentation sets it up'() {
    await jestWithJsdom(consumer, documentedEnvironment())
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
