/**
 * What nobody knows the type of: claims of the tenant's own, the app's own state. It has to be
 * this, or apps written for auth0-js would not compile.
 */
type Untyped = any;
/** Called exactly once, with an error or a result. */
type Auth0Callback<T, E = Auth0Error> = (error: null | E, result: T) => void;
/** Codes of failures that are found on this page. */
type LibErrorCodes = 'timeout' | 'request_error' | 'invalid_token';
/** Nobody is logged in at the server. */
type LoginRequiredErrorCode = 'login_required';
/** The server wants to show the person a page first. */
type InteractionRequiredErrorCode = 'interaction_required';
/** The person has not agreed yet to this app's access. */
type ConsentRequiredErrorCode = 'consent_required';
/** Codes of a silent login's failure (OpenID Connect Core §3.1.2.6). */
type SpecErrorCodes = LoginRequiredErrorCode | InteractionRequiredErrorCode | ConsentRequiredErrorCode | 'account_selection_required' | 'invalid_request_uri' | 'invalid_request_object' | 'request_not_supported' | 'request_uri_not_supported' | 'registration_not_supported';
/**
 * A plain object. parseHash fills `error` and `errorDescription`; popup.authorize `original`,
 * `code` and `description`; checkSession these three, `error` and `error_description`.
 */
interface Auth0Error {
    error: LibErrorCodes | SpecErrorCodes | string;
    errorDescription?: string | undefined;
    error_description?: string | undefined;
    code?: string | undefined;
    description?: string | undefined;
    name?: string | undefined;
    policy?: string | undefined;
    original?: Untyped;
    statusCode?: number | undefined;
    statusText?: string | undefined;
}
type Auth0ParseHashError = Auth0Error & {
    /** What the app called state, or the one that was sent. */
    state?: string | undefined;
};
/** What popup.authorize gives; each member, and each claim, also in the other spelling. */
interface Auth0Result {
    accessToken?: string | undefined;
    /** Seconds. */
    expiresIn?: number | undefined;
    idToken?: string | undefined;
    idTokenPayload?: Untyped;
    refreshToken?: string | undefined;
    appState?: Untyped;
    state?: string | undefined;
    tokenType?: string | undefined;
    scope?: string | undefined;
}
/** What parseHash and checkSession give. All nine members are there; what did not come is null. */
interface Auth0DecodedHash {
    accessToken?: string | undefined;
    /** Verified in full. */
    idToken?: string | undefined;
    /** Its claims. */
    idTokenPayload?: Untyped;
    appState?: Untyped;
    refreshToken?: string | undefined;
    /** What the app called state, or the one that was sent. */
    state?: string | undefined;
    /** Seconds. */
    expiresIn?: number | undefined;
    tokenType?: string | undefined;
    scope?: string | undefined;
}
interface Auth0Identity {
    connection: string;
    isSocial: boolean;
    provider: string;
    user_id: string;
}
/** What the userinfo endpoint says, as it says it. */
interface Auth0UserProfile {
    name: string;
    nickname: string;
    picture: string;
    user_id: string;
    username?: string | undefined;
    given_name?: string | undefined;
    family_name?: string | undefined;
    email?: string | undefined;
    email_verified?: boolean | undefined;
    clientID: string;
    gender?: string | undefined;
    locale?: string | undefined;
    identities: Auth0Identity[];
    created_at: string;
    updated_at: string;
    sub: string;
    user_metadata?: Untyped;
    app_metadata?: Untyped;
}
interface MicrosoftUserProfile extends Auth0UserProfile {
    emails?: string[] | undefined;
}
interface Office365UserProfile extends Auth0UserProfile {
    tenantid: string;
    upn: string;
}
interface AdfsUserProfile extends Auth0UserProfile {
    issuer?: string | undefined;
}
/** The window that popup.authorize opened. */
interface PopupHandle {
    /** Null if the browser refused it. */
    originalPopup: Window | null;
    /** Gives the login up: the callback is never called. */
    close(): void;
    focus(): void;
}

