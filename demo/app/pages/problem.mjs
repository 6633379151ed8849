import { html } from '../../pages/html.mjs'

/** What went wrong, or what somebody decided: hidden until there is something to say. */
export const problem = html`<section class="problem" aria-labelledby="problem-title" hidden>
  <div>
    <p class="code"><code data-error-code></code></p>
    <h2 id="problem-title" tabindex="-1" data-error-title></h2>
    <p data-error-what></p>
    <p class="server-words" data-error-description hidden></p>
    <p class="advice"><strong>What to do:</strong> <span data-error-advice></span></p>
  </div>
  <button class="secondary" type="button" data-action="dismiss">Dismiss</button>
</section>`
