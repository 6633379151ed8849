import { isAuthError } from 'postern'
import { showRequests } from './request-list.js'
import { session } from './session-client.js'
import { tellOtherTabs } from './session-tabs.js'
import { announce } from './views.js'

const { apiUrl } = document.body.dataset

/** Enough to see whether two tokens are the same, and nothing that could be used. */
async function fingerprint(token) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(hash, 0, 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function ask(path, init) {
  try {
    const response = await session.fetch(apiUrl + path, init)
    const body = response.status === 204 ? {} : await response.json()
    return `${response.status} ${body.notes ? `${body.notes.length} notes` : (body.error ?? '')}`
  } catch (error) {
    if (!isAuthError(error)) throw error
    return error.code
  }
}

/** Calls the API with the session's token, and shows what came back in the list of tabs. */
export async function callApi() {
  const answer = await ask('/notes')
  const token = await session.getToken().then(fingerprint, () => '–')
  tellOtherTabs({ answer, token })
  announce(`The API answered ${answer}.`)
  await showRequests()
}

/** Ends the token for the API, as a server does that takes one back early. */
export async function expireToken() {
  const answer = await ask('/expire', { method: 'POST' })
  tellOtherTabs({ answer: answer.startsWith('204') ? 'token expired' : answer })
  announce('The API refuses this token from now on.')
  await showRequests()
}
