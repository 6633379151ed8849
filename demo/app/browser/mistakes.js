import { createAuth, isAuthError } from 'postern'
import { announce, find } from './views.js'

const { domain, clientId, originClient, responseTypeClient, secretClient } = document.body.dataset
const redirectUri = `${location.origin}/callback-static`

const client = (options) =>
  createAuth({ domain, clientId, responseType: 'code', redirectUri, ...options })

// The window has to be opened in the click itself, before anything is awaited.
const mistakes = {
  environment: async () => client({ domain: undefined }),
  callback: () =>
    client({ redirectUri: `${location.origin}/not-registered` }).checkSession({ timeout: 3000 }),
  origin: () => client({ clientId: originClient }).popup('database'),
  'response-type': () =>
    client({ clientId: responseTypeClient, responseType: 'token' }).popup('database'),
  secret: () => client({ clientId: secretClient }).popup('database'),
}

async function make(button) {
  const name = button.dataset.mistake
  const outcome = find('[data-outcome]', button.closest('.step'))
  button.setAttribute('aria-busy', 'true')
  try {
    await mistakes[name]()
    throw new Error('Nothing went wrong.')
  } catch (error) {
    const description = isAuthError(error) ? error.detail?.description : undefined
    find('[data-code]', outcome).textContent = isAuthError(error) ? error.code : 'unexpected'
    find('[data-message]', outcome).textContent = error.message
    find('[data-server-words]', outcome).textContent = `In the server’s words: ${description}`
    find('[data-server-words]', outcome).hidden =
      !description || error.message.includes(description)
    outcome.hidden = false
    announce(error.message)
  } finally {
    button.removeAttribute('aria-busy')
  }
}

for (const button of document.querySelectorAll('button[data-mistake]'))
  button.addEventListener('click', () => make(button))
