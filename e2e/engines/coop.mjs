/**
 * Where a Cross-Origin-Opener-Policy can stand: at the server, on the app's page, on its callback
 * page.
 */
export const coopKinds = [
  { name: 'no Cross-Origin-Opener-Policy' },
  { name: 'a server on same-origin', server: 'same-origin' },
  { name: 'a server on same-origin-allow-popups', server: 'same-origin-allow-popups' },
  { name: 'an app page on same-origin', app: 'same-origin' },
  {
    name: 'an app page and a callback on same-origin',
    app: 'same-origin',
    callback: 'same-origin',
  },
  {
    name: 'an app page and a callback on same-origin-allow-popups',
    app: 'same-origin-allow-popups',
    callback: 'same-origin-allow-popups',
  },
]

export function setPolicies({ demo, pages }, { server, app, callback }) {
  Object.assign(demo.hooks, { coop: server })
  Object.assign(pages, { appCoop: app, callbackCoop: callback })
}
