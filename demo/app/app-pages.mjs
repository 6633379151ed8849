import { html, htmlDocument } from '../pages/html.mjs'
import { icons } from './icons.mjs'

const logo = html`<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
  <path d="M2 30V13A11 11 0 0 1 24 13v17" fill="none"
    stroke="currentColor" stroke-width="3" stroke-linecap="round"/>
  <path d="M20.5 30v-7a4.5 4.5 0 0 1 9 0v7z" fill="#f4b53f"/>
</svg>`

const demoConnections = [
  { name: 'social', title: 'Murmur', what: 'A social network' },
  { name: 'database', title: 'E-mail and password', what: 'The tenant’s own accounts' },
  { name: 'ldap', title: 'Alder & Holm', what: 'A company directory, over LDAP' },
  { name: 'saml', title: 'Brixen Group', what: 'A company’s sign-on, over SAML' },
  { name: '', title: 'No connection named', what: 'The tenant decides what to show' },
]

// The connections of somebody's own tenant: nothing is known of them but their names.
const namedConnections = (names) => [
  ...names.map((name) => ({ name, title: name, what: 'A connection of your tenant' })),
  demoConnections.at(-1),
]

const spinner = html`<span class="spinner" aria-hidden="true"></span>`

const wayIn = ({ name, title, what }) => html`<li class="way" data-way="${name}">
  <button class="redirect" type="button" data-connection="${name}" data-mode="redirect">
    <span class="tile">${icons[name] ?? icons.other}</span>
    <span class="words"><strong>${title}</strong> <span class="what">${what}</span></span>
    <span class="go"><span data-label>Redirect</span>${icons.arrow}${spinner}</span>
  </button>
  <button class="popup" type="button" data-connection="${name}" data-mode="popup">
    ${icons.window}${spinner}<span data-label>Popup</span><span class="unseen">: ${title}</span>
  </button>
  <button class="cancel" type="button" data-cancel hidden
    >Cancel<span class="unseen"> the login: ${title}</span></button>
</li>`

const credential = (label, value, attribute) => html`<div>
  <dt>${label}</dt>
  <dd><span ${attribute}>${value}</span><button class="copy" type="button" data-copy="${value}"
    >${icons.copy}<span class="unseen">Copy ${label}</span></button></dd>
</div>`

const demoAccount = ({ email, password }) => html`<div class="demo-account">
  <p>One account opens every door:</p>
  <dl>
    ${credential('user', email, html`data-demo-user`)}
    ${credential('password', password, html`data-demo-password`)}
  </dl>
</div>`

const responseTypes = [
  'token id_token',
  'code',
  'token',
  'id_token',
  'code id_token',
  'code token',
  'code token id_token',
]

const select = ({ name, label, options }) => html`<div class="setting">
  <label for="${name}">${label}</label>
  <select id="${name}" name="${name}" aria-describedby="${name}-explained">
    ${options.map(({ value, text = value }) => html`<option value="${value}">${text}</option>`)}
  </select>
  <p id="${name}-explained" data-explains="${name}"></p>
</div>`

const settings = ({
  demoTenant,
}) => html`<section class="card settings" aria-labelledby="settings-title">
  <h2 id="settings-title">What is asked for</h2>
  <form id="settings">
    ${select({
      name: 'responseType',
      label: 'Response type',
      options: responseTypes.map((value) => ({ value })),
    })}
    ${select({
      name: 'responseMode',
      label: 'Response mode',
      options: ['fragment', 'query', 'web_message'].map((value) => ({ value })),
    })}
    ${select({
      name: 'callbackPage',
      label: 'Popups come back to',
      options: [
        { value: '/callback', text: 'the app itself' },
        { value: '/callback-static', text: 'a static page' },
      ],
    })}
    <div class="setting">
      <label for="params">Parameters for the provider</label>
      <input id="params" name="params" value="access_type=offline" spellcheck="false"
        autocapitalize="none" autocomplete="off" aria-describedby="params-explained">
      <p id="params-explained">Passed on as they are; a popup adds
        <code>display=popup</code>.${demoTenant && ' Murmur shows what it received.'}</p>
    </div>
    <div class="setting check">
      <input type="checkbox" id="offline" name="offline" aria-describedby="offline-explained">
      <label for="offline">Ask for a refresh token</label>
      <p id="offline-explained">Adds the scope <code>offline_access</code>. Only the response types
        with <code>code</code> can give one.</p>
    </div>
  </form>
</section>`

const ownTenant = (domain) =>
  html`<p class="own-tenant">At your tenant <strong>${domain}</strong>. Its list of callback URLs
  must hold this page’s <code data-callback-url></code>.</p>`

const loginView = ({
  connections,
  account,
  demoTenant,
  domain,
}) => html`<div class="view" data-view="login">
  <div class="columns">
    <div class="stack">
    <section class="card login" aria-labelledby="login-title">
      <h2 id="login-title" tabindex="-1">Choose a way in</h2>
      ${demoTenant ? demoAccount(account) : ownTenant(domain)}
      <ul class="ways">${connections.map(wayIn)}</ul>
    </section>
    <section class="card silent" aria-label="Silent login">
      <button class="secondary" type="button" data-action="silent">Log in silently</button>
      <p>Asks in a hidden frame whether you still have a session at the tenant. A browser that keeps
        the tenant’s cookie out of frames answers <code>login_required</code>.</p>
    </section>
    </div>
    ${settings({ demoTenant })}
  </div>
</div>`

