import { html } from '../../pages/html.mjs'
import { icons } from './icons.mjs'
import { layout, tenantAndClient } from './layout.mjs'
import { problem } from './problem.mjs'
import { settings } from './settings.mjs'
import { signedInView } from './signed-in-view.mjs'

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

const ownTenant = (domain) =>
  html`<p class="own-tenant">At your tenant <strong>${domain}</strong>. Its list of callback URLs
  must hold this page’s <code data-callback-url></code>.</p>`

const loginView = ({
  connections,
  account,
  demo,
  domain,
}) => html`<div class="view" data-view="login">
  <div class="columns">
    <div class="stack">
    <section class="card login" aria-labelledby="login-title">
      <h2 id="login-title" tabindex="-1">Choose a way in</h2>
      ${demo ? demoAccount(account) : ownTenant(domain)}
      <ul class="ways">${connections.map(wayIn)}</ul>
    </section>
    ${silentLogin(demo)}
    </div>
    ${settings({ demo })}
  </div>
</div>`

const workingView = html`<div class="view" data-view="working">
  <section class="card alone">
    <span class="spinner large" aria-hidden="true"></span>
    <h2 tabindex="-1">Finishing the login</h2>
    <p>The answer is being checked. A login window closes itself.</p>
  </section>
</div>`

const silentLogin = (demo) => html`<section class="card silent" aria-label="Silent login">
  <button class="secondary" type="button" data-action="silent">Log in silently</button>
  <p>Asks in a hidden frame whether you still have a session at the tenant. ${
    demo && !demo.sameSite
      ? 'App and tenant are two sites here, so most browsers keep the tenant’s cookie out of the ' +
        'frame: the answer is login_required even if you have one.'
      : 'Works once you have logged in, until you log out.'
  }</p>
</section>`

/**
 * The app's first page, and the page that answers come back to: `view` is `login` or `working`.
 * `demo` is given where the demo's own servers stand behind it, and not for a tenant of your own.
 */
export function logInPage({
  domain,
  clientId,
  audience,
  account,
  demo,
  connectionNames = [],
  bundle,
  view,
}) {
  const connections = demo ? demoConnections : namedConnections(connectionNames)
  return layout({
    title: view === 'login' ? 'Log in' : 'Finishing the login',
    path: '/',
    heading: html`The small gate<br>beside the big one`,
    lead: html`A sample app that logs you in through <code>/authorize</code>, by redirect or in a
      popup.`,
    band: 'high',
    script: bundle.scripts.main,
    style: bundle.style,
    demo,
    data: {
      shows: view,
      domain,
      'client-id': clientId,
      audience,
      'demo-tenant': demo !== undefined,
      'same-site': demo?.sameSite,
    },
    main: html`
      ${problem}
      ${workingView}
      ${loginView({ connections, account, demo, domain })}
      ${signedInView}`,
    footer: tenantAndClient(domain, clientId),
  })
}
