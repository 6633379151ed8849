// For a person: what happened, and what to do. One entry for each code of Postern, and for the
// answers of servers that are met most often.
const again = 'Log in again.'

const texts = {
  invalid_config: {
    title: 'These settings do not go together.',
    advice: 'Choose other settings and try again.',
  },
  browser_required: {
    title: 'This works in a browser only.',
    advice: 'Open the page in a browser.',
  },
  insecure_context: {
    title: 'This page is not secure enough to log in from.',
    advice: 'Open it over https.',
  },
  storage_unavailable: {
    title: 'Your browser keeps nothing for this page.',
    advice: 'Allow it to store data for this page, or log in with a popup, which needs none.',
  },
  state_too_large: {
    title: 'There is too much to remember during the login.',
    advice: 'Ask the app’s makers to remember less.',
  },
  state_missing: {
    title: 'An answer arrived that names no login.',
    what: 'It had no state, so nobody can tell whether it was meant for you. It was thrown away.',
    advice: 'Begin the login on this page.',
  },
  state_unknown: {
    title: 'Nobody is waiting for this answer.',
    what:
      'The login was finished already, began in another browser, ' +
      'or the page that opened this window is gone.',
    advice: 'Close this window if there is another one, and log in again there.',
  },
  state_expired: {
    title: 'That login took too long.',
    what: 'It began more than an hour ago.',
    advice: again,
  },
  issuer_mismatch: {
    title: 'The answer came from another server.',
    what: 'It does not come from the server that was asked, so it was thrown away.',
    advice: 'Log in again. If this happens twice, tell the app’s makers.',
  },
  invalid_response: {
    title: 'The server’s answer was not in order.',
    advice: 'Log in again. If this happens twice, tell the app’s makers.',
  },
  invalid_token: {
    title: 'The proof of who you are did not hold.',
    advice: 'Check the clock of your device, then log in again.',
  },
  popup_blocked: {
    title: 'Your browser did not open the window.',
    what: 'It blocks popups for this page.',
    advice: 'Allow popups for this page, or log in by redirect.',
  },
  popup_closed: {
    title: 'The login window was closed.',
    what: 'Nothing was changed.',
    advice: 'Press the button again when you are ready.',
  },
  aborted: {
    title: 'The login was stopped.',
    what: 'You cancelled it here. Nothing was changed.',
    advice: 'Press a button again when you are ready.',
  },
  timeout: {
    title: 'No answer came in time.',
    advice:
      'Log in with a button: a silent login gets no answer ' +
      'where the browser hides the tenant’s cookie.',
  },
  network_error: {
    title: 'The server could not be reached.',
    advice: 'Check your connection and try again.',
  },
  token_error: {
    title: 'The server refused the request.',
    advice: 'Log in again. A token may have ended or been used already.',
  },
  redirect_loop: {
    title: 'The login was going round in circles.',
    what: 'It was stopped after the third time in half a minute.',
    advice: 'Press a button to try once more.',
  },
  access_denied: {
    title: 'You did not log in.',
    what: 'The login page was left by its button for that, or the provider said no.',
    advice: 'Try again, or choose another way in.',
  },
  login_required: {
    title: 'You have to log in.',
    what: 'The tenant has no session of yours.',
    advice: 'Log in with a button.',
  },
  invalid_request: {
    title: 'The server did not understand the request.',
    advice: 'Check the connection’s name and the settings.',
  },
}

const unknown = {
  title: 'The login did not work.',
  advice: 'Try again. If this happens twice, tell the app’s makers the code above.',
}

const silently = ({ sameSite }) => ({
  title: 'Nobody is logged in there, as far as this browser shows.',
  what: sameSite
    ? 'The tenant has no session of yours: you have not logged in yet, you logged out, or the ' +
      'session ended.'
    : 'The tenant has no session of yours, or your browser keeps its cookie out of the hidden ' +
      'frame: this page and the tenant are two sites, and most browsers separate them.',
  advice: sameSite
    ? 'Log in with a button once, then try again.'
    : 'Log in with a button. Silent logins need app and tenant on one site, as npm start has ' +
      'them by default.',
})

/** `action` is the button that was pressed; `sameSite` whether app and tenant share a site. */
export function explain(code, { action, sameSite } = {}) {
  if (code === 'login_required' && action === 'silent') return silently({ sameSite })
  return Object.hasOwn(texts, code) ? texts[code] : unknown
}
