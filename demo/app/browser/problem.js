import { isAuthError } from 'postern'
import { explain } from './error-texts.js'
import { announce, find } from './views.js'

const section = find('.problem')

// What a person decided themselves is no alarm.
const decisions = ['aborted', 'popup_closed', 'access_denied']

/**
 * Shows what went wrong, in words, with its code; `action` is the button that was pressed, if it
 * was none of the login's.
 */
export function showProblem(error, { action } = {}) {
  const code = isAuthError(error) ? error.code : 'unexpected'
  const { title, what, advice } = explain(code, {
    action,
    sameSite: document.body.hasAttribute('data-same-site'),
  })
  const description = isAuthError(error) ? error.detail?.description : error?.message
  section.classList.toggle('calm', decisions.includes(code))
  find('[data-error-code]', section).textContent = code
  find('[data-error-title]', section).textContent = title
  find('[data-error-what]', section).textContent =
    what ?? (isAuthError(error) && !description ? error.message : '')
  find('[data-error-description]', section).textContent = description
    ? `In the server’s words: ${description}`
    : ''
  find('[data-error-description]', section).hidden = !description
  find('[data-error-advice]', section).textContent = advice
  section.hidden = false
  find('[data-error-title]', section).focus()
  announce(`${title} ${advice}`)
}

export function hideProblem() {
  section.hidden = true
}
