import { html, htmlDocument } from '../../pages/html.mjs'

const logo = html`<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
  <path d="M2 30V13A11 11 0 0 1 24 13v17" fill="none" stroke="currentColor" stroke-width="3"
    stroke-linecap="round"/>
  <path d="M20.5 30v-7a4.5 4.5 0 0 1 9 0v7z" fill="#f4b53f"/>
</svg>`

const pages = [
  { path: '/', name: 'Log in' },
  { path: '/session', name: 'Session' },
  { path: '/tour', name: 'Tour' },
  { path: '/mistakes', name: 'Mistakes' },
]

const navigation = (current) => html`<nav aria-label="Pages">
  <ul>${pages.map(
    ({ path, name }) => html`<li><a href="${path}"
    ${path === current && html`aria-current="page"`}>${name}</a></li>`,
  )}</ul>
</nav>`

const dataAttributes = (data) =>
  Object.entries(data)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? html` data-${name}` : html` data-${name}="${value}"`))

/**
 * A page of the app: the band with the wall, `main`, and the words below. `data` becomes the data
 * attributes of the body, which its script reads; the other pages are linked where there is the
 * whole demo.
 */
export const layout = ({
  title,
  path,
  heading,
  lead,
  band = 'low',
  script,
  style,
  data,
  demo,
  main,
  footer,
}) =>
  htmlDocument({
    title: `${title} · Postern demo`,
    icon: '/assets/postern.svg',
    styles: [style],
    scripts: [{ src: script, module: true }],
    body: html`<body${dataAttributes(data)}>
    <a class="skip" href="#main">To the content</a>
    <header class="${band}">
      <div class="inner">
        <div class="top">
          <p class="logo">${logo}<span>Postern</span></p>
          ${demo && navigation(path)}
        </div>
        <h1>${heading}</h1>
        <p class="lead">${lead}</p>
      </div>
    </header>
    <main id="main" tabindex="-1">${main}</main>
    <footer>${footer}</footer>
    <p class="unseen" role="status" aria-live="polite" data-announcement></p>
    <noscript><p class="noscript">This app logs in with JavaScript, which is switched off in this
      browser.</p></noscript>
  </body>`,
  })

/** Whom the app logs in at, and as which client. */
export const tenantAndClient = (domain, clientId) =>
  html`<p>Tenant <code>${domain.replace(/^https?:\/\//, '')}</code> · client
    <code>${clientId}</code></p>`
