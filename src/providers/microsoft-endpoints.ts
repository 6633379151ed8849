/**
 * The paths below a tenant or user flow, alike in all of Microsoft's services. Userinfo is left
 * out: Microsoft advises to read the ID Token instead, and B2C has none.
 */
export const microsoftEndpoints = (base: string) => ({
  authorize: `${base}/oauth2/v2.0/authorize`,
  token: `${base}/oauth2/v2.0/token`,
  jwks: `${base}/discovery/v2.0/keys`,
  userInfo: null,
  endSession: `${base}/oauth2/v2.0/logout`,
})
