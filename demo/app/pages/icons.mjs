import { html } from '../../pages/html.mjs'

const icon = (content) =>
  html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none"
    stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"
    >${content}</svg>`

export const icons = {
  social: icon(
    html`<path d="M12 3.5c5.2 0 9.3 3.5 9.3 7.8s-4.1 7.8-9.3 7.8c-1 0-2-.1-2.9-.4L4.3 20.7l1.2-4.1
      c-1.8-1.4-2.8-3.3-2.8-5.3C2.7 7 6.8 3.5 12 3.5z"/>
      <path d="M7 12.5q2.6-3.8 5 0q2.4-3.8 5 0"/>`,
  ),
  database: icon(
    html`<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m3.8 7.2 8.2 6 8.2-6"/>`,
  ),
  ldap: icon(
    html`<rect x="8.5" y="3" width="7" height="5.5" rx="1.2"/>
      <rect x="2.5" y="15.5" width="7" height="5.5" rx="1.2"/>
      <rect x="14.5" y="15.5" width="7" height="5.5" rx="1.2"/>
      <path d="M12 8.5V12M6 15.5V12h12v3.5"/>`,
  ),
  saml: icon(
    html`<path d="M4 21V5.5A1.5 1.5 0 0 1 5.5 4h7A1.5 1.5 0 0 1 14 5.5V21M14 10h4.5
      a1.5 1.5 0 0 1 1.5 1.5V21M2.5 21h19M8 8.5h2M8 12.5h2M8 16.5h2M17 14v.01M17 17.5v.01"/>`,
  ),
  '': icon(
    html`<path d="M5 21V10.5a7 7 0 0 1 14 0V21M3 21h18"/><path d="M10 21v-5.5a2 2 0 0 1 4 0V21"/>`,
  ),
  other: icon(html`<circle cx="12" cy="8.5" r="3.5"/><path d="M5 20a7 7 0 0 1 14 0"/>`),
  window: icon(
    html`<rect x="3" y="7" width="12.5" height="13" rx="2"/>
      <path d="M8.5 7V6a2 2 0 0 1 2-2H19a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-3.5"/>`,
  ),
  arrow: icon(html`<path d="M5 12h14M13 6l6 6-6 6"/>`),
  copy: icon(
    html`<rect x="8.5" y="8.5" width="12" height="12" rx="2.5"/>
      <path d="M15.5 8.5V6A2.5 2.5 0 0 0 13 3.5H6A2.5 2.5 0 0 0 3.5 6v7
        A2.5 2.5 0 0 0 6 15.5h2.5"/>`,
  ),
}