/** Options of a `WebAuth` or `Authentication`. What cannot work throws in the constructor. */
interface AuthOptions {
    /** The tenant's host, or its URL: https, or http on loopback. */
    domain: string;
    clientID: string;
    /** `code`, `token`, `id_token` or several of them. Without one, each call must name it. */
    responseType?: string | undefined;
    responseMode?: string | undefined;
    redirectUri?: string | undefined;
    /** authorize and popup.authorize send `openid profile email` where there is none. */
    scope?: string | undefined;
    audience?: string | undefined;
    state?: string | undefined;
    nonce?: string | undefined;
    organization?: string | undefined;
    invitation?: string | undefined;
    /** Seconds between the clocks of server and device, at most 300. Default 60, and 0 means 60. */
    leeway?: number | undefined;
    /** Seconds since the person last logged in, held against `auth_time`. Not sent. */
    maxAge?: number | undefined;
    /** Minutes for which a login may take. Default 30, and 0 means 30. */
    stateExpiration?: number | undefined;
    overrides?: {
        __tenant?: string | undefined;
        __token_issuer?: string | undefined;
        __jwks_uri?: string | undefined;
    } | undefined;
    /** Only an empty list: there is nothing here that a plugin could take the place of. */
    plugins?: readonly unknown[] | undefined;
    _csrf?: string | undefined;
    _intstate?: string | undefined;
    /** The clock. Default: the device's. */
    __clock?: (() => Date) | undefined;
    /** Not used: a popup's result goes to this origin alone. */
    popupOrigin?: string | undefined;
    /** Not used: nothing is kept in cookies. */
    cookieDomain?: string | undefined;
    /** Not used: nothing is kept in cookies. */
    legacySameSiteCookie?: boolean | undefined;
    /** Not used: it is what happens. */
    __tryLocalStorageFirst?: boolean | undefined;
    /** Not used: a state has one length and one name in storage. */
    transaction?: {
        namespace?: string | undefined;
        keyLength?: number | undefined;
    } | undefined;
    /** Not used: nothing is sent about this library. */
    _sendTelemetry?: boolean | undefined;
    /** Not used: nothing is sent about this library. */
    _telemetryInfo?: object | undefined;
    /** Not used: nothing is written to the console. */
    _disableDeprecationWarnings?: boolean | undefined;
    /** Not used: a request that failed is the app's to repeat. */
    _timesToRetryFailedRequests?: number | undefined;
    jwksURI?: string | undefined;
    protocol?: string | undefined;
    response_type?: string | undefined;
    tenant?: string | undefined;
    universalLoginPage?: boolean | undefined;
}
/** What each request to the authorize endpoint may name, over the instance's own. */
interface BaseAuthOptions {
    clientID?: string | undefined;
    responseType?: string | undefined;
    redirectUri?: string | undefined;
    scope?: string | undefined;
    audience?: string | undefined;
    /** The app's own word: comes back as `state` of result or error. Sent with a `code` alone. */
    state?: string | undefined;
    nonce?: string | undefined;
    _csrf?: string | undefined;
    __instate?: string | undefined;
}
/** Any other name is sent along, in snake_case. */
interface AuthorizeOptions extends BaseAuthOptions {
    domain?: string | undefined;
    connection?: string | undefined;
    responseMode?: string | undefined;
    language?: string | undefined;
    login_hint?: string | undefined;
    prompt?: string | undefined;
    mode?: 'login' | 'signUp' | undefined;
    screen_hint?: 'signup' | undefined;
    accessType?: string | undefined;
    approvalPrompt?: string | undefined;
    /** Anything JSON can hold. Stays in this browser, and comes back with the result. */
    appState?: Untyped;
    connection_scope?: string | string[] | undefined;
    organization?: string | undefined;
    invitation?: string | undefined;
}
/** Options of `client.buildAuthorizeUrl`, which makes no state and no nonce of its own. */
interface AuthorizeUrlOptions {
    clientID?: string | undefined;
    redirectUri: string;
    responseType: string;
    responseMode?: 'query' | 'fragment' | 'form_post' | undefined;
    state?: string | undefined;
    nonce?: string | undefined;
    scope?: string | undefined;
    audience?: string | undefined;
}
interface ParseHashOptions {
    /** Default: the page's own. */
    hash?: string | undefined;
    /** The state of the login, where the app keeps its own book. */
    state?: string | undefined;
    /** The nonce of the login, where the app keeps its own book. */
    nonce?: string | undefined;
    /** What must be there, if neither the instance nor the login says so. */
    responseType?: string | undefined;
    /** Not used: ID Tokens are always verified. */
    _idTokenVerification?: boolean | undefined;
    /** Not used: an answer without a state proves nothing. It is refused. */
    __enableIdPInitiatedLogin?: boolean | undefined;
    /** Not used, like `__enableIdPInitiatedLogin`. */
    __enableImpersonation?: boolean | undefined;
}
interface CheckSessionOptions extends AuthorizeOptions {
    /** ms. Default 60,000. */
    timeout?: number | undefined;
    /** Not used: the answer always comes as a message. */
    usePostMessage?: boolean | undefined;
}
interface RenewAuthOptions extends BaseAuthOptions {
    domain?: string | undefined;
    responseMode?: string | undefined;
    /** The callback page posts its hash, instead of being read. Default false. */
    usePostMessage?: boolean | undefined;
    /** The `type` that the posted object must have. Default: any. */
    postMessageDataType?: string | false | undefined;
    /** Default: this page's. */
    postMessageOrigin?: string | undefined;
    /** ms. Default 60,000. */
    timeout?: number | undefined;
}
interface LogoutOptions {
    clientID?: string | undefined;
    returnTo?: string | undefined;
    /** Log out at the upstream provider too. */
    federated?: boolean | undefined;
}
/** Size and place of a popup, CSS pixels. Default 500 × 600, in the middle of the window. */
interface PopupPosition {
    width?: number | undefined;
    height?: number | undefined;
    top?: number | undefined;
    left?: number | undefined;
}
interface PreloadOptions {
    popupOptions?: PopupPosition | undefined;
    /** What to show until the login begins. Default: an empty page. */
    url?: string | undefined;
}
interface PopupAuthorizeOptions extends Omit<AuthorizeOptions, 'responseMode'> {
    clientId?: string | undefined;
    responseMode?: 'query' | 'fragment' | 'form_post' | undefined;
    popupOptions?: PopupPosition | undefined;
    /** From `popup.preload`. */
    popupHandler?: Untyped;
    /** Needs a `redirectUri` here: the tenant's own relay page cannot be driven. */
    owp?: boolean | undefined;
}
interface PopupCallbackOptions {
    /** Default: the page's own. */
    hash?: string | undefined;
    /** Not used: the page that waits knows its own. */
    state?: string | undefined;
    /** Not used: the page that waits knows its own. */
    nonce?: string | undefined;
    /** Not used: the result goes to this origin alone. */
    popupOrigin?: string | undefined;
    /** Not used: ID Tokens are always verified. */
    _idTokenVerification?: string | undefined;
}

