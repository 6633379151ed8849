'use strict';

var refuse = require('./refuse.cjs');

/** What `webAuth` refuses: each throws at the call. */
class WebAuthRefusals {
    /** Nothing to do: it belongs to `login`. */
    crossOriginVerification() { }
    /**
     * Nothing to do: it belongs to `login`.
     * @deprecated
     */
    crossOriginAuthenticationCallback() { }
}
Object.assign(WebAuthRefusals.prototype, refuse.refusals('', 'login signup signupAndAuthorize changePassword passwordlessStart passwordlessLogin ' +
    'passwordlessVerify renderCaptcha renderSignupCaptcha renderPasswordlessCaptcha ' +
    'renderPasswordResetCaptcha customTokenExchange'));
const createRedirect = () => refuse.refusals('redirect.', 'loginWithCredentials signupAndLogin');
const createCrossOriginAuthentication = () => ({
    ...refuse.refusals('crossOriginAuthentication.', 'login'),
    callback() { },
});

exports.WebAuthRefusals = WebAuthRefusals;
exports.createCrossOriginAuthentication = createCrossOriginAuthentication;
exports.createRedirect = createRedirect;
