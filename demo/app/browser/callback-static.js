import { relay } from 'postern/callback'

const say = (state, detail) => {
  document.querySelector('[data-state]').textContent = state
  document.querySelector('[data-detail]').textContent = detail
}

const relayed = relay()
if (relayed === false)
  say(
    'Nothing to finish here',
    'This page only hands the answer of a login window to the app that opened it.',
  )
else if (!(await relayed))
  say(
    'Nobody is waiting',
    'The page that opened this window is gone. Close it and log in again there.',
  )