const workingView = html`<div class="view" data-view="working">
  <section class="card alone">
    <span class="spinner large" aria-hidden="true"></span>
    <h2 tabindex="-1">Finishing the login</h2>
    <p>The answer is being checked. A login window closes itself.</p>
  </section>
</div>`

const action = ({ name, title, text }) => html`<li>
  <button class="secondary" type="button" data-action="${name}">${title}</button>
  <p>${text}</p>
</li>`

const signedInView = html`<div class="view" data-view="signed-in">
  <div class="columns">
    <div class="stack">
      <section class="card person" aria-labelledby="person-name">
        <div class="who">
          <span class="avatar" data-initials aria-hidden="true"></span>
          <div>
            <h2 id="person-name" tabindex="-1" data-person></h2>
            <p data-person-detail></p>
          </div>
        </div>
        <dl class="facts" data-facts></dl>
      </section>
      <section class="card">
        <h3>What was checked</h3>
        <ul class="checks" data-checks></ul>
      </section>
      <section class="card">
        <h3>What you can do now</h3>
        <ul class="actions">
          ${[
            {
              name: 'ways',
              title: 'Log in another way',
              text: 'Shows the ways in again. Your session at the tenant stays open.',
            },
            {
              name: 'userinfo',
              title: 'Ask who this is',
              text:
                'Sends the access token to the tenant’s userinfo endpoint. ' +
                'The answer must be about the same person.',
            },
            {
              name: 'refresh',
              title: 'Renew the tokens',
              text:
                'Trades the refresh token for new tokens, without a page or a frame. ' +
                'The old refresh token is then used up.',
            },
            {
              name: 'silent',
              title: 'Log in silently',
              text:
                'Asks for the same again in a hidden frame, ' +
                'as an app does before its tokens end.',
            },
            {
              name: 'logout',
              title: 'Log out',
              text: 'Leaves for the tenant, which ends its session and sends you back here.',
            },
            {
              name: 'logout-everywhere',
              title: 'Log out everywhere',
              text: 'The same, and at the provider behind the connection too (federated).',
            },
          ].map(action)}
        </ul>
      </section>
    </div>
    <section class="card received" aria-labelledby="result-title">
      <div class="headline">
        <h3 id="result-title">What the app received</h3>
        <button class="copy" type="button" data-copy-from="result"
          >${icons.copy}<span>Copy</span></button>
      </div>
      <p>Postern returns tokens and stores none: reload the page and they are gone.</p>
      <pre id="result" tabindex="0" aria-label="The result as JSON"></pre>
      <div data-userinfo hidden>
        <h3>What userinfo answered</h3>
        <pre id="userinfo" tabindex="0" aria-label="The userinfo answer as JSON"></pre>
      </div>
    </section>
  </div>
</div>`

const problem = html`<section class="problem" aria-labelledby="problem-title" hidden>
  <div>
    <p class="code"><code data-error-code></code></p>
    <h2 id="problem-title" tabindex="-1" data-error-title></h2>
    <p data-error-what></p>
    <p class="server-words" data-error-description hidden></p>
    <p class="advice"><strong>What to do:</strong> <span data-error-advice></span></p>
  </div>
  <button class="secondary" type="button" data-action="dismiss">Dismiss</button>
</section>`

export const appPage = ({
  domain,
  clientId,
  audience,
  account,
  demoTenant = false,
  connectionNames = [],
  bundle,
  view,
}) =>
  htmlDocument({
    title: `${view === 'login' ? 'Log in' : 'Finishing the login'} · Postern demo`,
    icon: '/assets/postern.svg',
    styles: [bundle.style],
    scripts: [{ src: bundle.script, module: true }],
    body: html`<body data-shows="${view}" data-domain="${domain}" data-client-id="${clientId}"
      ${audience && html`data-audience="${audience}"`} ${demoTenant && html`data-demo-tenant`}>
    <a class="skip" href="#main">To the content</a>
    <header>
      <div class="inner">
        <p class="logo">${logo}<span>Postern</span></p>
        <h1>The small gate<br>beside the big one</h1>
        <p class="lead">A sample app that logs you in through <code>/authorize</code>, by redirect
          or in a popup.</p>
      </div>
    </header>
    <main id="main" tabindex="-1">
      ${problem}
      ${workingView}
      ${loginView({
        connections: demoTenant ? demoConnections : namedConnections(connectionNames),
        account,
        demoTenant,
        domain,
      })}
      ${signedInView}
    </main>
    <footer><p>Tenant <code>${domain.replace(/^https?:\/\//, '')}</code>
      · client <code>${clientId}</code></p></footer>
    <p class="unseen" role="status" aria-live="polite" data-announcement></p>
    <noscript><p class="noscript">This app logs in with JavaScript, which is switched off in this
      browser.</p></noscript>
  </body>`,
  })

/**
 * A redirect page that only hands a popup's or frame's answer home: its first script is
 * `postern/callback`.
 */
export const staticCallbackPage = ({ bundle }) =>
  htmlDocument({
    title: 'Finishing the login',
    icon: '/assets/postern.svg',
    styles: [bundle.style],
    scripts: [{ src: bundle.callbackScript, module: true }],
    body: html`<body class="static-callback">
    <main class="card alone">
      <div role="status">
        <h1 data-state>Finishing the login</h1>
        <p data-detail>This window closes itself.</p>
      </div>
    </main>
  </body>`,
  })
