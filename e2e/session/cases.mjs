import { everywhere } from './cases/everywhere.mjs'
import { pageLoads } from './cases/page-loads.mjs'
import { renewal } from './cases/renewal.mjs'

/**
 * What a session promises in every engine. Each case is run by Playwright in Chromium and Firefox,
 * and by our own runner in WebKit.
 *
 * @typedef {object} SessionCase
 * @property {string} title
 * @property {string[]} tags
 * @property {(profile: { world: import('./session-world.mjs').SessionWorld, browser:
 * import('../engines/browser-window.mjs').Browser }) => Promise<void>} run
 */

/** @type {SessionCase[]} */
export const sessionCases = [...renewal, ...everywhere, ...pageLoads]
