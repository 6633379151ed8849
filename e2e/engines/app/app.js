// An app as small as an app can be: three ways to log in, one to cancel, and a record of how each
// login ended.
globalThis.arrivedAt = location.href

const { domain, clientId, storage: storageFault } = document.body.dataset
const settings = JSON.parse(new URLSearchParams(location.search).get('settings') ?? '{}')
const responseType =
  settings.responseType ?? (location.pathname === '/callback-code' ? 'code' : 'token id_token')
const ownCallback = responseType === 'code' ? '/callback-code' : '/callback'

const report = (what) =>
  fetch('/report', {
    method: 'POST',
    keepalive: true,
    body: JSON.stringify({ at: location.pathname, ...what }),
  })

// What browsers do where they keep nothing: to ask for a storage throws, or every write does.
const refuse = () => {
  throw new DOMException('Nothing is kept here', 'SecurityError')
}
const fill = () => {
  throw new DOMException('One piece too many', 'QuotaExceededError')
}
const storageFaults = {
  throws() {
    for (const area of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, area, { get: refuse })
    }
  },
  refuses() {
    Storage.prototype.setItem = () => {}
  },
  full() {
    Storage.prototype.setItem = fill
  },
}
storageFaults[storageFault]?.()

const auth = postern.createAuth({
  domain,
  clientId,
  responseType,
  redirectUri: location.origin + ownCallback,
  ...(settings.leadsNowhere && { endpoints: { authorize: `${location.origin}/nowhere` } }),
})

/**
 * Every login begun on this page, in order: `{ by }`, and once it has settled `{ by, settledAt, sub
 * | code }`.
 */
globalThis.outcomes = []
globalThis.pageShows = []
window.onpageshow = ({ persisted }) => pageShows.push(persisted)

let cancel = () => {}

async function settle(by, login) {
  const outcome = { by }
  outcomes.push(outcome)
  try {
    const { claims, accessToken, appState } = await login
    Object.assign(outcome, { sub: claims.sub, tokens: typeof accessToken, appState })
  } catch (error) {
    Object.assign(outcome, { code: postern.isAuthError(error) ? error.code : `${error}` })
  }
  outcome.settledAt = performance.now()
  report(outcome)
}

const ways = {
  popup(request) {
    const abort = new AbortController()
    cancel = () => abort.abort()
    return auth.popup('database', {
      redirectUri: location.origin + (settings.callback ?? ownCallback),
      signal: abort.signal,
      ...request,
    })
  },
  redirect: (request) => auth.authorize('database', request),
  silent: (request) => auth.checkSession(request),
}

function logIn(by) {
  settle(by, ways[by]({ appState: { login: outcomes.length }, ...settings.request }))
}

for (const by of Object.keys(ways)) document.querySelector(`#${by}`).onclick = () => logIn(by)
document.querySelector('#cancel').onclick = () => cancel()

// Until no touch of a person counts any more, and a popup is refused. A driver's look at a page can
// count as one.
async function untilUntouched() {
  while (navigator.userActivation?.isActive) await new Promise((resolve) => setTimeout(resolve, 50))
}

// What the app does by itself with nobody logged in. It stays so minded on its callback page.
if (settings.unasked) sessionStorage.unasked = settings.unasked

async function logInUnasked() {
  const unasked = window === top && !storageFault && sessionStorage.unasked
  if (!unasked) return
  if (unasked === 'popup') await untilUntouched()
  logIn(unasked)
}

function render() {
  document.body.dataset.rendered = 'yes'
  report({ rendered: true })
}

auth.parseHash().then(
  async (result) => {
    render()
    if (result) return settle('redirect', Promise.resolve(result))
    await logInUnasked()
  },
  async (error) => {
    settle('answer', Promise.reject(error))
    await logInUnasked()
  },
)
