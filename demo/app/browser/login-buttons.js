import { isAuthError } from 'postern'
import { authFor } from './auth.js'
import { hideProblem, showProblem } from './problem.js'
import { readSettings, requestFrom } from './settings.js'
import { showResult } from './signed-in.js'
import { announce, find } from './views.js'

/**
 * While a login is under way its button says so, does nothing when pressed again, and has a button
 * beside it that cancels.
 */
function markBusy(button, { label, spoken, cancel }) {
  const way = button.closest('.way')
  const text = find('[data-label]', button)
  const cancelButton = find('[data-cancel]', way)
  const usual = text.textContent
  text.textContent = label
  button.setAttribute('aria-disabled', 'true')
  cancelButton.hidden = !cancel
  cancelButton.onclick = cancel ?? null
  announce(spoken)
  return () => {
    const focusWasHere = way.contains(document.activeElement)
    text.textContent = usual
    button.removeAttribute('aria-disabled')
    cancelButton.hidden = true
    if (focusWasHere) button.focus()
  }
}

async function byRedirect(connection, button) {
  const settings = readSettings()
  const done = markBusy(button, {
    label: 'Leaving',
    spoken: 'Leaving this page for the login page.',
  })
  try {
    await authFor(settings).authorize(connection, {
      ...requestFrom(settings),
      appState: { returnTo: '/' },
    })
  } catch (error) {
    done()
    // the person came back with the Back button
    if (isAuthError(error) && error.code === 'aborted') return
    showProblem(error)
  }
}

async function byPopup(connection, button) {
  const settings = readSettings()
  const { params, ...request } = requestFrom(settings)
  const abort = new AbortController()
  // The window has to be opened in the click itself, before anything is awaited.
  const login = authFor(settings).popup(connection, {
    ...request,
    params: { ...params, display: 'popup' },
    redirectUri: new URL(settings.callbackPage, location.origin).href,
    signal: abort.signal,
    appState: { returnTo: '/' },
  })
  const done = markBusy(button, {
    label: 'Window open',
    spoken: 'A login window is open. Log in there, or cancel here.',
    cancel: () => abort.abort(),
  })
  try {
    const result = await login
    done()
    showResult(result, settings)
  } catch (error) {
    done()
    showProblem(error)
  }
}

const modes = { redirect: byRedirect, popup: byPopup }

export function listenToLoginButtons() {
  for (const button of document.querySelectorAll('button[data-connection]')) {
    const { connection, mode } = button.dataset
    button.addEventListener('click', () => {
      if (button.ariaDisabled === 'true') return
      hideProblem()
      modes[mode](connection || undefined, button)
    })
  }
}
