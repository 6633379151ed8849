import { authFor } from './auth.js'
import { listenToButtons } from './buttons.js'
import { readSettings, requestFrom } from './settings.js'
import { currentLogin, showRenewal, showResult, showUserInfo } from './signed-in.js'
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
    showRenewal(await authFor(settings).refresh(result.refreshToken))
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
}

export const listenToActions = () => listenToButtons(actions)
