// The package as npm would publish it, and as an app gets it.
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run-command.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Packs it as `postern.tgz`, where the package.json of an app looks for it. */
export async function packPostern(folder) {
  const [{ filename, files }] = JSON.parse(
    await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root }),
  )
  const tarball = join(folder, 'postern.tgz')
  renameSync(join(folder, filename), tarball)
  return { tarball, files: files.map(({ path }) => path) }
}

/**
 * Installs what the app's package.json names: the tarball, and so what it depends on. What an
 * earlier run installed there is replaced.
 */
export async function installPostern(app) {
  rmSync(join(app, 'node_modules'), { recursive: true, force: true })
  await run(
    'npm',
    ['install', '--no-package-lock', '--prefer-offline', '--no-audit', '--no-fund'],
    { cwd: app },
  )
}
