// An app of auth0-js with the namespace import, as Angular and webpack apps have it.
import * as auth0 from 'postern/auth0-js'

const { client } = new auth0.WebAuth({
  domain: 'acme.eu.auth0.com',
  clientID: 'app',
  responseType: 'token',
  redirectUri: 'https://app.example/callback',
})
const url = client.buildAuthorizeUrl({ state: 's', loginHint: 'zoe@example.test' })
const { host, searchParams } = new URL(url)
const works =
  host === 'acme.eu.auth0.com' &&
  searchParams.get('login_hint') === 'zoe@example.test' &&
  auth0.default.WebAuth === auth0.WebAuth &&
  auth0.version.raw === '10.2.1'
console.log(works ? 'The program works' : url)
