// Installs StrykerJS where it is missing and runs it from the root of the repository, for all parts
// or one: npm run mutation, npm run mutation -- session
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parts, partVariable } from './parts.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const stryker = `${here}node_modules/@stryker-mutator/core/bin/stryker.js`

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(stryker)) {
  console.log('Installing StrykerJS …')
  run('npm', ['ci', '--no-audit', '--no-fund'], here)
}
const [first = '', ...rest] = process.argv.slice(2)
const [wanted, options] = first in parts ? [[first], rest] : [Object.keys(parts), [first, ...rest]]
for (const name of wanted) {
  process.env[partVariable] = name
  run(
    process.execPath,
    [stryker, 'run', 'mutation/stryker.config.mjs', ...options.filter(Boolean)],
    fileURLToPath(new URL('..', import.meta.url)),
  )
}
