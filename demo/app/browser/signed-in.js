import { checksOf } from './checks.js'
import { hideProblem } from './problem.js'
import { announce, create, find, show } from './views.js'

const view = find('.view[data-view=signed-in]')
const names = {
  social: 'Murmur',
  database: 'The tenant’s own accounts',
  ldap: 'Alder & Holm, by LDAP',
  saml: 'Brixen Group, by SAML',
}
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

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

const initialsOf = (name) =>
  name
    .split(/[\s@.]+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')

export function showResult(result, settings) {
  current = { result, settings }
  const { claims } = result
  const name = claims?.name ?? claims?.email ?? claims?.sub ?? 'Somebody'
  find('[data-initials]', view).textContent = claims ? initialsOf(name) : '?'
  find('[data-person]', view).textContent = name
  find('[data-person-detail]', view).textContent = claims
    ? (claims.email ?? claims.sub)
    : 'An access token alone says nothing about who is there.'
  find('[data-facts]', view).replaceChildren(
    ...factsOf(current).map(([term, value]) =>
      create('div', {}, create('dt', { textContent: term }), create('dd', { textContent: value })),
    ),
  )
  find('[data-checks]', view).replaceChildren(
    ...checksOf(current).map(({ what, detail }) =>
      create(
        'li',
        {},
        create('strong', { textContent: what }),
        ' ',
        create('span', { textContent: detail }),
      ),
    ),
  )
  find('#result').textContent = JSON.stringify(result, null, 2)
  find('[data-userinfo]').hidden = true
  find('[data-action=refresh]', view).disabled = !result.refreshToken
  find('[data-action=userinfo]', view).disabled = !result.accessToken
  hideProblem()
  show('signed-in')
  find('[data-person]', view).focus()
  announce(`You are logged in as ${name}.`)
}

export function showUserInfo(answer) {
  find('#userinfo').textContent = JSON.stringify(answer, null, 2)
  find('[data-userinfo]').hidden = false
  announce('The userinfo answer is shown.')
}
