import { isAuthError } from 'postern'
import { authFor } from './auth.js'
import { hideProblem, showProblem } from './problem.js'
import { readSettings, requestFrom } from './settings.js'
import { showResult } from './signed-in.js'
import { announce, find } from './views.js'

const titleOf = (way) => find('.words strong', way).textContent

/** The row of a way in tells what is going on, and can cancel it while a window is open. */
function wait(way, { title, what, cancel }) {
  const waiting = find('.waiting', way)
  const cancelButton = find('[data-cancel]', waiting)
  const returnFocusTo = document.activeElement
  find('[data-waiting-title]', waiting).textContent = title
  find('[data-waiting-what]', waiting).textContent = what
  cancelButton.hidden = !cancel
  cancelButton.onclick = cancel ?? null
  waiting.hidden = false
  way.classList.add('busy')
  if (cancel) cancelButton.focus()
  announce(`${title} ${what}`)
  return () => {
    waiting.hidden = true
    way.classList.remove('busy')
    if (way.contains(returnFocusTo)) returnFocusTo.focus()
  }
}

async function byRedirect(connection, way) {
  const settings = readSettings()
  const done = wait(way, { title: 'Leaving this page', what: `for ${titleOf(way)}` })
  try {
    await authFor(settings).authorize(connection, { ...requestFrom(settings), appState: { returnTo: '/' } })
  } catch (error) {
    done()
    if (isAuthError(error) && error.code === 'aborted') return // the person came back with the Back button
    showProblem(error)
  }
}

async function byPopup(connection, way) {
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
  const done = wait(way, { title: 'A window is open', what: 'Log in there', cancel: () => abort.abort() })
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
    const way = button.closest('.way')
    button.addEventListener('click', () => {
      hideProblem()
      modes[mode](connection || undefined, way)
    })
  }
}
