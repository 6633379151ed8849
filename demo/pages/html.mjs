class Markup {
  constructor(text) {
    this.text = text
  }
  toString() {
    return this.text
  }
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text) => text.replace(/[&<>"']/g, (character) => entities[character])

function render(value) {
  if (value === undefined || value === null || value === false) return ''
  if (Array.isArray(value)) return value.map(render).join('')
  return value instanceof Markup ? value.text : escapeText(String(value))
}

/** A template in which every value is escaped, unless it was made by this template itself. */
export const html = (strings, ...values) =>
  new Markup(String.raw({ raw: strings }, ...values.map(render)))

/** Markup from elsewhere that is known to be safe, such as a form of oidc-provider. */
export const trustedMarkup = (text) => new Markup(text)

/** Texts of other servers begin small and end anyhow. */
export const asSentence = (text) =>
  `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`

const scriptElement = (script) =>
  script.module
    ? html`<script src="${script.src}" type="module"></script>`
    : html`<script src="${script}" defer></script>`

/**
 * A whole page. Styles and scripts are files of the same server: no page of the demo holds any
 * inline.
 */
export function htmlDocument({ title, styles, scripts = [], icon, body }) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="${icon}" type="image/svg+xml">
    ${styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
    ${scripts.map(scriptElement)}
  </head>
  ${body}
</html>
`.toString()
}
