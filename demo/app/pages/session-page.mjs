import { html } from '../../pages/html.mjs'
import { layout, tenantAndClient } from './layout.mjs'
import { problem } from './problem.mjs'

const keeps = [
  { value: 'page', title: 'This page', text: 'In memory: a reload logs out. No other tab has it.' },
  { value: 'tab', title: 'This tab', text: 'A reload keeps it; a copy of the tab has none.' },
  { value: 'browser', title: 'This browser', text: 'All tabs share it, over restarts.' },
]

const radio = ({ value, title, text }) => html`<label class="choice">
  <input type="radio" name="keep" value="${value}">
  <span><strong>${title}</strong> <code>${value}</code><span class="hint">${text}</span></span>
</label>`

const checkbox = ({ name, title, text }) => html`<div class="setting check">
  <input type="checkbox" id="${name}" name="${name}" aria-describedby="${name}-explained">
  <label for="${name}">${title}</label>
  <p id="${name}-explained">${text}</p>
</div>`

const person = html`<section class="card person" aria-labelledby="state-title">
  <div class="who">
    <span class="avatar" data-initials aria-hidden="true"></span>
    <div>
      <h2 id="state-title" tabindex="-1" data-person>One moment</h2>
      <p data-person-detail>The session says whether somebody is here.</p>
    </div>
  </div>
  <div class="leave" data-when="out">
    <button class="primary" type="button" data-action="redirect">Log in</button>
    <button class="secondary" type="button" data-action="popup">Log in by popup</button>
  </div>
  <div data-when="in">
    <div class="leave">
      <button class="secondary" type="button" data-action="logout-here">Log out of this app</button>
      <button class="secondary" type="button" data-action="logout">Log out at the tenant
        too</button>
    </div>
    <p class="hint">Both end it in every tab. The first leaves the tenant’s own session open: the
      next login asks for no password.</p>
  </div>
</section>`

const choices = html`<section class="card later" aria-labelledby="choices-title">
  <h2 id="choices-title">How this tab keeps the login</h2>
  <form id="choices">
    <fieldset class="choices">
      <legend class="unseen">How long a login lasts: keep</legend>
      ${keeps.map(radio)}
    </fieldset>
    ${checkbox({
      name: 'dpop',
      title: 'Bind the tokens to a key (DPoP)',
      text:
        'The key never leaves this browser, so the tokens are worth nothing elsewhere. It is ' +
        'another client at the tenant: log in once more.',
    })}
    ${checkbox({
      name: 'silent',
      title: 'Allow a hidden frame',
      text: 'Where no token is left, the tenant’s own session can bring it back.',
    })}
  </form>
</section>`

const api = html`<section class="card" aria-labelledby="api-title">
  <h2 id="api-title">Call the API</h2>
  <p class="hint">It is on an origin of its own and takes tokens made for it alone.
    <code>session.fetch</code> adds one, and answers a 401 with one renewal and one more try.</p>
  <div class="buttons">
    <button class="primary" type="button" data-action="call">Call the API</button>
    <button class="secondary" type="button" data-action="call-everywhere">Call from every
      tab</button>
    <button class="secondary" type="button" data-action="expire">Expire the token</button>
    <button class="secondary" type="button" data-action="another-tab">Open another tab</button>
  </div>
  <div class="scroll" tabindex="0" role="region" aria-label="The tabs">
    <table>
      <thead><tr><th scope="col">Tab</th><th scope="col">Who</th><th scope="col">Token</th><th
        scope="col">Answer</th></tr></thead>
      <tbody data-tabs></tbody>
    </table>
  </div>
  <p class="hint">A token is shown as six digits of its hash: equal digits, equal tokens.</p>
</section>`

const requests = html`<section class="card" aria-labelledby="requests-title">
  <div class="headline">
    <h2 id="requests-title">What the servers were asked</h2>
    <button class="secondary small" type="button" data-action="clear">Clear</button>
  </div>
  <dl class="counts">
    <div><dt>Renewals</dt><dd data-count="renewals">0</dd></div>
    <div><dt>API calls</dt><dd data-count="calls">0</dd></div>
    <div><dt>Refused</dt><dd data-count="refused">0</dd></div>
  </dl>
  <div class="requests" tabindex="0" role="region" aria-label="The list of requests">
    <ol data-requests></ol>
    <p class="hint" data-no-requests>Nothing yet. Preflights and pictures are left out.</p>
  </div>
</section>`

const select = ({ name, label, options }) => html`<div class="setting">
  <label for="${name}">${label}</label>
  <select id="${name}" name="${name}">
    ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
  </select>
</div>`

const switches = html`<section class="card later" aria-labelledby="switches-title">
  <h2 id="switches-title">How the servers behave</h2>
  <form id="switches">
    ${select({
      name: 'accessTokenLifetime',
      label: 'New access tokens live',
      options: [
        [3600, 'an hour'],
        [60, 'a minute'],
        [15, '15 seconds'],
      ],
    })}
    ${select({
      name: 'graceInterval',
      label: 'A used refresh token',
      options: [
        [0, 'ends the session at once'],
        [30, 'is taken for 30 seconds more'],
      ],
    })}
    ${checkbox({
      name: 'dpopNonce',
      title: 'Proofs need a nonce',
      text: 'For DPoP: tenant and API demand one of their own in each proof.',
    })}
    ${checkbox({
      name: 'apiRefuses',
      title: 'The API refuses every token',
      text:
        'A session that renewed at each 401 would never stop. This one renews once a minute at ' +
        'most.',
    })}
  </form>
</section>`

/** A session over several tabs, with all its options and a look at what it asks of the servers. */
export const sessionPage = ({ domain, demo, bundle }) =>
  layout({
    title: 'Session',
    path: '/session',
    heading: 'A session over several tabs',
    lead:
      'Open tabs, expire the token, call the API from all: if this browser keeps the login, the ' +
      'servers see one renewal; else each tab logs in, and renews, for itself.',
    script: bundle.scripts.session,
    style: bundle.style,
    demo,
    data: {
      status: 'loading',
      domain,
      'bearer-client': demo.sessionClientIds.bearer,
      'dpop-client': demo.sessionClientIds.dpop,
      'api-url': demo.apiUrl,
      'same-site': demo.sameSite,
    },
    main: html`
      ${problem}
      <div class="columns even">
        <div class="stack">${person}${api}${choices}</div>
        <div class="stack">${requests}${switches}</div>
      </div>`,
    footer: tenantAndClient(domain, html`<span data-client></span>`),
  })
