import { Auth0Provider, useAuth0, withAuthenticationRequired } from '@auth0/auth0-react'
import { createRoot } from 'react-dom/client'

const Inbox = withAuthenticationRequired(() => {
  const { user, getAccessTokenSilently, logout } = useAuth0()
  const fetchMail = async () =>
    fetch('https://api.example/mail', {
      headers: { Authorization: `Bearer ${await getAccessTokenSilently()}` },
    })
  return (
    <>
      <p>{user.name}</p>
      <button type="button" onClick={fetchMail}>
        Mail
      </button>
      <button type="button" onClick={() => logout({ logoutParams: { returnTo: location.origin } })}>
        Log out
      </button>
    </>
  )
})

createRoot(document.querySelector('#root')).render(
  <Auth0Provider
    domain="acme.eu.auth0.com"
    clientId="abc123"
    cacheLocation="localstorage"
    useRefreshTokens
    authorizationParams={{
      redirect_uri: `${location.origin}/`,
      audience: 'https://api.example',
    }}
  >
    <Inbox />
  </Auth0Provider>,
)
