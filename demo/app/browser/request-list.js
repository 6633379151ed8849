// What the demo's servers were asked, by all tabs together, since this page was opened or the list
// was cleared. The servers keep it; this page asks for news while somebody looks at it.
import { create, find } from './views.js'

const list = find('[data-requests]')
const everySecond = 1000
let known = [] // the servers' list from `start` on
let start
let asking // one question at a time, so that nothing is shown twice

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

const isRenewal = ({ grantType }) => grantType === 'refresh_token'
const isCall = ({ server, path }) => server === 'api' && path === '/notes'

const words = [
  [isRenewal, 'renewal, with the refresh token'],
  [({ grantType }) => grantType === 'authorization_code', 'code traded for tokens'],
  [({ path, inFrame }) => path === '/authorize' && inFrame, 'login in a hidden frame'],
  [({ path }) => path === '/authorize', 'a login begins'],
  [({ path }) => path.endsWith('/jwks.json'), 'the keys'],
  [({ path }) => path.startsWith('/v2/logout'), 'logout'],
  [isCall, 'API call'],
  [({ path }) => path === '/expire', 'token expired'],
  [() => true, ''],
]
const inWords = (request) => words.find(([fits]) => fits(request))[1]

const matters = ({ server, method, path }) =>
  ['tenant', 'api'].includes(server) && method !== 'OPTIONS' && !/^\/assets|^\/favicon/.test(path)

function item(request) {
  const { method, path, status, time: at } = request
  const element = create(
    'li',
    {},
    create('time', { textContent: time.format(at) }),
    create('code', { textContent: `${method} ${path.replace(/[\w-]{21,}/, '…')}` }),
    create('span', { className: 'status', textContent: status || '…' }),
    create('span', { className: 'meaning', textContent: inWords(request) }),
  )
  element.classList.toggle('renewal', isRenewal(request))
  element.classList.toggle('refused', status >= 400)
  return element
}

function draw() {
  const shown = known.filter(matters)
  const count = (name, fits) => {
    find(`[data-count=${name}]`).textContent = shown.filter(fits).length
  }
  list.replaceChildren(...shown.map(item).reverse())
  find('[data-no-requests]').hidden = shown.length > 0
  count('renewals', isRenewal)
  count('calls', isCall)
  count('refused', (request) => isCall(request) && request.status === 401)
}

async function fetchNews() {
  // from the first on that had no answer yet
  const unanswered = known.findIndex(({ status }) => status === undefined)
  const index = unanswered < 0 ? known.length : unanswered
  const query = start === undefined ? '' : `?after=${start + index}`
  const { requests, next } = await (await fetch(`/demo/requests${query}`)).json()
  start ??= next
  known.splice(index, requests.length, ...requests)
  if (requests.length > 0) draw()
}

/** Asks the servers for what is new. */
export function showRequests() {
  asking ??= fetchNews()
    // the page is being left, or the demo was stopped: the next look says more
    .catch(() => {})
    .finally(() => {
      asking = undefined
    })
  return asking
}

async function clear() {
  await showRequests()
  start += known.length
  known = []
  draw()
}

/** Keeps the list up to date for as long as the page is looked at. */
export function listenToRequests() {
  find('[data-action=clear]').addEventListener('click', clear)
  setInterval(() => document.visibilityState === 'visible' && showRequests(), everySecond)
}
