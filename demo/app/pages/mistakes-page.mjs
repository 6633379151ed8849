import { html } from '../../pages/html.mjs'
import { layout } from './layout.mjs'

const mistakes = [
  {
    name: 'environment',
    title: 'A variable of the environment is missing',
    code: 'createAuth({ domain: import.meta.env.VITE_DOMIAN, … })',
    text: 'A misspelt name, or a .env file that the build did not read: the value is undefined.',
  },
  {
    name: 'callback',
    title: 'The callback URL is not allowed',
    code: "redirectUri: location.origin + '/not-registered'",
    text:
      'The server sends nobody to an address that is not on its list. It shows a page of its ' +
      'own, and the app hears nothing.',
  },
  {
    name: 'origin',
    title: 'The origin is not allowed to ask',
    code: "responseType: 'code' // and no Allowed Web Origins",
    text:
      'The code comes back, but the browser may not read the answer of the token endpoint ' +
      '(CORS).',
  },
  {
    name: 'response-type',
    title: 'The application may not use this response type',
    code: "responseType: 'token' // where only code is allowed",
    text: 'Many servers switch the implicit grant off for new applications.',
  },
  {
    name: 'secret',
    title: 'The server demands a secret',
    code: "responseType: 'code' // for an application of the kind “web”",
    text: 'A page in a browser can keep no secret, so it has none to send.',
  },
]

const mistake = ({ name, title, code, text }) => html`<li class="card step" data-step="${name}">
  <div class="words">
    <h2>${title}</h2>
    <p><code>${code}</code></p>
    <p>${text}</p>
  </div>
  <button class="primary" type="button" data-mistake="${name}">Make this mistake<span
    class="unseen">: ${title}</span></button>
  <div class="outcome" data-outcome hidden>
    <p><code data-code></code></p>
    <p data-message></p>
    <p data-server-words hidden></p>
  </div>
</li>`

/** The mistakes that everybody makes once, and what Postern says of each. */
export const mistakesPage = ({ domain, clientId, demo, bundle }) =>
  layout({
    title: 'Mistakes',
    path: '/mistakes',
    heading: 'Five mistakes to make here first',
    lead:
      'Each is a real one, against a real server. What the library says of it, in development, ' +
      'stands below.',
    script: bundle.scripts.mistakes,
    style: bundle.style,
    demo,
    data: {
      domain,
      'client-id': clientId,
      'origin-client': demo.mistakenClientIds.origin,
      'response-type-client': demo.mistakenClientIds.responseType,
      'secret-client': demo.mistakenClientIds.secret,
    },
    main: html`<ol class="steps">${mistakes.map(mistake)}</ol>`,
    footer: html`<p>In production the same errors say <code>code: word</code> and nothing
      else.</p>`,
  })
