const announcement = document.querySelector('[data-announcement]')

const titles = { login: 'Log in', working: 'Finishing the login', 'signed-in': 'Logged in' }

/** One view at a time: `login`, `working` or `signed-in`. */
export function show(view) {
  document.body.dataset.shows = view
  document.title = `${titles[view]} · Postern demo`
}

/** Said to people who listen to the page. */
export function announce(text) {
  announcement.textContent = text
}

export const find = (selector, within = document) => within.querySelector(selector)

export function create(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

/** What stands for a person where there is no picture. */
export const initialsOf = (name) =>
  name
    .split(/[\s@.]+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
