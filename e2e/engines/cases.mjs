import { atOnce } from './cases/at-once.mjs'
import { auth0Js } from './cases/auth0-js.mjs'
import { frames } from './cases/frames.mjs'
import { loops } from './cases/loops.mjs'
import { matrix } from './cases/matrix.mjs'
import { neighbours } from './cases/neighbours.mjs'
import { pageLife } from './cases/page-life.mjs'
import { sampleApp } from './cases/sample-app.mjs'
import { settling } from './cases/settling.mjs'

/**
 * What holds in every engine. Each case is run by Playwright in Chromium and Firefox and by our own
 * runner in WebKit. Tags: @every-engine are the few that `npm test` runs in every engine it finds;
 * @attack, what others on the same host do, it runs in Chromium; the rest is left to test:all.
 *
 * @typedef {object} Case
 * @property {string} title
 * @property {string[]} tags
 * @property {RegExp[]} [faults] what an engine holds to be a fault, and this case provokes; any
 * other fault of a page fails it
 * @property {number} [limit] ms that it may take, where that is more than a minute
 * @property {(world: { app: import('./test-app.mjs').TestApp, browser:
 * import('./browser-window.mjs').Browser }) => Promise<void>} run
 */

/**
 * The app in a window of its own.
 * @type {Case[]}
 */
export const casesInPages = [
  ...sampleApp,
  ...matrix,
  ...settling,
  ...atOnce,
  ...pageLife,
  ...loops,
  ...neighbours,
  ...auth0Js,
]

/**
 * The app in a frame of another site's page.
 * @type {Case[]}
 */
export const casesInFrames = frames
