export type {
  AuthErrorCode,
  AuthErrorDetail,
  AuthErrorOptions,
  PosternErrorCode,
} from './auth-error.js'
export { AuthError, isAuthError } from './auth-error.js'
export type {
  AuthOptions,
  Endpoints,
  ResponseMode,
  ResponseModes,
  SigningAlgorithm,
  TransactionStorage,
} from './auth-options.js'
export type {
  AccessTokenResult,
  AuthResult,
  CommonResult,
  IdTokenResult,
  TokenResult,
} from './auth-result.js'
export type { AuthorizeRequest } from './authorization-request.js'
export type { AuthorizationResponse } from './authorization-response.js'
export { readResponse } from './authorization-response.js'
export type { AuthorizeParams } from './authorize-url.js'
export { buildAuthorizeUrl } from './authorize-url.js'
export type { Auth } from './create-auth.js'
export { createAuth } from './create-auth.js'
export type { DiscoveredOptions, DiscoverOptions } from './discover.js'
export { discover } from './discover.js'
export type { SilentRequest } from './frame.js'
export type { IdTokenExpectations } from './id-token.js'
export { verifyIdToken } from './id-token.js'
export type { IdTokenClaims } from './id-token-claims.js'
export type { PublicJwk } from './jwks.js'
export type { LogoutOptions } from './logout.js'
export type { PopupRequest } from './popup.js'
export type { RefreshRequest } from './refresh.js'
export type { ResponseType } from './response-type.js'
export { safeReturnTo } from './safe-return-to.js'
export type { Transaction } from './transaction.js'
export type { UserInfo, UserInfoRequest } from './user-info.js'
export type { WindowRequest } from './window-login.js'
