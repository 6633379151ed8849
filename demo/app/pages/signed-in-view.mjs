import { html } from '../../pages/html.mjs'
import { icons } from './icons.mjs'

const actions = [
  {
    name: 'userinfo',
    title: 'Ask who this is',
    text:
      'Sends the access token to the tenant’s userinfo endpoint. The answer must be about the ' +
      'same person.',
    answer: html`<div class="answer" data-userinfo hidden>
      <h3>What userinfo answered</h3>
      <pre id="userinfo" tabindex="0" aria-label="The userinfo answer as JSON"></pre>
    </div>`,
  },
  {
    name: 'refresh',
    title: 'Renew the tokens',
    text:
      'Trades the refresh token for new tokens, without a page or a frame. The old refresh token ' +
      'is then used up.',
    answer: html`<div class="answer" data-renewal hidden>
      <h3>What the renewal changed</h3>
      <dl class="changes" data-changes></dl>
    </div>`,
  },
  {
    name: 'silent',
    title: 'Log in silently',
    text: 'Asks for the same again in a hidden frame, as an app does before its tokens end.',
  },
  {
    name: 'ways',
    title: 'Log in another way',
    text: 'Shows the ways in again. Your session at the tenant stays open.',
  },
]

const action = ({ name, title, text, answer }) => html`<li>
  <button class="secondary" type="button" data-action="${name}">${title}</button>
  <p>${text}</p>
  ${answer}
</li>`

const person = html`<section class="card person" aria-labelledby="person-name">
  <div class="who">
    <span class="avatar" data-initials aria-hidden="true"></span>
    <div>
      <h2 id="person-name" tabindex="-1" data-person></h2>
      <p data-person-detail></p>
    </div>
  </div>
  <div class="leave">
    <button class="secondary" type="button" data-action="logout">Log out</button>
    <button class="secondary" type="button" data-action="logout-everywhere">Log out
      everywhere</button>
  </div>
  <p class="hint">Ends the session at the tenant and comes back here; everywhere means at the
    provider behind the connection too.</p>
  <dl class="facts" data-facts></dl>
</section>`

/** Who is logged in, what can be done now, what was checked, what the app received. */
export const signedInView = html`<div class="view" data-view="signed-in">
  <div class="columns">
    <div class="stack">
      ${person}
      <section class="card">
        <h2>What you can do now</h2>
        <ul class="actions">${actions.map(action)}</ul>
      </section>
    </div>
    <div class="stack">
      <section class="card">
        <h2 data-checks-title>What was checked</h2>
        <ul class="checks" data-checks></ul>
      </section>
      <section class="card received" aria-labelledby="result-title">
        <div class="headline">
          <h2 id="result-title">What the app received</h2>
          <button class="copy" type="button"
            data-copy-from="result">${icons.copy}<span>Copy</span></button>
        </div>
        <p>Postern returns tokens and stores none: reload the page and they are gone.</p>
        <pre id="result" tabindex="0" aria-label="The result as JSON"></pre>
      </section>
    </div>
  </div>
</div>`