interface TokenProvider {
    enableCache?: boolean | undefined;
    cacheTTLInSeconds?: number | undefined;
}
interface ManagementOptions {
    domain: string;
    token?: string | undefined;
    clientId?: string | undefined;
    clientSecret?: string | undefined;
    audience?: string | undefined;
    scope?: string | undefined;
    tokenProvider?: TokenProvider | undefined;
    telemetry?: boolean | undefined;
}
type DoneCallback = (error?: Auth0Error) => void;
interface Captcha {
    reload: (done: DoneCallback) => void;
    getValue: () => string;
}
interface Auth0Challenge {
    type: 'code';
    image: string;
    required: boolean;
    provider: 'auth0' | 'recaptcha_v2';
    [other: string]: unknown;
}
interface CaptchaTemplates {
    auth0?: ((challenge: Auth0Challenge) => string) | undefined;
    recaptcha_v2?: ((challenge: Auth0Challenge) => string) | undefined;
    error: (error: Error) => string;
}
/** The spelling is the one of @types/auth0-js. */
interface CatpchaConfiguration {
    templates?: CaptchaTemplates | undefined;
    lang?: string | undefined;
}
interface LoginOptions {
    username: string;
    password: string;
    scope?: string | undefined;
}
interface DefaultLoginOptions extends LoginOptions {
    audience?: string | undefined;
    realm: string;
}
interface DefaultDirectoryLoginOptions extends LoginOptions {
    audience?: string | undefined;
}
interface ResourceOwnerLoginOptions extends LoginOptions {
    connection: string;
    device?: string | undefined;
}
interface CrossOriginLoginOptions {
    username?: string | undefined;
    email?: string | undefined;
    password: string;
    realm?: string | undefined;
    domain?: string | undefined;
    clientID?: string | undefined;
    redirectUri?: string | undefined;
    responseType?: string | undefined;
    responseMode?: string | undefined;
    state?: string | undefined;
    nonce?: string | undefined;
    scope?: string | undefined;
    audience?: string | undefined;
    captcha?: Captcha | undefined;
    onRedirecting?: ((done: () => void) => void) | undefined;
}
/** What `loginWithCredentials` of `redirect` and `popup` took. */
interface CredentialsOptions {
    redirectUri?: string | undefined;
    responseType?: string | undefined;
    responseMode?: 'query' | 'fragment' | undefined;
    scope?: string | undefined;
}
interface DelegationOptions {
    client_id?: string | undefined;
    grant_type: string;
    id_token?: string | undefined;
    refresh_token?: string | undefined;
    target?: string | undefined;
    scope?: string | undefined;
    api_type?: string | undefined;
}
interface Auth0DelegationToken {
    expiresIn: number;
    idToken: string;
    tokenType: string;
}
interface ChangePasswordOptions {
    connection: string;
    email: string;
}
interface DbSignUpOptions {
    email: string;
    password: string;
    connection: string;
    username?: string | undefined;
    scope?: string | undefined;
    userMetadata?: unknown;
}
interface DbSignUpResults {
    email: string;
    emailVerified: boolean;
}
interface PasswordlessAuthOptions {
    connection: string;
    verificationCode: string;
    phoneNumber: string;
    email: string;
}
interface PasswordlessStartAuthParams extends BaseAuthOptions {
    responseMode?: string | undefined;
}
interface PasswordlessStartOptions {
    connection: string;
    send: 'link' | 'code';
    phoneNumber?: string | undefined;
    email?: string | undefined;
    authParams?: PasswordlessStartAuthParams | undefined;
}
interface PasswordlessLoginOptions extends BaseAuthOptions {
    connection: string;
    verificationCode: string;
    phoneNumber?: string | undefined;
    email?: string | undefined;
}
interface PasswordlessVerifyOptions extends PasswordlessLoginOptions {
    send?: 'link' | 'code' | undefined;
    responseMode?: string | undefined;
}
/** What `popup.passwordlessVerify` took. */
interface PopupPasswordlessOptions {
    type: 'sms' | 'email';
    phoneNumber?: string | undefined;
    email?: string | undefined;
    connection: string;
    verificationCode: string;
}
type SsoDataResult = SsoSessionFoundResult | SsoSessionNotFoundResult;
interface SsoSessionFoundResult {
    lastUsedClientID: string;
    lastUsedConnection: {
        name: string;
        strategy?: string | undefined;
    };
    lastUsedUserID: string;
    lastUsedUsername: string;
    sessionClients: string[];
    sso: true;
}
interface SsoSessionNotFoundResult {
    sso: false;
}

