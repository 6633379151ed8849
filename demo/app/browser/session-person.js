import { hideProblem, showProblem } from './problem.js'
import { clientId } from './session-client.js'
import { announce, find, initialsOf } from './views.js'

const texts = {
  loading: { person: 'One moment', detail: 'The session says whether somebody is here.' },
  out: {
    person: 'Nobody is logged in',
    detail: 'Log in here; if this browser keeps the login, any tab will do.',
  },
}

find('[data-client]').textContent = clientId

/** Who is here, as the session says. What ended it, or went wrong meanwhile, is said above. */
export function showState({ status, claims, error }) {
  const { person, detail } = claims ? { person: claims.name, detail: claims.email } : texts[status]
  document.body.dataset.status = status
  find('[data-initials]').textContent = claims ? initialsOf(claims.name) : '?'
  find('[data-person]').textContent = person
  find('[data-person-detail]').textContent = detail
  if (error) showProblem(error)
  else hideProblem()
  announce(status === 'in' ? `You are logged in as ${person}.` : person)
}
