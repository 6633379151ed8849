// How this tab keeps the login. A new tab is told by its address, a page that comes back from the
// login remembers it in this tab.
const key = 'postern-demo.session'
const form = document.querySelector('#choices')

const usual = { keep: 'browser', dpop: false, silent: false }

function fromAddress() {
  const query = new URLSearchParams(location.search)
  if (!query.has('keep')) return undefined
  return { keep: query.get('keep'), dpop: query.has('dpop'), silent: query.has('silent') }
}

function fromThisTab() {
  try {
    return JSON.parse(sessionStorage.getItem(key))
  } catch {
    return undefined // storage is forbidden, or holds something else
  }
}

const isChoice = ({ keep }) => ['page', 'tab', 'browser'].includes(keep)

const wanted = { ...usual, ...(fromAddress() ?? fromThisTab()) }

export const choices = isChoice(wanted) ? wanted : usual

try {
  sessionStorage.setItem(key, JSON.stringify(choices))
} catch {
  // then a login by redirect comes back to the usual choices
}

export const choicesAsQuery = ({ keep, dpop, silent } = choices) =>
  new URLSearchParams({ keep, ...(dpop && { dpop: 'on' }), ...(silent && { silent: 'on' }) })

/** Another choice is another session, made when the page loads. */
export function listenToChoices() {
  const { keep, dpop, silent } = form.elements
  keep.value = choices.keep
  dpop.checked = choices.dpop
  silent.checked = choices.silent
  form.addEventListener('change', () => {
    const chosen = { keep: keep.value, dpop: dpop.checked, silent: silent.checked }
    location.assign(`/session?${choicesAsQuery(chosen)}`)
  })
}
