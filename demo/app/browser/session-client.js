import { createAuth } from 'postern'
import { createDpop } from 'postern/dpop'
import { createSession } from 'postern/session'
import { choices } from './session-choices.js'

const { domain, apiUrl, bearerClient, dpopClient } = document.body.dataset
const { keep, silent } = choices

const dpop = choices.dpop ? createDpop() : undefined

export const clientId = dpop ? dpopClient : bearerClient

export const auth = createAuth({
  domain,
  clientId,
  responseType: 'code',
  redirectUri: `${location.origin}/session`,
  audience: apiUrl,
  scope: 'openid profile email offline_access read:notes',
  ...(dpop && { dpop }),
})

export const session = createSession(auth, {
  keep,
  silent,
  apis: [apiUrl],
  ...(dpop && { fetch: dpop.fetch }),
})
