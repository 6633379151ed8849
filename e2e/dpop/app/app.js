// An app with DPoP and nothing else: what it may do is called from outside, and what came of it is
// kept for whoever asks.
import { createDpop } from '../../../dist/dpop/index.js'
import { createAuth, isAuthError } from '../../../dist/index.js'

const { domain, clientId } = document.body.dataset

// As where a person has switched storage off.
if (new URLSearchParams(location.search).has('refused'))
  Object.defineProperty(globalThis, 'indexedDB', {
    get() {
      throw new DOMException('The storage is switched off', 'SecurityError')
    },
  })

globalThis.createDpop = createDpop
globalThis.createAuth = (options) =>
  createAuth({
    domain,
    clientId,
    responseType: 'code',
    scope: 'openid offline_access',
    redirectUri: `${location.origin}/`,
    ...options,
  })

globalThis.dpop = createDpop()
globalThis.auth = globalThis.createAuth({ dpop: globalThis.dpop })

/** What came of each call, by its name. */
globalThis.outcomes = {}

globalThis.keep = async (name, work) => {
  try {
    globalThis.outcomes[name] = { value: await work }
  } catch (error) {
    const { message, code, detail } = error
    globalThis.outcomes[name] = { error: { message, detail, ...(isAuthError(error) && { code }) } }
  }
}

// Where nobody drives the browser, the page tells its key by itself.
if (new URLSearchParams(location.search).has('tell'))
  globalThis.dpop.thumbprint().then((body) => fetch('/told', { method: 'POST', body }))

globalThis.keep('redirect', globalThis.auth.parseHash())
document.querySelector('#redirect').onclick = () =>
  globalThis.keep('left', globalThis.auth.authorize('database'))
document.querySelector('#popup').onclick = () =>
  globalThis.keep('popup', globalThis.auth.popup('database', { params: { prompt: 'login' } }))
