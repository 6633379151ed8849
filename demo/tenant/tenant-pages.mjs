import { demoAccount } from '../pages/demo-account.mjs'
import { asSentence, html, htmlDocument, trustedMarkup } from '../pages/html.mjs'
import { passwordField } from '../pages/password-field.mjs'

const gate = html`<svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
  <rect width="48" height="48" rx="13" fill="currentColor"/>
  <path d="M11 37V21.5a13 13 0 0 1 26 0V37" fill="none"
    stroke="#fff" stroke-width="3.2" stroke-linecap="round"/>
  <path d="M19.5 37V27a4.5 4.5 0 0 1 9 0v10z" fill="#fff"/>
</svg>`

const holm = html`<svg viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
  <circle cx="24" cy="24" r="24" fill="#fff" fill-opacity=".14"/>
  <path d="M24 9.5 33 24h-4.6l5.6 9H14l5.6-9H15z" fill="#fff"/>
  <path d="M24 33v6" stroke="#fff" stroke-width="3" stroke-linecap="round"/>
</svg>`

const alertIcon = html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
  <circle cx="10" cy="10" r="8.25" fill="none" stroke="currentColor" stroke-width="1.5"/>
  <path d="M10 5.8v5" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>
  <circle cx="10" cy="13.7" r="1.05" fill="currentColor"/>
</svg>`

const page = ({ title, theme = 'gatehouse', scripts, main }) =>
  htmlDocument({
    title,
    icon: '/assets/gatehouse.svg',
    styles: ['/assets/tenant.css', '/assets/demo-account.css'],
    scripts,
    body: html`<body class="${theme}">
    <main>${main}</main>
    <footer><p>Gatehouse, the tenant of the Postern demo</p></footer>
  </body>`,
  })

const looks = {
  database: () => ({
    theme: 'gatehouse',
    title: 'Sign in',
    top: html`<div class="brand">${gate}</div>
      <h1>Sign in</h1>
      <p class="lead">to continue to <strong>Postern Demo</strong></p>`,
    label: 'E-mail',
    field: { name: 'email', type: 'email', autocomplete: 'username', inputmode: 'email' },
  }),
  ldap: (organisation) => ({
    theme: 'directory',
    title: `${organisation} directory`,
    top: html`<div class="banner">
        ${holm}
        <div><h1>${organisation}</h1><p>Company directory</p></div>
      </div>
      <p class="lead">Use the name and password of your work computer to continue to
        <strong>Postern Demo</strong>.</p>`,
    label: 'User name or e-mail',
    field: { name: 'username', type: 'text', autocomplete: 'username', inputmode: 'email' },
  }),
}

/**
 * The hosted Login Page. The same page serves the database and the directory; the connection
 * decides how it looks.
 */
export function loginPage({
  connection,
  organisation,
  account,
  cancelUrl,
  username = '',
  problem,
}) {
  const { theme, title, top, label, field } = looks[connection](organisation)
  const describedBy = problem ? 'problem' : undefined
  return page({
    title,
    theme,
    scripts: ['/assets/reveal-password.js', '/assets/fill-account.js'],
    main: html`<div class="card">
      ${top}
      ${demoAccount(account)}
      ${
        problem &&
        html`<p class="problem" id="problem" role="alert">${alertIcon}<span>${problem}</span></p>`
      }
      <form method="post" autocomplete="on">
        <div class="field">
          <label for="name">${label}</label>
          <input id="name" name="${field.name}" type="${field.type}" value="${username}"
            autocomplete="${field.autocomplete}" inputmode="${field.inputmode}"
            autocapitalize="none" spellcheck="false" required
            ${!username && html`autofocus`}
            ${describedBy && html`aria-describedby="problem" aria-invalid="true"`}>
        </div>
        <div class="field">
          <label for="password">Password</label>
          ${passwordField({ autofocus: username, invalid: problem })}
        </div>
        <button class="primary" type="submit">Sign in</button>
      </form>
      <a class="cancel" href="${cancelUrl}">Cancel and go back</a>
    </div>`,
  })
}

const notice = ({ title, heading, text, code, actions }) =>
  page({
    title,
    main: html`<div class="card notice">
      <div class="brand">${gate}</div>
      <h1>${heading}</h1>
      <p class="lead">${text}</p>
      ${code && html`<p class="code"><code>${code}</code></p>`}
      ${actions}
    </div>`,
  })

/** What this server says of itself to somebody who opens its address. */
export const aboutPage = ({ appUrl }) =>
  notice({
    title: 'Gatehouse',
    heading: 'This is Gatehouse',
    text:
      'The authorization server of the Postern demo: it stands for a tenant of Auth0. Apps send ' +
      'people to it at /authorize, and it gives out the tokens. Logging in begins at an app.',
    actions: html`<a class="primary" href="${appUrl}">Open the app</a>
      <a class="cancel" href="/.well-known/openid-configuration">What it says to programs</a>`,
  })

export const errorPage = ({ code, description }) =>
  notice({
    title: 'This did not work',
    heading: 'This did not work',
    text: [
      asSentence(description || 'The request could not be understood'),
      'Go back to the app and begin again.',
    ].join(' '),
    code,
  })

export const expiredPage = () =>
  notice({
    title: 'This login is over',
    heading: 'This login is over',
    text:
      'It was finished already, it took longer than ten minutes, or it began in another browser. ' +
      'Go back to the app and begin again.',
  })

export const signedOutPage = () =>
  notice({
    title: 'Signed out',
    heading: 'You are signed out',
    text: 'The session at Gatehouse has ended. You can close this window.',
  })

/**
 * `form` is oidc-provider's own markup, an empty form with its protection against forged requests;
 * the buttons belong to it by id.
 */
export const signOutPage = (form, { atOnce }) =>
  page({
    title: 'Sign out',
    scripts: atOnce ? ['/assets/sign-out.js'] : [],
    main: html`<div class="card notice">
      <div class="brand">${gate}</div>
      <h1>Sign out?</h1>
      <p class="lead">This ends the session at Gatehouse for every app.</p>
      ${trustedMarkup(form)}
      <div class="actions">
        <button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes"
          >Sign out</button>
        <button class="secondary" type="submit" form="op.logoutForm">Stay signed in</button>
      </div>
    </div>`,
  })
