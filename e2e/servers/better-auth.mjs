import { oauthProvider } from '@better-auth/oauth-provider'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { getAuthTables } from 'better-auth/db'
import { toNodeHandler } from 'better-auth/node'
import { jwt } from 'better-auth/plugins'
import { createCertificate } from '../../demo/certificate.mjs'
import { listen } from '../../demo/listen.mjs'

const person = {
  name: 'Robin Marsh',
  email: 'robin@marsh.example',
  password: 'a gate by the river',
}

/** A page of this server's own: better-auth has none. What it sends goes back with its query. */
const formPage = (title, form, { path, body }) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<link rel="icon" href="data:,">
<form>${form}</form>
<script type="module">
  document.querySelector('form').onsubmit = async (event) => {
    event.preventDefault()
    const form = new FormData(event.target, event.submitter)
    const query = { oauth_query: location.search.slice(1) }
    const response = await fetch('/api/auth${path}', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...(${body})(form), ...query }),
    })
    location.assign((await response.json()).url)
  }
</script>
</html>
`

const pages = {
  '/login': formPage(
    'Log in',
    '<input name="email"><input name="password" type="password"><button>Log in</button>',
    { path: '/sign-in/email', body: (form) => Object.fromEntries(form) },
  ),
  '/consent': formPage(
    'Allow?',
    '<button name="accept" value="yes">Allow</button><button>Refuse</button>',
    { path: '/oauth2/consent', body: (form) => ({ accept: form.has('accept') }) },
  ),
}

/**
 * better-auth as its documentation sets it up for apps without a secret, in memory, with its own
 * choice of algorithms; and CORS, which it leaves to whoever serves it.
 */
export async function startBetterAuth({ appOrigin, redirectUris }) {
  const host = 'better-auth.localhost'
  const server = await listen(0, await createCertificate(host, [host]))
  const options = {
    baseURL: `https://${host}:${server.port}`,
    secret: crypto.randomUUID() + crypto.randomUUID(),
    telemetry: { enabled: false },
    logger: { level: 'error' },
    rateLimit: { enabled: false },
    trustedOrigins: [appOrigin],
    emailAndPassword: { enabled: true },
    disabledPaths: ['/token'],
    plugins: [
      jwt(),
      oauthProvider({
        loginPage: '/login',
        consentPage: '/consent',
        silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
      }),
    ],
  }
  const tables = Object.keys(getAuthTables(options)).map((name) => [name, []])
  const auth = betterAuth({ ...options, database: memoryAdapter(Object.fromEntries(tables)) })
  const { headers } = await auth.api.signUpEmail({ body: person, returnHeaders: true })
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const { client_id: clientId } = await auth.api.adminCreateOAuthClient({
    headers: new Headers({ cookie: cookies.join('; ') }),
    body: {
      client_name: 'App',
      redirect_uris: redirectUris,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
    },
  })

  const handle = toNodeHandler(auth)
  server.serve((request, response) => {
    const { pathname } = new URL(request.url, options.baseURL)
    const page = pages[pathname]
    if (page) return response.writeHead(200, { 'Content-Type': 'text/html' }).end(page)
    if (request.headers.origin === appOrigin) {
      response.setHeader('Access-Control-Allow-Origin', appOrigin)
      response.setHeader('Access-Control-Allow-Headers', 'Authorization')
    }
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    return handle(request, response)
  })
  return { issuer: `${options.baseURL}/api/auth`, clientId, person, close: server.close }
}
