import { demoAccount } from '../pages/demo-account.mjs'
import { html, htmlDocument } from '../pages/html.mjs'
import { passwordField } from '../pages/password-field.mjs'

const crest = html`<svg viewBox="0 0 36 36" width="36" height="36" aria-hidden="true"
  fill="currentColor">
  <path d="M3 3h13v13H3zM20 3h13v5.5H20zM20 10.5h13V16H20z
    M3 20h5.5v13H3zM10.5 20H16v13h-5.5zM20 20h13v13H20z"/>
</svg>`

const page = ({ title, scripts, main }) =>
  htmlDocument({
    title,
    icon: '/assets/brixen.svg',
    styles: ['/assets/saml.css', '/assets/demo-account.css'],
    scripts,
    body: html`<body>
    <header>
      <p class="logo">${crest}<span>Brixen Group</span></p>
      <p class="system">Single sign-on</p>
    </header>
    <main>${main}</main>
    <footer>
      <p>Brixen Group Information Technology</p>
      <p>Service desk: extension 4400</p>
    </footer>
  </body>`,
  })

export const loginPage = ({ account, cancelUrl, username = '', problem }) =>
  page({
    title: 'Brixen Group single sign-on',
    scripts: ['/assets/reveal-password.js', '/assets/fill-account.js'],
    main: html`<div class="sheet">
      <section class="sign-in">
        <h1>Employee sign-in</h1>
        <p class="lead">Requested by <strong>Gatehouse</strong></p>
        ${demoAccount(account)}
        ${problem && html`<p class="problem" id="problem" role="alert">${problem}</p>`}
        <form method="post">
          <label for="username">User ID or e-mail</label>
          <input id="username" name="username" type="text" value="${username}" inputmode="email"
            autocomplete="username" autocapitalize="none" spellcheck="false" required
            ${!username && html`autofocus`}
            ${problem && html`aria-describedby="problem" aria-invalid="true"`}>
          <label for="password">Password</label>
          ${passwordField({ autofocus: username, invalid: problem })}
          <div class="actions">
            <button class="primary" type="submit">Sign in</button>
            <a class="cancel" href="${cancelUrl}">Cancel</a>
          </div>
        </form>
      </section>
      <aside>
        <h2>Authorised use only</h2>
        <p>This system is for employees of Brixen Group and its partners. Use may be recorded.</p>
        <h2>Before you sign in</h2>
        <p>Check that the address bar shows the name of this company’s sign-in server.</p>
      </aside>
    </div>`,
  })

/**
 * Carries the signed answer to the tenant. Its script sends it at once; the button is for browsers
 * without script.
 */
export const handOverPage = ({ action, fields }) =>
  page({
    title: 'Returning to the application',
    scripts: ['/assets/submit-form.js'],
    main: html`<div class="sheet narrow">
      <section class="sign-in">
        <h1>Returning to the application</h1>
        <p class="lead">If nothing happens, press the button.</p>
        <form method="post" action="${action}">
          ${Object.entries(fields).map(
            ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
          )}
          <div class="actions"><button class="primary" type="submit">Continue</button></div>
        </form>
      </section>
    </div>`,
  })

/** What this server says of itself to somebody who opens its address. */
export const aboutPage = ({ appUrl }) =>
  page({
    title: 'Brixen Group single sign-on',
    main: html`<div class="sheet narrow">
      <section class="sign-in">
        <h1>This is Brixen Group’s sign-on</h1>
        <p class="lead">An invented company’s SAML 2.0 identity provider, part of the Postern demo.
          Gatehouse sends its people here for the connection <strong>saml</strong>, and takes the
          signed answer that comes back.</p>
        <div class="actions"><a class="primary" href="${appUrl}">Open the app</a></div>
      </section>
    </div>`,
  })

export const errorPage = (description) =>
  page({
    title: 'Sign-in is not possible',
    main: html`<div class="sheet narrow">
      <section class="sign-in">
        <h1>Sign-in is not possible</h1>
        <p class="lead">${description ?? 'The sign-in request could not be read.'}
          Go back to the application and begin again.</p>
      </section>
    </div>`,
  })
