import { authFor } from './auth.js'
import { hideProblem, showProblem } from './problem.js'
import { readSettings, requestFrom } from './settings.js'
import { currentLogin, showResult, showUserInfo } from './signed-in.js'
import { announce, find, show } from './views.js'

const home = () => `${location.origin}/`

const actions = {
  async silent() {
    const settings = readSettings()
    const { params, ...request } = requestFrom(settings)
    announce('Asking the tenant in a hidden frame.')
    showResult(
      await authFor(settings).checkSession({ ...request, params, appState: { returnTo: '/' } }),
      settings,
    )
  },
  async userinfo() {
    const { result, settings } = currentLogin()
    showUserInfo(
      await authFor(settings).userInfo(
        result.accessToken,
        result.claims && { sub: result.claims.sub },
      ),
    )
  },
  async refresh() {
    const { result, settings } = currentLogin()
    showResult({ ...result, ...(await authFor(settings).refresh(result.refreshToken)) }, settings)
  },
  logout() {
    authFor(readSettings()).logout({ returnTo: home() })
  },
  'logout-everywhere'() {
    authFor(readSettings()).logout({ returnTo: home(), federated: true })
  },
  ways() {
    show('login')
    find('.login h2').focus()
  },
  dismiss() {},
}

export function listenToActions() {
  for (const button of document.querySelectorAll('button[data-action]')) {
    button.addEventListener('click', async () => {
      hideProblem()
      button.setAttribute('aria-busy', 'true')
      try {
        await actions[button.dataset.action]()
      } catch (error) {
        showProblem(error)
      } finally {
        button.removeAttribute('aria-busy')
      }
    })
  }
}
