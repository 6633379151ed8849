import { randomBytes } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import { html } from '../pages/html.mjs'

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** A signed response without an assertion: the person did not log in (SAML profiles §4.1.4.2). */
export function refusal({ issuer, destination, inResponseTo, privateKey }) {
  const response = html`<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
  ID="_${randomBytes(16).toString('hex')}" Version="2.0"
  IssueInstant="${new Date().toISOString()}"
  Destination="${destination}" InResponseTo="${inResponseTo}">
  <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer>
  <samlp:Status>
    <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">
      <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/>
    </samlp:StatusCode>
    <samlp:StatusMessage>The person cancelled</samlp:StatusMessage>
  </samlp:Status>
</samlp:Response>`.toString()

  const signature = new SignedXml({
    privateKey,
    canonicalizationAlgorithm: exclusive,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  })
  signature.addReference({
    xpath: '/*',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  })
  signature.computeSignature(response, {
    location: { reference: "/*/*[local-name()='Issuer']", action: 'after' },
  })
  return signature.getSignedXml()
}
