import { createAuth, isAuthError } from 'postern'
import { explain } from './error-texts.js'
import { announce, find } from './views.js'

const { domain, clientId } = document.body.dataset
const key = 'postern-demo.tour'

const auth = createAuth({
  domain,
  clientId,
  responseType: 'token',
  redirectUri: `${location.origin}/callback-static`,
})

const stepOf = (name) => find(`[data-step=${name}]`)

function doneBefore() {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(key)))
  } catch {
    return new Set() // storage is forbidden, or holds something else
  }
}
const done = doneBefore()

function showProgress() {
  for (const name of done) stepOf(name)?.classList.add('done')
  find('[data-done]').textContent = done.size
  find('progress').value = done.size
}

function finish(name) {
  done.add(name)
  try {
    sessionStorage.setItem(key, JSON.stringify([...done]))
  } catch {
    // then the tour begins anew with the next page
  }
  showProgress()
}

function say(step, text, { calm = false } = {}) {
  const outcome = find('[data-outcome]', step)
  outcome.textContent = text
  outcome.hidden = false
  outcome.classList.toggle('calm', calm)
  announce(text)
}

async function logIn(button) {
  const step = button.closest('.step')
  const { connection } = button.dataset
  button.setAttribute('aria-busy', 'true')
  try {
    const { claims } = await auth.popup(connection || undefined, {
      params: { prompt: 'login', display: 'popup' },
    })
    say(step, `${claims.name} came in, as ${claims.sub}. The tokens came in the hash, checked.`)
    finish(step.dataset.step)
  } catch (error) {
    const { title, advice } = explain(isAuthError(error) ? error.code : 'unexpected')
    say(step, `${title} ${advice}`, { calm: true })
  } finally {
    button.removeAttribute('aria-busy')
  }
}

const withoutSecrets = (link) => {
  const { origin, pathname, hash } = new URL(link)
  const names = [...new URLSearchParams(hash.slice(1)).keys()]
  return `${origin}${pathname}#${names.map((name) => `${name}=…`).join('&')}`
}

async function beAttacked(button) {
  const step = button.closest('.step')
  const response = await fetch('/demo/attack', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
  const { link } = await response.json()
  const shown = find('[data-link]', step)
  find('code', shown).textContent = withoutSecrets(link)
  find('a', shown).href = link
  shown.hidden = false
  try {
    const { claims } = await auth.parseHash(link)
    say(step, `You are logged in as ${claims.name} now.`)
  } catch (error) {
    say(step, `Refused: ${error.code}. No login that began here has this state.`)
    finish('attack')
  }
}

for (const button of document.querySelectorAll('button[data-connection]'))
  button.addEventListener('click', () => logIn(button))
find('[data-attack]').addEventListener('click', ({ currentTarget }) => beAttacked(currentTarget))
find('[data-visit]').addEventListener('click', () => finish('session'))
showProgress()
