import { safeReturnTo } from 'postern'
import { listenToActions } from './actions.js'
import { authFor } from './auth.js'
import { listenToCopyButtons } from './copy-buttons.js'
import { listenToLoginButtons } from './login-buttons.js'
import { showProblem } from './problem.js'
import { readSettings, restoreSettings } from './settings.js'
import { showResult } from './signed-in.js'
import { find, show } from './views.js'

restoreSettings()
listenToLoginButtons()
listenToActions()
listenToCopyButtons()

const callbackUrl = find('[data-callback-url]')
if (callbackUrl) callbackUrl.textContent = `${location.origin}/callback`

try {
  const settings = readSettings()
  const result = await authFor(settings).parseHash()
  if (result) {
    history.replaceState(history.state, '', safeReturnTo(result.appState?.returnTo))
    showResult(result, settings)
  } else {
    show('login')
  }
} catch (error) {
  show('login')
  showProblem(error)
}
