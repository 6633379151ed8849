import { createAuth } from '../../../src/index.js'
import { createSession } from '../../../src/session/index.js'

/**
 * An app of a client and a session, and nothing else: what a test does with them stands in the
 * test. Settings come in the query.
 */
const settings = JSON.parse(new URLSearchParams(location.search).get('settings') ?? '{}')
const {
  issuer,
  api,
  responseType = 'code',
  keep,
  silent,
  start = true,
  subscribe = true,
} = settings

/** ms by which the clock of this page is ahead. */
globalThis.ahead = settings.ahead ?? 0
const now = () => Date.now() + globalThis.ahead

globalThis.auth = createAuth({
  domain: issuer,
  clientId: 'app',
  responseType,
  scope: 'openid profile offline_access',
  redirectUri: location.origin + location.pathname + location.search,
  algorithms: ['ES256'],
  now,
})
globalThis.session = createSession(globalThis.auth, { keep, silent, apis: [`${api}/private`], now })

/**
 * The states that were told, each as the person's name, or the status and the code of the error.
 */
globalThis.states = []
if (subscribe)
  globalThis.session.subscribe(({ status, claims, error }) =>
    globalThis.states.push([claims?.name ?? status, error?.code].filter(Boolean).join(' ')),
  )
if (start) globalThis.session.start()

/** What became of calls, for drivers that cannot wait for a promise. */
globalThis.outcomes = {}

/** Makes so many calls at a moment, and keeps what became of them under a name. */
globalThis.callAt = (name, moment, calls, request) => {
  globalThis.outcomes[name] = undefined
  const call = () =>
    globalThis.session.getToken(request).catch(({ code, message }) => `${code ?? message}`)
  setTimeout(async () => {
    globalThis.outcomes[name] = await Promise.all(Array.from({ length: calls }, call))
  }, moment - Date.now())
}

/** Logs in by redirect, in this page. The next page has the same clock. */
globalThis.logIn = () => {
  const next = new URLSearchParams({
    settings: JSON.stringify({ ...settings, ahead: globalThis.ahead }),
  })
  const redirectUri = `${location.origin}${location.pathname}?${next}`
  globalThis.auth.authorize(undefined, { redirectUri })
}

document.querySelector('#open').href = location.pathname + location.search
