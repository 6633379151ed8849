import { createRoot } from 'react-dom/client'
import { createAuth } from '../../dist/index.js'
import { Guard, useSession } from '../../dist/react.js'
import { createSession } from '../../dist/session/index.js'

const auth = createAuth({
  domain: 'acme.eu.auth0.com',
  clientId: 'abc123',
  responseType: 'code',
  redirectUri: `${location.origin}/`,
  scope: 'openid profile email offline_access',
  audience: 'https://api.example',
})
const session = createSession(auth, { keep: 'browser', apis: ['https://api.example/'] })
session.start()

function Inbox() {
  const { claims } = useSession(session)
  return (
    <>
      <p>{claims.name}</p>
      <button type="button" onClick={() => session.fetch('https://api.example/mail')}>
        Mail
      </button>
      <button type="button" onClick={() => session.logOut({ returnTo: location.origin })}>
        Log out
      </button>
    </>
  )
}

createRoot(document.querySelector('#root')).render(
  <Guard session={session} logIn={() => auth.authorize()}>
    <Inbox />
  </Guard>,
)
