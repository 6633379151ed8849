import { html, htmlDocument } from '../pages/html.mjs'

/** What this server says of itself to somebody who opens its address. */
export const apiPage = ({ origin, appUrl, scope }) =>
  htmlDocument({
    title: 'The notes API',
    icon: '/assets/notes.svg',
    styles: ['/assets/api.css'],
    body: html`<body>
    <main>
      <p class="mark"><img src="/assets/notes.svg" width="40" height="40" alt=""></p>
      <h1>The notes API</h1>
      <p>The API of the Postern demo, on an origin of its own. It answers to access tokens that
        Gatehouse made for it, as bearer tokens or bound to a key (DPoP), and 401 to everything
        else.</p>
      <dl>
        <div><dt>Audience</dt><dd><code>${origin}</code></dd></div>
        <div><dt>Scope</dt><dd><code>${scope}</code></dd></div>
        <div><dt><code>GET /notes</code></dt><dd>the notes, and who reads them</dd></div>
        <div><dt><code>POST /expire</code></dt><dd>ends the token it comes with</dd></div>
      </dl>
      <p><a href="${appUrl}session">Open the page that calls it</a></p>
    </main>
  </body>`,
  })