type Method$2<Options, Result = Untyped> = (options: Options, callback: Auth0Callback<Result>) => void;
/** What `client.passwordless` was for: each method throws at the call. */
interface PasswordlessAuthentication {
    /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
    buildVerifyUrl(options: PasswordlessVerifyOptions): string;
    /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
    start: Method$2<PasswordlessStartOptions>;
    /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
    verify: Method$2<PasswordlessVerifyOptions>;
}
/** What `client.dbConnection` was for: each method throws at the call. */
interface DBConnection {
    /** @deprecated Throws. Use `authorize({ screen_hint: 'signup' })`. */
    signup: Method$2<DbSignUpOptions, DbSignUpResults>;
    /** @deprecated Throws. The login page of `authorize()` has a link for it. */
    changePassword: Method$2<ChangePasswordOptions>;
}
/** What `client` refuses: each throws at the call. */
declare class AuthenticationRefusals {
    readonly passwordless: PasswordlessAuthentication;
    readonly dbConnection: DBConnection;
    /** @deprecated Throws. Use `authorize()` of `WebAuth`. */
    login: Method$2<DefaultLoginOptions>;
    /** @deprecated Throws. Use `authorize()` of `WebAuth`. */
    loginWithDefaultDirectory: Method$2<DefaultDirectoryLoginOptions>;
    /** @deprecated Throws. Use `authorize()` of `WebAuth`. */
    loginWithResourceOwner: Method$2<ResourceOwnerLoginOptions>;
    /** @deprecated Throws. Let your server do it, or use `createAuth`. */
    oauthToken: Method$2<Untyped>;
    /** @deprecated Throws. Use `checkSession()` of `WebAuth`. */
    getSSOData: {
        (callback?: Auth0Callback<SsoDataResult | undefined>): void;
        (withActiveDirectories: boolean, callback?: Auth0Callback<SsoDataResult | undefined>): void;
    };
    /** @deprecated Throws. The login page of `authorize()` has its own. */
    getChallenge: (callback: Auth0Callback<Untyped>) => void;
    /** @deprecated Throws. Let your server do it. */
    delegation: Method$2<DelegationOptions, Auth0DelegationToken>;
    /** @deprecated Throws. Let your server do it. */
    getUserCountry: (callback: Auth0Callback<{
        countryCode: string;
    }>) => void;
    /** @deprecated Throws. Let your server do it. */
    customTokenExchange: Method$2<object>;
}

