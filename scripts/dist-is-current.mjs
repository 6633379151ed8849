// Builds beside `dist/` and compares byte for byte: what is committed has to be what `src/` builds.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

// Inside the project, because the script builds look for js-cookie from there.
const fresh = 'node_modules/.cache/postern-dist'

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .filter((file) => statSync(join(folder, file)).isFile())
        .sort()
    : []

rmSync(fresh, { recursive: true, force: true })
const { status } = spawnSync(
  process.execPath,
  ['node_modules/rollup/dist/bin/rollup', '-c', '--silent', '--configOut', fresh],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
if (status !== 0) process.exit(1)

const built = filesIn(fresh)
const committed = filesIn('dist')
const faults = [
  ...built.filter((file) => !committed.includes(file)).map((file) => `dist/${file} is missing`),
  ...committed
    .filter((file) => !built.includes(file))
    .map((file) => `dist/${file} is no longer built: delete it`),
  ...built
    .filter(
      (file) =>
        committed.includes(file) &&
        !readFileSync(join(fresh, file)).equals(readFileSync(join('dist', file))),
    )
    .map((file) => `dist/${file} is not what src/ builds`),
]
rmSync(fresh, { recursive: true, force: true })
for (const fault of faults) console.error(fault)
if (faults.length > 0) console.error('Run `npm run build` and commit dist/.')
else console.log(`dist/ is up to date: ${built.length} files`)
process.exit(faults.length > 0 ? 1 : 0)
