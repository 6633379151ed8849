import { refusals } from './refuse.js';

/** What `client` refuses: each throws at the call. */
class AuthenticationRefusals {
    passwordless = refusals('passwordless.', 'buildVerifyUrl start verify');
    dbConnection = refusals('dbConnection.', 'signup changePassword');
}
Object.assign(AuthenticationRefusals.prototype, refusals('client.', 'login loginWithDefaultDirectory loginWithResourceOwner oauthToken getSSOData getChallenge ' +
    'delegation getUserCountry customTokenExchange'));

export { AuthenticationRefusals };