/**
 * The options of an instance, and what follows from them. A copy: the caller's stay as they are.
 */
interface BaseOptions extends AuthOptions {
    /** Where the tenant's endpoints lie. */
    readonly rootUrl: string;
    /** Of a `WebAuth`, for apps that read it: what auth0-js says. */
    readonly token_issuer?: string;
}

/** Options of a call, in the app's spelling. */
type CallOptions = Readonly<Record<string, unknown>>;

/** The tenant's addresses, and its userinfo. */
declare class Authentication extends AuthenticationRefusals {
    readonly baseOptions: BaseOptions;
    /** @throws Error that names the option at fault */
    constructor(options: AuthOptions);
    constructor(webAuth: unknown, options: AuthOptions);
    /**
     * The URL of an authorize request, as given: nothing is remembered, and neither state nor nonce
     * is made. Names go out in snake_case. Throws an Error for an option that is missing.
     */
    buildAuthorizeUrl(options: AuthorizeUrlOptions | CallOptions): string;
    /** Where to send the person to end the session at the tenant. */
    buildLogoutUrl(options?: LogoutOptions): string;
    /** Asks who the person is, and gives the answer as it comes. */
    userInfo(accessToken: string, callback: Auth0Callback<Auth0UserProfile>): void;
}

/**
 * The tenant's own administration. Making one throws: it wants a token that no page should hold.
 */
declare class Management {
    /** @deprecated Let your server do it. */
    constructor(_options: ManagementOptions);
    /** @deprecated Let your server do it. */
    getUser: (userId: string, callback: Auth0Callback<Auth0UserProfile>) => void;
    /** @deprecated Let your server do it. */
    patchUserMetadata: (userId: string, userMetadata: Untyped, callback: Auth0Callback<Auth0UserProfile>) => void;
    /** @deprecated Let your server do it. */
    patchUserAttributes: (userId: string, user: Auth0UserProfile, callback: Auth0Callback<Auth0UserProfile>) => void;
    /** @deprecated Let your server do it. */
    linkUser: (userId: string, secondaryUserToken: string, callback: Auth0Callback<Untyped>) => void;
}

/** What a hash says, in wire spelling. Nothing in it is believed. */
type Answer = Readonly<Record<string, string | undefined>>;

/** A window that waits for its login. */
interface PopupHandler {
    /** Null if the browser refused it. */
    readonly _current_popup: Window | null;
}

type Method$1<Options> = (options: Options, callback: Auth0Callback<Untyped>) => void;
/** What `webAuth.popup` refuses: each throws at the call. */
interface PopupRefusals {
    /** @deprecated Throws. Use `popup.authorize()`. */
    loginWithCredentials: Method$1<CredentialsOptions>;
    /** @deprecated Throws. Use `popup.authorize({ connection: 'email' })`. */
    passwordlessVerify: Method$1<PopupPasswordlessOptions>;
    /** @deprecated Throws. Use `popup.authorize({ screen_hint: 'signup' })`. */
    signupAndLogin: Method$1<DbSignUpOptions>;
}

/** Logins in a window beside this page. */
interface Popup extends PopupRefusals {
    /**
     * Opens the window in the click, for an authorize that comes later: pass it as `popupHandler`.
     */
    preload(options?: PreloadOptions | null): PopupHandler;
    /**
     * Logs in through a window, which is opened in this call: make it in the click, with nothing
     * awaited before. A window that the browser refuses is an error with the code `popup_blocked`.
     * Throws an Error for an option that is missing.
     */
    authorize(options: PopupAuthorizeOptions | CallOptions | null | undefined, callback?: Auth0Callback<Auth0Result> | null): PopupHandle;
    /**
     * For the callback page: hands the answer to the page that waits for it, and closes the window.
     * Elsewhere, and where nobody waits, nothing happens.
     */
    callback(options?: PopupCallbackOptions | null): void;
}

