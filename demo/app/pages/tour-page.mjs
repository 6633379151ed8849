import { html } from '../../pages/html.mjs'
import { layout, tenantAndClient } from './layout.mjs'

const logins = [
  {
    connection: 'social',
    title: 'A social network',
    text:
      'The window goes straight to Murmur, a provider of its own with its own accounts. The ' +
      'tenant trades the answer server to server.',
  },
  {
    connection: 'database',
    title: 'E-mail and password',
    text: 'The hosted Login Page, with the tenant’s own accounts.',
  },
  {
    connection: 'ldap',
    title: 'Active Directory or LDAP',
    text: 'The same page in a company’s colours. The password is checked against a directory.',
  },
  {
    connection: 'saml',
    title: 'A company’s sign-on, over SAML',
    text: 'The window goes to the company. Its signed answer is posted back to the tenant.',
  },
  {
    connection: '',
    title: 'No connection named',
    text: 'The app leaves the choice to the tenant, which shows its hosted Login Page.',
  },
]

const step = ({
  name,
  title,
  text,
  control,
  more,
}) => html`<li class="card step" data-step="${name}">
  <div class="words">
    <h2>${title}</h2>
    <p>${text}</p>
    ${more}
  </div>
  ${control}
  <p class="outcome" data-outcome hidden></p>
</li>`

const login = ({ connection, title, text }) =>
  step({
    name: connection || 'hosted',
    title,
    text,
    control: html`<button class="primary" type="button" data-connection="${connection}">Log in<span
      class="unseen">: ${title}</span></button>`,
  })

const session = step({
  name: 'session',
  title: 'One session in all tabs',
  text:
    'Log in on the Session page, open two more tabs there, press “Expire the token”, then “Call ' +
    'from every tab”. The list shows what the servers were asked: one renewal, as long as “This ' +
    'browser” is chosen.',
  control: html`<a class="primary" href="/session" data-visit>Open the Session page</a>`,
})

const attack = step({
  name: 'attack',
  title: 'An attack that is refused',
  text:
    'Mallory logs in somewhere else, and sends you the address that the answer came to. An app ' +
    'that believes it logs you in as Mallory, and what you write there Mallory reads.',
  control: html`<button class="primary" type="button" data-attack>Follow Mallory’s link</button>`,
  more: html`<p class="link" data-link hidden><code></code> <a href="/">Open it yourself</a></p>`,
})

/** What this library is for, in seven steps that somebody can go through in as many minutes. */
export const tourPage = ({ domain, clientId, account, demo, bundle }) =>
  layout({
    title: 'Tour',
    path: '/tour',
    heading: 'Seven steps through the gate',
    lead: html`Five ways in, each in a window. Every login page fills in
      <code>${account.email}</code> at a click.`,
    script: bundle.scripts.tour,
    style: bundle.style,
    demo,
    data: { domain, 'client-id': clientId, 'same-site': demo.sameSite },
    main: html`
      <p class="progress card"><strong data-done>0</strong> of 7 done <progress max="7" value="0"
        aria-label="Steps done"></progress></p>
      <ol class="steps">${logins.map(login)}${session}${attack}</ol>`,
    footer: tenantAndClient(domain, clientId),
  })
