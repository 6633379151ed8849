// The servers of this folder come from npm and from Debian. Each function says why its server
// cannot be had here, or nothing once it is installed.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { installFromDebian } from '../../scripts/browsers.mjs'
import { installPackages } from '../../scripts/install-packages.mjs'

/** Debian's Python, whose packages another Python on the PATH does not see. */
export const python = '/usr/bin/python3'

/** @returns {string | undefined} */
export function installBetterAuth() {
  try {
    installPackages(fileURLToPath(new URL('.', import.meta.url)))
  } catch (error) {
    return `better-auth is not installed: ${error.message}`
  }
}

const hasDjango = () =>
  spawnSync(python, ['-c', 'import corsheaders, oauth2_provider'], { stdio: 'ignore' }).status === 0

/** @returns {string | undefined} */
export function installDjango() {
  const packages = ['python3-django-oauth-toolkit', 'python3-django-cors-headers']
  if (hasDjango() || (installFromDebian(packages) && hasDjango())) return
  return `${packages.join(' and ')} are not installed, and only root can install them, on Debian`
}
