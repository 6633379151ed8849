// An app written against auth0-js, as small as one can be: a popup, and a callback page for it.
const { domain, clientId } = document.body.dataset
const webAuth = new auth0.WebAuth({
  domain,
  clientID: clientId,
  responseType: 'token id_token',
  redirectUri: `${location.origin}/auth0-callback`,
})

/** Every login begun on this page: once it has settled `{ settledAt, sub | code }`. */
globalThis.outcomes = []

function logIn() {
  const outcome = {}
  outcomes.push(outcome)
  const appState = { login: outcomes.length - 1 }
  webAuth.popup.authorize({ connection: 'database', appState }, (error, result) => {
    outcome.calls = (outcome.calls ?? 0) + 1
    Object.assign(
      outcome,
      error
        ? { code: error.code ?? error.original }
        : { sub: result.idTokenPayload.sub, appState: result.appState },
    )
    outcome.settledAt = performance.now()
  })
}

if (location.pathname === '/auth0-callback') webAuth.popup.callback()
else document.querySelector('#popup').onclick = logIn
