import { refusals } from './refuse.js';

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
Object.assign(WebAuthRefusals.prototype, refusals('', 'login signup signupAndAuthorize changePassword passwordlessStart passwordlessLogin ' +
    'passwordlessVerify renderCaptcha renderSignupCaptcha renderPasswordlessCaptcha ' +
    'renderPasswordResetCaptcha customTokenExchange'));
const createRedirect = () => refusals('redirect.', 'loginWithCredentials signupAndLogin');
const createCrossOriginAuthentication = () => ({
    ...refusals('crossOriginAuthentication.', 'login'),
    callback() { },
});

export { WebAuthRefusals, createCrossOriginAuthentication, createRedirect };
