import { createAuth } from '../../dist/index.js'
import { createSession } from '../../dist/session/index.js'
import { clientId, issuer, provide, redirectUri, scope } from './tab.js'

const auth = createAuth({ domain: issuer, clientId, responseType: 'code', redirectUri, scope })
const session = createSession(auth, { keep: 'browser' })

provide({
  start: session.start,
  isIn: async () => session.getState().status === 'in',
  logIn: () => auth.authorize(),
  getToken: session.getToken,
})
