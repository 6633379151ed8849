export { AuthError, isAuthError } from './auth-error.js';
export { readResponse } from './authorization-response.js';
export { buildAuthorizeUrl } from './authorize-url.js';
export { createAuth } from './create-auth.js';
export { discover } from './discover.js';
export { verifyIdToken } from './id-token.js';
export { safeReturnTo } from './safe-return-to.js';
