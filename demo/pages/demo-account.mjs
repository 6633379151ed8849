import { html } from './html.mjs'

/** The account that a login page of the demo takes, and a button that fills it in. */
export const demoAccount = ({ email, password }) => html`<div class="demo-account">
  <p>Demo account <span><code>${email}</code> <code>${password}</code></span></p>
  <button type="button" data-fill data-name="${email}" data-password="${password}" hidden>Fill
    in</button>
</div>`
