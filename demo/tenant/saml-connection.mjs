import { randomBytes } from 'node:crypto'
import { SAML, SamlStatusError, ValidateInResponseTo } from '@node-saml/node-saml'
import { shortLivedStore } from '../short-lived.mjs'

const claim = (name) => `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/${name}`

/**
 * A login at a company's SAML identity provider: response and assertion signed, both signatures
 * checked, answered once.
 */
export function createSamlConnection({
  entryPoint,
  certificate,
  idpIssuer,
  callbackUrl,
  entityId,
}) {
  const pending = shortLivedStore()
  const saml = new SAML({
    entryPoint,
    callbackUrl,
    issuer: entityId,
    audience: entityId,
    idpCert: certificate,
    idpIssuer,
    wantAuthnResponseSigned: true,
    wantAssertionsSigned: true,
    validateInResponseTo: ValidateInResponseTo.always,
    acceptedClockSkewMs: 5000,
    disableRequestedAuthnContext: true,
  })

  return {
    async begin(uid) {
      const relayState = randomBytes(32).toString('base64url')
      pending.put(relayState, { uid })
      return saml.getAuthorizeUrlAsync(relayState, undefined, {})
    },

    /** As for the social connection: `{ uid, profile }`, `{ uid, refused }`, or null. */
    async complete({ RelayState, SAMLResponse }) {
      const login = typeof RelayState === 'string' ? pending.take(RelayState) : undefined
      if (!login || typeof SAMLResponse !== 'string') return null
      try {
        const { profile } = await saml.validatePostResponseAsync({ SAMLResponse })
        const { [claim('name')]: name, [claim('emailaddress')]: email } = profile
        return {
          uid: login.uid,
          profile: {
            id: profile.nameID,
            name,
            nickname: profile.nameID,
            email,
            email_verified: true,
          },
        }
      } catch (error) {
        if (!(error instanceof SamlStatusError)) throw error
        return {
          uid: login.uid,
          refused: {
            error: 'access_denied',
            error_description: 'The person declined to log in at the company',
          },
        }
      }
    },
  }
}
