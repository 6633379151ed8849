// Installs the packages of one folder if they are missing or older than its lock file. Needs
// nothing but Node and npm.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** When npm last finished here: it writes this file at the end of an installation. */
function installedAt(folder) {
  const marker = join(folder, 'node_modules', '.package-lock.json')
  return existsSync(marker) ? statSync(marker).mtimeMs : 0
}

function npm(args, cwd) {
  // On Windows npm is a script, which only a shell starts.
  return (
    spawnSync('npm', args, {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    }).status === 0
  )
}

/**
 * @param {string} folder holds package.json and package-lock.json
 * @param {(line: string) => void} say
 * @throws {Error} if npm cannot install them
 */
export function installPackages(folder, say = console.log) {
  if (installedAt(folder) >= statSync(join(folder, 'package-lock.json')).mtimeMs) return
  say(`Installing the packages of ${folder} (npm ci)`)
  if (npm(['ci'], folder)) return
  // Some versions of npm refuse a lock file that lacks the optional packages of other platforms.
  say('npm ci refused; trying npm install --no-save')
  if (!npm(['install', '--no-save'], folder))
    throw new Error(`npm could not install the packages of ${folder}`)
}
