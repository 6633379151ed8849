// Which browsers there are on this machine, and how a missing one is installed. Needs nothing but
// Node until Playwright is asked.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const isRoot = process.getuid?.() === 0

/** @returns {string | undefined} the first of these programs that is on the PATH */
function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file))
}

/** The system's Chromium or Chrome, if there is one. */
export function findChromium() {
  // Not chromium-browser: on Ubuntu that is a stub that asks for a snap.
  return (
    onPath('chromium', 'google-chrome', 'google-chrome-stable') ??
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ].find((file) => existsSync(file))
  )
}

/**
 * In the place of Playwright's own `--disable-features`: what would ask the network or change a
 * page on its way stays off; storage is partitioned by site, as people have it; and no window
 * brings the address bar's list, a page that costs as much as the one under test.
 */
export const chromiumFeatures = `--disable-features=${[
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'MediaRouter',
  'PaintHolding',
  'Translate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]}`

/**
 * Firefox ESR: the Firefox that this version of Playwright drives as it is, over WebDriver BiDi.
 */
export function findFirefox() {
  return onPath('firefox-esr')
}

/** WebKitGTK's WebDriver, the browser that it starts, and the display that this browser needs. */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver')
  const display = onPath('Xvfb')
  const libraries = existsSync('/usr/lib')
    ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-gnu'))
    : []
  const browser = libraries
    .flatMap((name) =>
      ['4.1', '4.0'].map((version) => `/usr/lib/${name}/webkit2gtk-${version}/MiniBrowser`),
    )
    .find((file) => existsSync(file))
  return driver && display && browser ? { driver, display, browser } : undefined
}

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
}

/**
 * @returns {boolean} whether Debian's packages were installed; false at once where that is not
 * possible
 */
export function installFromDebian(packages, say = console.log) {
  if (!isDebian() || !isRoot) return false
  say(`Installing ${packages.join(', ')} (apt-get)`)
  return (
    run('apt-get', ['update', '-q']) &&
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages])
  )
}

/**
 * Makes sure that Playwright finds a Chromium: the system's, else Debian's, else the one Playwright
 * downloads.
 * @throws {Error} if there is none in the end
 */
export async function ensureChromium(say = console.log) {
  if (findChromium()) return
  const { chromium } = await import('playwright')
  if (existsSync(chromium.executablePath())) return
  if (installFromDebian(['chromium'], say) && findChromium()) return
  say('Installing Chromium (Playwright)')
  const arguments_ = [
    'node_modules/playwright/cli.js',
    'install',
    ...(isRoot ? ['--with-deps'] : []),
    'chromium',
  ]
  if (!run(process.execPath, arguments_))
    throw new Error('There is no Chromium, and none could be installed')
}
