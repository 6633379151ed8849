import { demoAccount } from '../pages/demo-account.mjs'
import { asSentence, html, htmlDocument, trustedMarkup } from '../pages/html.mjs'
import { passwordField } from '../pages/password-field.mjs'

const murmur = html`<svg viewBox="0 0 40 40" width="44" height="44" aria-hidden="true">
  <path d="M20 4c9.7 0 17.5 6.6 17.5 14.7S29.7 33.5 20 33.5c-1.9 0-3.8-.3-5.5-.7L5.5 36.5l2.3-7.7
    C4.5 26.2 2.5 22.6 2.5 18.7 2.5 10.6 10.3 4 20 4z" fill="currentColor"/>
  <path d="M10 21.3q5.2-7.6 10 0q4.8-7.6 10 0" fill="none" stroke="#d02c7c" stroke-width="3.2"
    stroke-linecap="round" stroke-linejoin="round"/>
</svg>`

const page = ({ title, scripts, panel }) =>
  htmlDocument({
    title,
    icon: '/assets/murmur.svg',
    styles: ['/assets/social.css', '/assets/demo-account.css'],
    scripts,
    body: html`<body>
    <header>
      <p class="logo">${murmur}<span>Murmur</span></p>
      <p class="slogan">Small talk, <br>big birds.</p>
      <p class="promise">The flock is awake. Catch up with 2,418 new murmurs since you flew off.</p>
    </header>
    <main>${panel}</main>
  </body>`,
  })

const inWords = (received) =>
  Object.entries(received ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(' · ')

export function loginPage({ account, cancelUrl, received, email = '', problem }) {
  const passedOn = inWords(received)
  return page({
    title: 'Log in to Murmur',
    scripts: ['/assets/reveal-password.js', '/assets/fill-account.js'],
    panel: html`<div class="panel">
      <h1>Welcome back</h1>
      <p class="lead">Log in to Murmur to continue to <strong>Gatehouse</strong>.</p>
      ${demoAccount(account)}
      ${problem && html`<p class="problem" id="problem" role="alert">${problem}</p>`}
      <form method="post">
        <div class="field">
          <label for="email">E-mail or handle</label>
          <input id="email" name="email" type="text" value="${email}" inputmode="email"
            autocomplete="username" autocapitalize="none" spellcheck="false" required
            ${!email && html`autofocus`}
            ${problem && html`aria-describedby="problem" aria-invalid="true"`}>
        </div>
        <div class="field">
          <label for="password">Password</label>
          ${passwordField({ autofocus: email, invalid: problem })}
        </div>
        <button class="primary" type="submit">Log in</button>
      </form>
      <a class="cancel" href="${cancelUrl}">Not now, go back</a>
      <p class="consent">Gatehouse will learn your name, your handle and your e‑mail address.</p>
      ${
        passedOn &&
        html`<p class="received" data-received>Received with this login:
          <span>${passedOn}</span></p>`
      }
    </div>`,
  })
}

/** What this server says of itself to somebody who opens its address. */
export const aboutPage = ({ appUrl }) =>
  page({
    title: 'Murmur',
    panel: html`<div class="panel">
      <h1>This is Murmur</h1>
      <p class="lead">An invented social network: the demo’s second, independent OpenID provider,
        with accounts and a login page of its own. Gatehouse sends people here for the connection
        <strong>social</strong>.</p>
      <a class="primary" href="${appUrl}">Open the app</a>
    </div>`,
  })

export const errorPage = (description) =>
  page({
    title: 'Murmur lost its voice',
    panel: html`<div class="panel">
      <h1>That did not work</h1>
      <p class="lead">${asSentence(description || 'This login is over or was never begun here')}
        Go back to the app and try again.</p>
    </div>`,
  })

/** `form` is oidc-provider's own markup; the script presses the button that belongs to it. */
export const signedOutPage = (form) =>
  page({
    title: 'Log out of Murmur',
    scripts: ['/assets/log-out.js'],
    panel: html`<div class="panel">
      <h1>Logging out</h1>
      <p class="lead">You leave Murmur and go back to the app.</p>
      ${trustedMarkup(form)}
      <button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes"
        >Log out</button>
    </div>`,
  })