type Method<Options, Result = void> = (options: Options, callback: Auth0Callback<Untyped>) => Result;
type RenderCaptcha = (element: HTMLElement, options?: CatpchaConfiguration, callback?: Auth0Callback<Untyped>) => Captcha;
/** What `webAuth` refuses: each throws at the call. */
declare class WebAuthRefusals {
    /** @deprecated Throws. Use `authorize()`. */
    login: Method<CrossOriginLoginOptions>;
    /** @deprecated Throws. Use `authorize({ screen_hint: 'signup' })`. */
    signup: Method<DbSignUpOptions>;
    /** @deprecated Throws. Use `authorize({ screen_hint: 'signup' })`. */
    signupAndAuthorize: Method<DbSignUpOptions>;
    /** @deprecated Throws. The login page of `authorize()` has a link for it. */
    changePassword: Method<ChangePasswordOptions>;
    /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
    passwordlessStart: Method<PasswordlessStartOptions>;
    /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
    passwordlessLogin: Method<PasswordlessLoginOptions>;
    /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
    passwordlessVerify: Method<PasswordlessVerifyOptions>;
    /** @deprecated Throws. The login page of `authorize()` has its own. */
    renderCaptcha: RenderCaptcha;
    /** @deprecated Throws. The login page of `authorize()` has its own. */
    renderSignupCaptcha: RenderCaptcha;
    /** @deprecated Throws. The login page of `authorize()` has its own. */
    renderPasswordlessCaptcha: RenderCaptcha;
    /** @deprecated Throws. The login page of `authorize()` has its own. */
    renderPasswordResetCaptcha: RenderCaptcha;
    /** @deprecated Throws. Let your server do it. */
    customTokenExchange: Method<object>;
    /** Nothing to do: it belongs to `login`. */
    crossOriginVerification(): void;
    /**
     * Nothing to do: it belongs to `login`.
     * @deprecated
     */
    crossOriginAuthenticationCallback(): void;
}
/** What `webAuth.redirect` was for: each method throws at the call. */
interface Redirect {
    /** @deprecated Throws. Use `authorize()`. */
    loginWithCredentials: Method<CredentialsOptions>;
    /** @deprecated Throws. Use `authorize({ screen_hint: 'signup' })`. */
    signupAndLogin: Method<DbSignUpOptions & CrossOriginLoginOptions>;
}
/** What `webAuth.crossOriginAuthentication` was for. */
interface CrossOriginAuthentication {
    /** @deprecated Throws. Use `authorize()`. */
    login: Method<CrossOriginLoginOptions>;
    /** Nothing to do: it belongs to `login`. */
    callback(): void;
}

type ParseHashCallback = Auth0Callback<Auth0DecodedHash | null, Auth0ParseHashError>;
/** A client for one application at one tenant, by callbacks. */
declare class WebAuth extends WebAuthRefusals {
    readonly baseOptions: BaseOptions;
    readonly client: Authentication;
    readonly popup: Popup;
    readonly redirect: Redirect;
    readonly crossOriginAuthentication: CrossOriginAuthentication;
    /** @throws Error that names the option at fault */
    constructor(options: AuthOptions);
    /**
     * Leaves this page for the login, in the same turn. Throws an Error for an option that is
     * missing, where nothing can be remembered, and for the fourth redirect within 30 s that nobody
     * clicked for.
     */
    authorize(options?: AuthorizeOptions | CallOptions): void;
    /**
     * Completes the login whose answer this page was loaded with; null if it was loaded with none,
     * in the same turn. Takes the answer out of the address bar. Asked again, it gives the same
     * result until the page goes elsewhere, and nothing on a later load.
     */
    parseHash(callback: ParseHashCallback): void;
    parseHash(options: ParseHashOptions | string, callback: ParseHashCallback): void;
    /** Judges an answer that the app took apart itself, in wire spelling. */
    validateAuthenticationResponse(options: ParseHashOptions, parsedHash: Answer, callback: Auth0Callback<Auth0DecodedHash, Auth0ParseHashError>): void;
    /**
     * Verifies an ID Token, and gives its claims. Throws for a leeway below 0 or above 300.
     * @param nonce the one it must hold; without one it may hold any
     */
    validateToken(token: string, nonce: string | null | undefined, callback: Auth0Callback<Untyped>): void;
    /**
     * Asks in a hidden frame, without any page for the person, whether the tenant still has a
     * session. The answer comes as a message, from that frame and the tenant's origin alone.
     */
    checkSession(options: CheckSessionOptions | CallOptions | undefined, callback: Auth0Callback<Untyped>): void;
    /** The same for a callback page of the app's own in the frame, whose hash is read or posted. */
    renewAuth(options: RenewAuthOptions | CallOptions | undefined, callback: Auth0Callback<Untyped>): void;
    /**
     * Leaves for the tenant's logout. Forgets the answers seen; drop the tokens that the app holds.
     */
    logout(options?: LogoutOptions): void;
}

