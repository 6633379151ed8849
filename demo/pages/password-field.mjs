import { html } from './html.mjs'

/**
 * A password and its button that shows it. Somebody who has filled in the name already, or
 * mistyped, goes on here.
 */
export const passwordField = ({ autofocus, invalid }) => html`<div class="secret">
  <input id="password" name="password" type="password" autocomplete="current-password" required
    ${autofocus && html`autofocus`}
    ${invalid && html`aria-describedby="problem" aria-invalid="true"`}>
  <button type="button" data-reveal hidden aria-pressed="false" aria-controls="password"
    >Show</button>
</div>`
