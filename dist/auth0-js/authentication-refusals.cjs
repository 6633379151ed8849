'use strict';

var refuse = require('./refuse.cjs');

/** What `client` refuses: each throws at the call. */
class AuthenticationRefusals {
    passwordless = refuse.refusals('passwordless.', 'buildVerifyUrl start verify');
    dbConnection = refuse.refusals('dbConnection.', 'signup changePassword');
}
Object.assign(AuthenticationRefusals.prototype, refuse.refusals('client.', 'login loginWithDefaultDirectory loginWithResourceOwner oauthToken getSSOData getChallenge ' +
    'delegation getUserCountry customTokenExchange'));

exports.AuthenticationRefusals = AuthenticationRefusals;
