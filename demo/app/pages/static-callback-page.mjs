import { html, htmlDocument } from '../../pages/html.mjs'

/**
 * A redirect page that only hands a popup's or frame's answer home: its first script is
 * `postern/callback`.
 */
export const staticCallbackPage = ({ bundle }) =>
  htmlDocument({
    title: 'Finishing the login',
    icon: '/assets/postern.svg',
    styles: [bundle.style],
    scripts: [{ src: bundle.scripts['callback-static'], module: true }],
    body: html`<body class="static-callback">
    <main class="card alone">
      <div role="status">
        <h1 data-state>Finishing the login</h1>
        <p data-detail>This window closes itself.</p>
      </div>
    </main>
  </body>`,
  })
