// What a person chose under "What is asked for". It survives the way to the login page and back in
// this tab, because the answer has to be read by a client with the response type that was asked
// for.
const key = 'postern-demo.settings'
const form = document.querySelector('#settings')

const explanations = {
  responseType: {
    'token id_token':
      'Both tokens come straight back in the hash. No request follows but the one for the keys.',
    code:
      'A short-lived code comes back and is traded for the tokens, with PKCE. ' +
      'The choice for a new app.',
    token:
      'The access token comes in the hash. This tenant puts an ID Token beside it, as Auth0 ' +
      'does; where it can be proved, the result has it.',
    id_token: 'An ID Token alone: who is there, and nothing to call an API with.',
    'code id_token': 'The ID Token at once, the access token for the code.',
    'code token': 'An access token at once, the ID Token for the code.',
    'code token id_token': 'Everything at once, and a code for more.',
  },
  responseMode: {
    fragment: 'The answer is in the hash, which browsers send to no server.',
    query: 'The answer is in the query. Only a code may travel there.',
    web_message: 'A popup or hidden frame posts the answer to this page. A redirect uses the hash.',
  },
  callbackPage: {
    '/callback': 'The page you see hands the answer to the one that opened the window.',
    '/callback-static': 'A page with nothing but postern/callback does it, in half a kilobyte.',
  },
}

function explain() {
  for (const [name, texts] of Object.entries(explanations)) {
    document.querySelector(`[data-explains=${name}]`).textContent = texts[form.elements[name].value]
  }
}

function allowWhatExists() {
  const { responseType, responseMode, offline } = form.elements
  const query = [...responseMode.options].find(({ value }) => value === 'query')
  query.disabled = responseType.value !== 'code'
  if (query.disabled && responseMode.value === 'query') responseMode.value = 'fragment'
  offline.disabled = !responseType.value.includes('code')
}

export function readSettings() {
  const { responseType, responseMode, callbackPage, params, offline } = form.elements
  return {
    responseType: responseType.value,
    responseMode: responseMode.value,
    callbackPage: callbackPage.value,
    params: params.value,
    offline: offline.checked && !offline.disabled,
  }
}

/** The form's choices as a request: the part of it that redirect, popup and silent login share. */
export function requestFrom({ params, offline }) {
  const query = new URLSearchParams(params)
  return {
    params: Object.fromEntries(
      [...new Set(query.keys())].map((name) => [name, query.getAll(name)]),
    ),
    ...(offline && { scope: 'openid profile email offline_access' }),
  }
}

const stored = () => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {}
  } catch {
    return {} // storage is forbidden, or holds something else: the page's own defaults do
  }
}

const store = () => {
  try {
    sessionStorage.setItem(key, JSON.stringify(readSettings()))
  } catch {
    // a browser that stores nothing can still log in by popup
  }
}

export function restoreSettings() {
  const { offline = false, ...values } = stored()
  for (const [name, value] of Object.entries(values))
    if (form.elements[name]) form.elements[name].value = value
  form.elements.offline.checked = offline
  allowWhatExists()
  explain()
  form.addEventListener('change', () => {
    allowWhatExists()
    explain()
    store()
  })
  form.addEventListener('submit', (event) => event.preventDefault())
}
