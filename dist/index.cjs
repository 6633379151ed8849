'use strict';

var authError = require('./auth-error.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var createAuth = require('./create-auth.cjs');
var discover = require('./discover.cjs');
var idToken = require('./id-token.cjs');
var safeReturnTo = require('./safe-return-to.cjs');



exports.AuthError = authError.AuthError;
exports.isAuthError = authError.isAuthError;
exports.readResponse = authorizationResponse.readResponse;
exports.buildAuthorizeUrl = authorizeUrl.buildAuthorizeUrl;
exports.createAuth = createAuth.createAuth;
exports.discover = discover.discover;
exports.verifyIdToken = idToken.verifyIdToken;
exports.safeReturnTo = safeReturnTo.safeReturnTo;
