import { html } from '../../pages/html.mjs'

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

/** What the app asks for: response type and mode, where popups come back to, parameters. */
export const settings = ({
  demo,
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
        <code>display=popup</code>.${demo && ' Murmur shows what it received.'}</p>
    </div>
    <div class="setting check">
      <input type="checkbox" id="offline" name="offline" aria-describedby="offline-explained">
      <label for="offline">Ask for a refresh token</label>
      <p id="offline-explained">Adds the scope <code>offline_access</code>. Only the response types
        with <code>code</code> can give one.</p>
    </div>
  </form>
</section>`
