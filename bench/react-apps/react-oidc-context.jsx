import { WebStorageStateStore } from 'oidc-client-ts'
import { createRoot } from 'react-dom/client'
import { AuthProvider, useAuth, withAuthenticationRequired } from 'react-oidc-context'

const Inbox = withAuthenticationRequired(() => {
  const { user, signoutRedirect } = useAuth()
  const fetchMail = () =>
    fetch('https://api.example/mail', {
      headers: { Authorization: `Bearer ${user.access_token}` },
    })
  return (
    <>
      <p>{user.profile.name}</p>
      <button type="button" onClick={fetchMail}>
        Mail
      </button>
      <button
        type="button"
        onClick={() => signoutRedirect({ post_logout_redirect_uri: location.origin })}
      >
        Log out
      </button>
    </>
  )
})

createRoot(document.querySelector('#root')).render(
  <AuthProvider
    authority="https://acme.eu.auth0.com"
    client_id="abc123"
    redirect_uri={`${location.origin}/`}
    scope="openid profile email offline_access"
    extraQueryParams={{ audience: 'https://api.example' }}
    userStore={new WebStorageStateStore({ store: localStorage })}
    onSigninCallback={() => history.replaceState(null, '', location.pathname)}
  >
    <Inbox />
  </AuthProvider>,
)
