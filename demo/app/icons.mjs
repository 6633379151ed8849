import { html } from '../pages/html.mjs'

const icon = (content) =>
  html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${content}</svg>`

export const icons = {
  social: icon(
    html`<circle cx="5.500" cy="18.500" r="1.900" fill="currentColor" stroke="none"/><path d="M5 11.500A7.500 7.500 0 0 1 12.500 19" stroke-width="2.500"/><path d="M5 4.500A14.500 14.500 0 0 1 19.500 19" stroke-width="2.500"/>`,
  ),
  database: icon(html`<rect x="3" y="5" width="18" height="14" rx="2.500"/><path d="m3.800 7.200 8.200 6 8.200-6"/>`),
  ldap: icon(
    html`<rect x="8.500" y="3" width="7" height="5.500" rx="1.200"/><rect x="2.500" y="15.500" width="7" height="5.500" rx="1.200"/><rect x="14.500" y="15.500" width="7" height="5.500" rx="1.200"/><path d="M12 8.500V12M6 15.500V12h12v3.500"/>`,
  ),
  saml: icon(
    html`<path d="M4 21V5.500A1.500 1.500 0 0 1 5.500 4h7A1.500 1.500 0 0 1 14 5.500V21M14 10h4.500a1.500 1.500 0 0 1 1.500 1.500V21M2.500 21h19M8 8.500h2M8 12.500h2M8 16.500h2M17 14v.01M17 17.500v.01"/>`,
  ),
  '': icon(html`<path d="M5 21V10.500a7 7 0 0 1 14 0V21M3 21h18"/><path d="M10 21v-5.500a2 2 0 0 1 4 0V21"/>`),
  other: icon(html`<circle cx="12" cy="8.500" r="3.500"/><path d="M5 20a7 7 0 0 1 14 0"/>`),
  window: icon(
    html`<rect x="3" y="7" width="12.500" height="13" rx="2"/><path d="M8.500 7V6a2 2 0 0 1 2-2H19a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-3.500"/>`,
  ),
  arrow: icon(html`<path d="M5 12h14M13 6l6 6-6 6"/>`),
  copy: icon(
    html`<rect x="8.500" y="8.500" width="12" height="12" rx="2.500"/><path d="M15.500 8.500V6A2.500 2.500 0 0 0 13 3.500H6A2.500 2.500 0 0 0 3.500 6v7A2.500 2.500 0 0 0 6 15.500h2.500"/>`,
  ),
}
