import { cases as apiCalls } from './cases/api-calls.mjs'
import { cases as keys } from './cases/keys.mjs'
import { cases as logins } from './cases/logins.mjs'

/**
 * What DPoP promises in every engine. Each case is run by Playwright in Chromium and Firefox, and
 * by our own runner in WebKit.
 *
 * @typedef {object} DpopCase
 * @property {string} title
 * @property {(profile: { world: import('./dpop-world.mjs').DpopWorld, browser:
 * import('../engines/browser-window.mjs').Browser }) => Promise<void>} run
 */

/** @type {DpopCase[]} */
export const dpopCases = [...logins, ...keys, ...apiCalls]
