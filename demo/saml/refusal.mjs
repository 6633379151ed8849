import { randomBytes } from 'node:crypto'
import { html } from '../pages/html.mjs'

/** A response without an assertion: the person did not log in. It carries no claim, so there is nothing to sign (SAML profiles §4.1.4.2). */
export const refusal = ({ issuer, destination, inResponseTo }) =>
  html`<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${randomBytes(16).toString('hex')}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${destination}" InResponseTo="${inResponseTo}">
  <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer>
  <samlp:Status>
    <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">
      <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/>
    </samlp:StatusCode>
    <samlp:StatusMessage>The person cancelled</samlp:StatusMessage>
  </samlp:Status>
</samlp:Response>`.toString()
