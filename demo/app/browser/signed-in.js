import { checksOfLogin, checksOfRenewal } from './checks.js'
import { hideProblem } from './problem.js'
import { announce, create, find, initialsOf, show } from './views.js'

const view = find('.view[data-view=signed-in]')
const names = {
  social: 'Murmur',
  database: 'The tenant’s own accounts',
  ldap: 'Alder & Holm, by LDAP',
  saml: 'Brixen Group, by SAML',
}
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const exactly = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

let current // what the page shows: the result, and the settings it was asked with

export const currentLogin = () => current

const minutes = (milliseconds) => {
  const left = Math.max(0, Math.round(milliseconds / 60_000))
  return left === 1 ? '1 minute' : `${left} minutes`
}

const moment = (milliseconds) =>
  `${time.format(milliseconds)}, in ${minutes(milliseconds - Date.now())}`

function connectionOf(claims) {
  const connection = claims?.sub?.includes('|') ? claims.sub.split('|')[0] : undefined
  return (
    connection && (document.body.hasAttribute('data-demo-tenant') ? names[connection] : connection)
  )
}

function factsOf({ result, settings }) {
  const { claims, scope, expiresAt, refreshToken } = result
  const facts = [
    ['Came through', connectionOf(claims)],
    ['Vouched for by', claims?.iss],
    ['Response type', settings.responseType],
    ['Granted', scope],
    ['Access token ends', expiresAt && moment(expiresAt)],
    ['ID Token ends', claims && moment(claims.exp * 1000)],
    ['Refresh token', refreshToken && 'yes, to renew the others'],
  ]
  return facts.filter(([, value]) => value)
}

const rows = (pairs) =>
  pairs.map(([term, value]) =>
    create('div', {}, create('dt', { textContent: term }), create('dd', { textContent: value })),
  )

const checkItem = ({ what, detail }) =>
  create(
    'li',
    {},
    create('strong', { textContent: what }),
    ' ',
    create('span', { textContent: detail }),
  )

const nameOf = (claims) => claims?.name ?? claims?.email ?? claims?.sub ?? 'Somebody'

function fill({ result, settings }, { title, checks }) {
  current = { result, settings }
  const { claims } = result
  find('[data-initials]', view).textContent = claims ? initialsOf(nameOf(claims)) : '?'
  find('[data-person]', view).textContent = nameOf(claims)
  find('[data-person-detail]', view).textContent = claims
    ? (claims.email ?? claims.sub)
    : 'An access token alone says nothing about who is there.'
  find('[data-facts]', view).replaceChildren(...rows(factsOf(current)))
  find('[data-checks-title]', view).textContent = title
  find('[data-checks]', view).replaceChildren(...checks(current).map(checkItem))
  find('#result').textContent = JSON.stringify(result, null, 2)
  find('[data-action=refresh]', view).disabled = !result.refreshToken
  find('[data-action=userinfo]', view).disabled = !result.accessToken
  find('[data-userinfo]').hidden = true
  find('[data-renewal]').hidden = true
  hideProblem()
}

/** Shows who logged in. */
export function showResult(result, settings) {
  fill({ result, settings }, { title: 'What was checked', checks: checksOfLogin })
  show('signed-in')
  find('[data-person]', view).focus()
  announce(`You are logged in as ${nameOf(result.claims)}.`)
}

const tail = (token) => `…${token.slice(-6)}`

function changesOf(before, after) {
  const change = (name) => {
    if (!after[name]) return 'none came'
    if (after[name] === before[name]) return `the same, ${tail(after[name])}`
    return before[name] ? `${tail(before[name])} became ${tail(after[name])}` : tail(after[name])
  }
  return [
    ['Access token', change('accessToken')],
    ['Ends', after.expiresAt && exactly.format(after.expiresAt)],
    ['Refresh token', change('refreshToken')],
    ['ID Token', change('idToken')],
    ['Person', after.claims ? `the same, ${after.claims.sub}` : 'not said'],
  ].filter(([, value]) => value)
}

/** Shows new tokens of the same person, and where they differ from the old ones. */
export function showRenewal(renewed) {
  const { result: before, settings } = current
  const result = { ...before, ...renewed }
  fill({ result, settings }, { title: 'What the renewal checked', checks: checksOfRenewal })
  find('[data-changes]', view).replaceChildren(...rows(changesOf(before, result)))
  find('[data-renewal]').hidden = false
  announce('The tokens are renewed. What changed is shown below the button.')
}

/** Shows the answer below the button that asked for it. */
export function showUserInfo(answer) {
  find('#userinfo').textContent = JSON.stringify(answer, null, 2)
  const shown = find('[data-userinfo]')
  shown.hidden = false
  shown.scrollIntoView({ block: 'nearest' })
  announce('The userinfo answer is shown below the button.')
}
