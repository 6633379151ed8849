// The page "Session". What an app of your own needs of it is in session-client.js; everything else
// shows that at work, in several tabs and from the servers' side.

import { listenToButtons } from './buttons.js'
import { listenToRequests, showRequests } from './request-list.js'
import { callApi, expireToken } from './session-api.js'
import { choicesAsQuery, listenToChoices } from './session-choices.js'
import { auth, session } from './session-client.js'
import { showState } from './session-person.js'
import { listenToSwitches } from './session-switches.js'
import { askEveryTab, listenToTabs, tellOtherTabs } from './session-tabs.js'

listenToButtons({
  redirect: () => auth.authorize('database'),
  async popup() {
    const redirectUri = `${location.origin}/callback-static`
    await session.adopt(await auth.popup('database', { redirectUri }))
  },
  'logout-here': () => session.logOut({ local: true }),
  logout: () => session.logOut({ returnTo: `${location.origin}/session` }),
  call: callApi,
  'call-everywhere'() {
    askEveryTab()
    return callApi()
  },
  expire: expireToken,
  'another-tab': () => void open(`/session?${choicesAsQuery()}`, '_blank', 'noopener'),
})
listenToChoices()
listenToSwitches()
listenToRequests()
listenToTabs({ call: callApi })

session.subscribe((state) => {
  showState(state)
  tellOtherTabs({ who: state.claims?.name ?? (state.status === 'out' ? 'nobody' : '…') })
  showRequests()
})
await session.start()