/** The version of auth0-js whose place this takes. */
declare const version: {
    raw: string;
};

declare namespace _default {
    export { Authentication, Management, WebAuth, version };
    export type { AdfsUserProfile, Auth0Callback, Auth0Challenge, Auth0DecodedHash, Auth0DelegationToken, Auth0Error, Auth0Identity, Auth0ParseHashError, Auth0Result, Auth0UserProfile, AuthOptions, AuthorizeOptions, AuthorizeUrlOptions, BaseAuthOptions, Captcha, CaptchaTemplates, CatpchaConfiguration, ChangePasswordOptions, CheckSessionOptions, ConsentRequiredErrorCode, CredentialsOptions, CrossOriginAuthentication, CrossOriginLoginOptions, DBConnection, DbSignUpOptions, DbSignUpResults, DefaultDirectoryLoginOptions, DefaultLoginOptions, DelegationOptions, DoneCallback, InteractionRequiredErrorCode, LibErrorCodes, LoginOptions, LoginRequiredErrorCode, LogoutOptions, ManagementOptions, MicrosoftUserProfile, Office365UserProfile, ParseHashOptions, PasswordlessAuthOptions, PasswordlessAuthentication, PasswordlessLoginOptions, PasswordlessStartAuthParams, PasswordlessStartOptions, PasswordlessVerifyOptions, Popup, PopupAuthorizeOptions, PopupCallbackOptions, PopupHandle, PopupHandler, PopupPasswordlessOptions, PopupPosition, PreloadOptions, Redirect, RenewAuthOptions, ResourceOwnerLoginOptions, SpecErrorCodes, SsoDataResult, SsoSessionFoundResult, SsoSessionNotFoundResult, TokenProvider, Untyped };
}

export { Authentication, Management, WebAuth, _default as default, version };
export type { AdfsUserProfile, Auth0Callback, Auth0Challenge, Auth0DecodedHash, Auth0DelegationToken, Auth0Error, Auth0Identity, Auth0ParseHashError, Auth0Result, Auth0UserProfile, AuthOptions, AuthorizeOptions, AuthorizeUrlOptions, BaseAuthOptions, Captcha, CaptchaTemplates, CatpchaConfiguration, ChangePasswordOptions, CheckSessionOptions, ConsentRequiredErrorCode, CredentialsOptions, CrossOriginAuthentication, CrossOriginLoginOptions, DBConnection, DbSignUpOptions, DbSignUpResults, DefaultDirectoryLoginOptions, DefaultLoginOptions, DelegationOptions, DoneCallback, InteractionRequiredErrorCode, LibErrorCodes, LoginOptions, LoginRequiredErrorCode, LogoutOptions, ManagementOptions, MicrosoftUserProfile, Office365UserProfile, ParseHashOptions, PasswordlessAuthOptions, PasswordlessAuthentication, PasswordlessLoginOptions, PasswordlessStartAuthParams, PasswordlessStartOptions, PasswordlessVerifyOptions, Popup, PopupAuthorizeOptions, PopupCallbackOptions, PopupHandle, PopupHandler, PopupPasswordlessOptions, PopupPosition, PreloadOptions, Redirect, RenewAuthOptions, ResourceOwnerLoginOptions, SpecErrorCodes, SsoDataResult, SsoSessionFoundResult, SsoSessionNotFoundResult, TokenProvider, Untyped };
export as namespace auth0;
