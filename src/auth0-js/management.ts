import type { Auth0Callback, Auth0UserProfile, Untyped } from './callback-results.js'
import { refuse } from './refuse.js'
import type { ManagementOptions } from './refused-options.js'

/**
 * The tenant's own administration. Making one throws: it wants a token that no page should hold.
 */
export class Management {
  /** @deprecated Let your server do it. */
  constructor(_options: ManagementOptions) {
    refuse('Management')
  }
  /** @deprecated Let your server do it. */
  declare getUser: (userId: string, callback: Auth0Callback<Auth0UserProfile>) => void
  /** @deprecated Let your server do it. */
  declare patchUserMetadata: (
    userId: string,
    userMetadata: Untyped,
    callback: Auth0Callback<Auth0UserProfile>,
  ) => void
  /** @deprecated Let your server do it. */
  declare patchUserAttributes: (
    userId: string,
    user: Auth0UserProfile,
    callback: Auth0Callback<Auth0UserProfile>,
  ) => void
  /** @deprecated Let your server do it. */
  declare linkUser: (
    userId: string,
    secondaryUserToken: string,
    callback: Auth0Callback<Untyped>,
  ) => void
}
