import type { Knowledge } from './knowledge.js'
import type { TestServer } from './test-server.js'

type Driver = Pick<
  TestServer,
  'logIn' | 'logOut' | 'expireTokens' | 'revokeTokens' | 'refuseRenewals' | 'acceptRenewals'
>

/** What happens at the server without a request of the client. */
export function driveLogins(knowledge: Knowledge): Driver {
  const { codes, accessTokens, refreshTokens, now } = knowledge
  return {
    logIn(user = knowledge.user) {
      knowledge.user = user
      knowledge.session = now()
    },
    logOut() {
      knowledge.session = undefined
    },
    expireTokens() {
      for (const issued of accessTokens.values()) issued.expiresAt = now()
    },
    revokeTokens() {
      for (const issued of [codes, accessTokens, refreshTokens])
        for (const { grant } of issued.values()) grant.revoked = true
    },
    refuseRenewals(fault) {
      knowledge.renewalFault = fault
    },
    acceptRenewals() {
      knowledge.renewalFault = undefined
    },
  }
}
