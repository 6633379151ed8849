/** Every failure that Postern itself finds. */
declare const CODES: readonly ["invalid_config", "browser_required", "insecure_context", "storage_unavailable", "state_too_large", "state_missing", "state_unknown", "state_expired", "issuer_mismatch", "invalid_response", "invalid_token", "popup_blocked", "popup_closed", "aborted", "timeout", "network_error", "token_error", "redirect_loop"];
/**
 * Codes of failures that Postern itself finds. Each has one meaning; docs/errors.md lists when it
 * happens and what to do.
 */
type PosternErrorCode = (typeof CODES)[number];
/**
 * Our own codes, and whatever code the server sent: `access_denied`, `login_required`,
 * `consent_required`, … (RFC 6749 §4.1.2.1).
 */
type AuthErrorCode = PosternErrorCode | (string & {});
/** What stands beside an error, for programs. Which members are there follows from the code. */
interface AuthErrorDetail {
    /** The server's error code; also of the token endpoint. */
    readonly error?: string | undefined;
    /**
     * The server's text, at most 300 characters; left out where it repeats a secret that was sent.
     * Plain text from outside: never put it into a page as markup.
     */
    readonly description?: string | undefined;
    /** HTTP status of the server's answer. */
    readonly status?: number;
    /** The ID Token claim at fault. */
    readonly claim?: string;
    /** What had to be there. */
    readonly expected?: unknown;
    /**
     * What was there; for a claim bound to a secret or a person (`nonce`, `at_hash`, `c_hash`, `sub`)
     * only its type.
     */
    readonly actual?: unknown;
}
/** What an {@link AuthError} can carry beside code and message. */
interface AuthErrorOptions {
    /** What the app handed to the login that failed. */
    readonly appState?: unknown;
    /** The facts behind the message. */
    readonly detail?: AuthErrorDetail | undefined;
    /** As of any `Error`. Postern itself sets none: it could quote a secret. */
    readonly cause?: unknown;
}
/**
 * What Postern throws or rejects with. Only what stands in for something else also fails as that
 * does: `session.fetch` and `dpop.fetch` as `fetch`, `postern/auth0-js` as auth0-js. Neither
 * message, detail nor cause ever holds a token, code, verifier, state or nonce.
 */
declare class AuthError extends Error {
    /** Stable: switch on it. */
    readonly code: AuthErrorCode;
    /** What the app handed to this login, as soon as the login is known. */
    readonly appState?: unknown;
    /** The facts behind the message, for programs. */
    readonly detail?: AuthErrorDetail | undefined;
    /**
     * @param message for people, and may change: a sentence in development builds and in Node, the
     *   code and a word in production bundles
     */
    constructor(code: AuthErrorCode, message: string, options?: AuthErrorOptions);
}
/**
 * Whether a value is an {@link AuthError}, also of another copy of this library (an ES module
 * beside CommonJS) or of another realm (a frame). Never throws.
 */
declare function isAuthError(value: unknown): value is AuthError;

type ParameterValue = string | number | boolean | object | null | undefined;
/**
 * Parameters of the authorize request beside the SDK's own, in wire spelling. The well-known names
 * are typed; any other name is accepted. Values go out exactly as given: arrays as repeated
 * parameters, objects as JSON, `undefined` and `null` left out.
 */
interface AuthorizeParams {
    /**
     * OpenID Connect Core §3.1.2.1: `none`, `login`, `consent`, `select_account`, or several
     * separated by spaces.
     */
    prompt?: 'none' | 'login' | 'consent' | 'select_account' | (string & {}) | null | undefined;
    /**
     * Oldest acceptable login, seconds; 0 asks for a fresh one. Remembered, and held against the ID
     * Token's `auth_time`.
     */
    max_age?: number | string | null | undefined;
    /**
     * Auth0 organization, by id (`org_…`) or by name. Remembered, and held against the ID Token's
     * `org_id` or `org_name`.
     */
    organization?: string | null | undefined;
    /** Auth0 invitation ticket; goes with `organization`. */
    invitation?: string | null | undefined;
    /** Whom the login page should suggest: an e-mail address, for example. */
    login_hint?: string | null | undefined;
    /** Auth0: `signup` opens the hosted page on registration. */
    screen_hint?: 'signup' | 'login' | (string & {}) | null | undefined;
    /** `popup`, `touch`, `wap`, `page`: how the provider should lay out its page. */
    display?: 'page' | 'popup' | 'touch' | 'wap' | (string & {}) | null | undefined;
    /** Preferred languages (BCP 47), best first, separated by spaces. */
    ui_locales?: string | null | undefined;
    /** Requested authentication context classes. Sent only: check the `acr` claim yourself. */
    acr_values?: string | null | undefined;
    /** An ID Token of an earlier login, as a hint about the person. */
    id_token_hint?: string | null | undefined;
    /** Passed to the upstream provider: `offline` asks Google for a refresh token. */
    access_type?: 'offline' | 'online' | (string & {}) | null | undefined;
    /** Extra scopes for the upstream provider. */
    connection_scope?: string | readonly string[] | null | undefined;
    /** The `claims` request of OpenID Connect Core §5.5; an object goes out as JSON. */
    claims?: object | string | null | undefined;
    [name: string]: ParameterValue;
}
/**
 * The URL of an authorize request. Pure: saves nothing, checks nothing, works in Node and workers.
 * A query that `endpoint` already has is kept (RFC 6749 §3.1). Spaces go out as `%20`, which every
 * server reads. Throws `invalid_config` for a value that JSON cannot hold, or without an endpoint.
 */
declare function buildAuthorizeUrl(endpoint: string, params: AuthorizeParams): string;

type ResponseTypeWord = 'code' | 'token' | 'id_token';
/** Every order of every selection of the words. */
type Combinations<Word extends string, First extends Word = Word> = First extends Word ? First | `${First} ${Combinations<Exclude<Word, First>>}` : never;
/**
 * What the authorization endpoint is asked for: `code`, `token`, `id_token` or a combination, in
 * any order (RFC 6749 §3.1.1, OAuth 2.0 Multiple Response Type Encoding Practices §3, §5). Sent as
 * written, compared as a set.
 */
type ResponseType = Combinations<ResponseTypeWord>;
/** Whether a response type holds a word, at the type level. */
type Asks<R extends string, Word extends string> = ` ${R} ` extends `${string} ${Word} ${string}` ? true : false;

/**
 * Signature algorithms that can be allowed (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). No HMAC,
 * no `none`.
 */
type SigningAlgorithm = `${'RS' | 'PS' | 'ES'}${256 | 384 | 512}` | 'EdDSA' | 'Ed25519';
/**
 * Where the answer is put: the URL's fragment, its query, or a message to the opener (popup and
 * silent frame only).
 */
type ResponseMode = 'fragment' | 'query' | 'web_message';
/** A mode for each response type, as it is written; that of `R` must be there. */
type ResponseModes<R extends ResponseType> = {
    readonly [type in R]: ResponseMode;
} & {
    readonly [type in ResponseType]?: ResponseMode;
};
/**
 * Where redirect logins are remembered: synchronous, one string per state. An `AuthError` that it
 * throws passes as it is; anything else becomes `storage_unavailable`.
 */
interface TransactionStorage {
    get(state: string): string | null | undefined;
    /** @param maxAge seconds after which the record may be forgotten */
    set(state: string, record: string, maxAge: number): void;
    remove(state: string): void;
}
/** Signs requests with a key that no script can read: what `createDpop` of `postern/dpop` gives. */
interface Dpop {
    /** `fetch` with a proof for token requests, and for those that carry an access token. */
    readonly fetch: typeof fetch;
    /** The key's name, `dpop_jkt` of the authorize request (RFC 9449 §10). */
    thumbprint(): Promise<string>;
    /** Forgets the key: the next login gets another. */
    clear(): Promise<void>;
}
/** URLs of the authorization server; https, or http on loopback. */
interface Endpoints {
    /** Default: `/authorize` below the domain. A query it already has is kept. */
    authorize: string;
    /** Default: `/oauth/token` below the domain. */
    token: string;
    /** Default: `/.well-known/jwks.json` below the domain. */
    jwks: string;
    /** Default: `/userinfo` below the domain. */
    userInfo: string;
    /** Default: `/v2/logout` below the domain. */
    logout: string;
    /** OpenID Connect RP-Initiated Logout 1.0. No default; used instead of `logout` when set. */
    endSession: string;
}
/**
 * Options of {@link createAuth}. What cannot work is refused there with `invalid_config`, not at
 * the person's login; an endpoint that is null, by the call that needs it. An option that is
 * `undefined` counts as left out.
 */
interface AuthOptions<R extends ResponseType = ResponseType> {
    /** The server: a host name, or an https URL with an optional path; http only on loopback. */
    domain: string;
    /** The application, as the server names it. */
    clientId: string;
    /** Required: decides what comes back, and the type of the result. */
    responseType: R;
    /**
     * Where the person returns to: absolute, no fragment. Default: the current page without query and
     * fragment, read at each call.
     */
    redirectUri?: string;
    /**
     * Default `fragment`, which never reaches a server log. `web_message` holds for popup and
     * checkSession; authorize then uses `fragment`. Or one for each response type, for a server that
     * gives no choice: a response type that is not among them is refused, by the compiler too.
     */
    responseMode?: ResponseMode | ResponseModes<R>;
    /** Default `openid profile email`. */
    scope?: string;
    /** The API that the access token is for. */
    audience?: string;
    /** Sent with every request. */
    params?: AuthorizeParams;
    /**
     * What `iss` must be, letter by letter, in ID Tokens and responses; several spellings as a list.
     * Compared as text, never fetched. `{tenantid}` in it stands for the signed claim `tid` (Entra).
     * Default: `https://{domain}/`, the host in lower case.
     */
    issuer?: string | readonly string[];
    /** Where they are not at Auth0's paths below the domain; null: the server has none. */
    endpoints?: {
        [name in keyof Endpoints]?: string | null;
    };
    /**
     * The server is known to send `iss` in every response (RFC 9207 §2.4): refuse one without.
     * Default false.
     */
    requireIss?: boolean;
    /**
     * What the logout endpoint calls the address to return to. Default: `returnTo`, and
     * `post_logout_redirect_uri` where `endpoints.endSession` is set.
     */
    returnToName?: string;
    /**
     * The server leaves `token_type` out, though RFC 6749 §5.1 demands it: take its absence for
     * `Bearer`. Default false.
     */
    assumeBearer?: boolean;
    /** Accepted signature algorithms of ID Tokens. Default `['RS256']`. */
    algorithms?: readonly SigningAlgorithm[];
    /** Tolerance for the clocks of server and device, seconds, 0 to 300. Default 60. */
    leeway?: number;
    /** How long a login may take, seconds. Default 3600. */
    transactionTtl?: number;
    /**
     * How long each request to the server may take, ms; then `timeout`. Default 10000, Infinity for
     * no limit. It ends the wait; a token request already sent is not aborted.
     */
    timeout?: number;
    /** Where begun redirect logins are remembered. Default: this origin's storage. */
    storage?: TransactionStorage;
    /** From `postern/dpop`: tokens that are worthless elsewhere (RFC 9449). */
    dpop?: Dpop;
    /** Default: the global `fetch`. */
    fetch?: typeof fetch;
    /** The clock, in ms. Default: `Date.now`. */
    now?: () => number;
    /**
     * Leaves the page. Default: `location.assign`. A promise that rejects is a failure like a throw.
     */
    navigate?: (url: string) => unknown;
}

/** A JSON Web Key as a server publishes it (RFC 7517 §4). */
type PublicJwk = JsonWebKey & {
    readonly kid?: string;
};

/**
 * Claims of an ID Token (OpenID Connect Core §2, §5.1). Every claim listed as required was checked.
 */
interface IdTokenClaims {
    readonly iss: string;
    readonly sub: string;
    readonly aud: string | readonly string[];
    readonly exp: number;
    readonly iat: number;
    readonly nbf?: number;
    readonly azp?: string;
    readonly nonce?: string;
    readonly auth_time?: number;
    readonly acr?: string;
    readonly amr?: readonly string[];
    readonly at_hash?: string;
    readonly c_hash?: string;
    readonly sid?: string;
    readonly org_id?: string;
    readonly org_name?: string;
    readonly name?: string;
    readonly given_name?: string;
    readonly family_name?: string;
    readonly nickname?: string;
    readonly preferred_username?: string;
    readonly picture?: string;
    readonly locale?: string;
    readonly updated_at?: string | number;
    readonly email?: string;
    readonly email_verified?: boolean;
    readonly [claim: string]: unknown;
}

/** What comes with an access token. */
interface AccessTokenResult {
    readonly accessToken: string;
    /** `DPoP` where the client has the option `dpop`. */
    readonly tokenType: 'Bearer' | 'DPoP';
    /** Seconds; null if the server did not say. */
    readonly expiresIn: number | null;
    /** ms since 1970, counted from the moment of receipt; null if the server did not say. */
    readonly expiresAt: number | null;
}
/**
 * Who logged in. The ID Token was verified in full; for `code` it is there whenever the scope holds
 * `openid`, as by default.
 */
interface IdTokenResult {
    readonly idToken: string;
    readonly claims: IdTokenClaims;
}
/** What every login gives. */
interface CommonResult<S> {
    /** The scope granted, else the one asked for. */
    readonly scope: string | null;
    /** What the app handed to this login. */
    readonly appState: S;
}
/** With `token` an ID Token may come too: some servers send it unasked. */
type IdTokenOf<R extends ResponseType> = Asks<R, 'id_token' | 'code'> extends false ? Partial<IdTokenResult> : IdTokenResult;
/**
 * What a login gives: its members follow from the response type, each alone where it may be one of
 * several. Postern keeps none of it.
 */
type AuthResult<R extends ResponseType = ResponseType, S = unknown> = R extends ResponseType ? CommonResult<S> & (Asks<R, 'token' | 'code'> extends false ? unknown : AccessTokenResult) & IdTokenOf<R> & (Asks<R, 'code'> extends false ? unknown : {
    readonly refreshToken?: string;
}) : never;
/** What a renewal gives. */
interface TokenResult extends AccessTokenResult, Partial<IdTokenResult> {
    readonly scope: string | null;
    /** The new refresh token, or the one sent if the server keeps it. */
    readonly refreshToken: string;
}

type ParameterName = `${'access' | 'id' | 'refresh'}_token` | 'token_type' | 'expires_in' | 'scope' | 'code' | 'state' | 'iss' | 'error' | 'error_description' | 'error_uri' | 'session_state';
/**
 * A response as received, in wire spelling (RFC 6749 §4.1.2, §4.2.2; RFC 9207 §2). Nothing in it is
 * checked: do not believe it.
 */
type AuthorizationResponse = {
    readonly [name in ParameterName]?: string;
};
/**
 * Reads a response without believing it, and without a look at what is remembered: pure and
 * synchronous.
 * @param hashOrQueryOrUrl `location.hash`, `location.search`, a bare string, or a whole URL
 * @returns null if it holds no response. Tokens in a query are none: they belong into the fragment
 * @throws AuthError `invalid_response` if a parameter is there more than once; `invalid_config` for
 *   what is no text
 */
declare function readResponse(hashOrQueryOrUrl: string): AuthorizationResponse | null;

/** What is remembered of a login between request and response. Format 1; JSON under its state. */
interface Transaction {
    readonly v: 1;
    /** Sent with every request; without one a front-channel ID Token is refused. */
    readonly nonce: string;
    /** RFC 7636 §4.1 */
    readonly codeVerifier?: string | undefined;
    readonly responseType: ResponseType;
    readonly responseMode: ResponseMode;
    readonly redirectUri: string;
    readonly clientId: string;
    readonly issuer: string;
    readonly scope: string;
    /** Seconds. */
    readonly maxAge?: number | undefined;
    readonly organization?: string | undefined;
    readonly appState?: unknown;
    /** Seconds since 1970. */
    readonly createdAt: number;
}

/** What one login asks for, beside the client's options. */
interface AuthorizeRequest<S = unknown> {
    /**
     * Anything JSON can hold. Stays in this browser, and comes back with the result or on the error.
     */
    appState?: S;
    /** Sent with this request; names given here win over the client's. */
    params?: AuthorizeParams;
    /** Default: the client's. Must hold `openid` where the client's does. */
    scope?: string;
    /** Default: the client's. */
    audience?: string;
    /** Default: the client's. */
    redirectUri?: string;
}

/** A login in another window than this page's: a popup or a frame. */
interface WindowRequest<S = unknown> extends AuthorizeRequest<S> {
    /** Gives the login up: closes the window and rejects `aborted`. */
    signal?: AbortSignal;
    /** ms until the window is closed with `timeout`. */
    timeout?: number;
}

/**
 * What one silent login asks for. The timeout is 5000 ms by default: some servers never answer
 * where nobody is logged in.
 */
interface SilentRequest<S = unknown> extends WindowRequest<S> {
    /**
     * `claims.sub` of who is logged in here: an answer about another person is `invalid_token`.
     * Default: the `sub` of an `id_token_hint` in `params`.
     */
    sub?: string;
}

/** What a logout asks for. */
interface LogoutOptions {
    /** Where the person goes then: absolute, https (http on loopback), registered at the server. */
    returnTo?: string;
    /** The ID Token of the session to end; for servers with `endSession`. */
    idTokenHint?: string;
    /** Auth0: log out at the upstream provider too. Sent to either endpoint. */
    federated?: boolean;
    /** Sent along, in wire spelling; the client id and the options above win where they are given. */
    params?: AuthorizeParams;
}

/** What one popup login asks for. No timeout by default: people type slowly. */
interface PopupRequest<S = unknown> extends WindowRequest<S> {
    /**
     * CSS pixels, default 480; never wider than the page's own window, in whose middle the popup
     * stands.
     */
    width?: number;
    /** CSS pixels, default 640. */
    height?: number;
    /** A window that the app opened itself, in the click. What is none is `invalid_config`. */
    window?: Window;
    /** If the browser refuses the window: reject `popup_blocked` (default), or go on by redirect. */
    onBlocked?: 'reject' | 'redirect';
}

/** What one renewal asks for. */
interface RefreshRequest {
    /** Less than was granted, or the same (RFC 6749 §6). Default: the same. */
    scope?: string;
    /** `claims.sub` of the login: an ID Token about somebody else is `invalid_token`. */
    sub?: string;
    /** Stops the wait, not the request: a rotated refresh token must not get lost on its way. */
    signal?: AbortSignal;
    /** ms until the wait ends with `timeout`; the request goes on. Default: the client's. */
    timeout?: number;
}

/** Claims from the userinfo endpoint (OpenID Connect Core §5.3.2). */
interface UserInfo {
    readonly sub: string;
    readonly [claim: string]: unknown;
}
/** What one question for userinfo asks. */
interface UserInfoRequest {
    /** `claims.sub` of the login: an answer about somebody else is refused. */
    sub?: string;
    /** Stops the request: `aborted`. */
    signal?: AbortSignal;
}

/** A client: make it once, at module level. All methods work detached; none stores a token. */
interface Auth<out R extends ResponseType = ResponseType> {
    /** What `iss` is; the first, if there are several. */
    readonly issuer: string;
    readonly clientId: string;
    /**
     * Leaves this page for the login. Stays pending; rejects `aborted` if the person comes Back to
     * this very page, so that a spinner can stop. Further: `invalid_config`, `insecure_context`,
     * `storage_unavailable`, `state_too_large`, `redirect_loop`, `browser_required`, all before the
     * page is left.
     * @param connection name of an identity provider; left out or empty: the hosted login page
     */
    authorize<S>(connection?: string, request?: AuthorizeRequest<S>): Promise<never>;
    /**
     * Logs in through a popup. Call it in the click, with nothing awaited before.
     * Rejects `popup_blocked`, `popup_closed`, `aborted`, `timeout`, and whatever a response can be
     * refused with.
     */
    popup<S>(connection?: string, request?: PopupRequest<S>): Promise<AuthResult<R, S>>;
    /**
     * Completes the login whose response this page was loaded with; null if it was loaded with none.
     * Takes the response out of the address bar at once, before anything is awaited. The same
     * response gives the same promise, however often it is asked for. In a popup or frame: hands the
     * response home and stays pending. Rejects `state_missing`, `state_unknown`, `state_expired`,
     * `issuer_mismatch`, `invalid_response`, `invalid_token`, `token_error`, `network_error`,
     * `timeout`, `storage_unavailable`, `insecure_context`, the server's own codes; `invalid_config`
     * for what is no text, or an endpoint that is null; `browser_required` without a page, unless
     * there are a text and `storage`.
     * @param hash instead of this page's own: a hash, a query with or without `?`, a path with
     *   either, or a whole URL. One without `#` and `?` is read by the client's `responseMode`
     */
    parseHash<S>(hash?: string): Promise<AuthResult<R, S> | null>;
    /**
     * The URL that authorize would go to. Remembers the login, but navigates nowhere. Rejects
     * `invalid_config`, `insecure_context`, `storage_unavailable`, `state_too_large`; without a page
     * `browser_required`, unless `redirectUri` and `storage` are given.
     */
    buildAuthorizeUrl<S>(connection?: string, request?: AuthorizeRequest<S>): Promise<string>;
    /**
     * Logs in without any page, if the server still has a session: prompt=none in a hidden frame.
     * Rejects `login_required` and the like, `timeout`, `aborted`.
     */
    checkSession<S>(request?: SilentRequest<S>): Promise<AuthResult<R, S>>;
    /**
     * Renews tokens. Rejects `token_error`, `network_error`, `timeout`, `invalid_response`,
     * `invalid_token`, `aborted`, `insecure_context`, `invalid_config`.
     */
    refresh(refreshToken: string, request?: RefreshRequest): Promise<TokenResult>;
    /**
     * Asks the server about the person. Rejects `token_error`, `network_error`, `timeout`,
     * `invalid_token`, `aborted`, `invalid_config`.
     */
    userInfo(accessToken: string, request?: UserInfoRequest): Promise<UserInfo>;
    /** Where to send the person to end the session at the server. Throws `invalid_config`. */
    buildLogoutUrl(options?: LogoutOptions): string;
    /**
     * Goes there, and forgets the responses that this client has seen; the tokens that the app holds
     * are the app's to drop. Throws `invalid_config`; `aborted` if the page cannot be left; without
     * a page `browser_required`, unless `navigate` is given.
     */
    logout(options?: LogoutOptions): void;
}
/**
 * Makes a client for one application at one server. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
declare function createAuth<R extends ResponseType>(options: AuthOptions<R>): Auth<R>;

/** What a server says of itself, as options for `createAuth`. */
type DiscoveredOptions = Required<Pick<AuthOptions, 'domain' | 'issuer' | 'endpoints' | 'requireIss'>>;
/** How {@link discover} asks, and what it may find. */
interface DiscoverOptions {
    /** What the metadata must name where that is not the address; several spellings as a list. */
    issuer?: string | readonly string[];
    /** Default: the global `fetch`. */
    fetch?: typeof fetch;
    /** Stops the request: `aborted`. */
    signal?: AbortSignal;
}
/**
 * Reads a server's metadata: OpenID Connect Discovery 1.0 §4, else RFC 8414 §3. Spread what it
 * resolves to into `createAuth`; an endpoint that the metadata does not name is null there. Rejects
 * `network_error`, `timeout`, `aborted`, `issuer_mismatch` if the metadata is another issuer's (RFC
 * 8414 §3.3), `invalid_config` for URLs that are not https, or a server without PKCE by S256.
 */
declare function discover(address: string, options?: DiscoverOptions | null): Promise<DiscoveredOptions>;

/** What {@link verifyIdToken} holds an ID Token against. */
interface IdTokenExpectations {
    /** What `iss` must be, letter by letter; several spellings as a list. */
    readonly issuer: string | readonly string[];
    /** What must be in `aud`, and be `azp` where that is there or has to be. */
    readonly clientId: string;
    /** The nonce sent with the authorize request. */
    readonly nonce: string;
    /** Default `['RS256']`. */
    readonly algorithms?: readonly string[];
    /** Seconds, 0 to 300. Default 60. */
    readonly leeway?: number;
    /** Seconds; given, `auth_time` must be there and no older. 0 counts. */
    readonly maxAge?: number;
    /** Given, `org_id` (for `org_…`) or `org_name` must equal it; names in lower case. */
    readonly organization?: string;
    /** The access token that came with the ID Token: given, `at_hash` must be there and fit. */
    readonly accessToken?: string;
    /** The code that came with the ID Token: given, `c_hash` must be there and fit. */
    readonly code?: string;
    /** Where the server publishes its keys; https. Either this or `keys`. */
    readonly jwksUri?: string;
    /** The keys themselves: nothing is fetched. Either these or `jwksUri`. */
    readonly keys?: readonly PublicJwk[];
    /** Default: the global `fetch`. */
    readonly fetch?: typeof fetch;
    /** The clock, in ms. Default: `Date.now`. */
    readonly now?: () => number;
}
/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`,
 * `iat`, `nbf`, `nonce`, and what else is expected (OpenID Connect Core §3.1.3.7, §3.2.2.9,
 * §3.2.2.11). Pure but for the key fetch. What is given and empty is wrong, never "not given".
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `timeout`,
 * `insecure_context`, `invalid_config`.
 */
declare function verifyIdToken(idToken: string, expected: IdTokenExpectations): Promise<IdTokenClaims>;

/**
 * A place in this app to go to after login, or the fallback: for a `returnTo` that came through
 * `appState` or the URL. Only an http(s) URL of this page's own origin passes, without user info.
 * Never throws.
 * @returns path, query and fragment, ready for a router or `location`; or `fallback`; in Node
 *   always `fallback`
 */
declare function safeReturnTo(target: unknown, fallback?: string): string;

export { AuthError, buildAuthorizeUrl, createAuth, discover, isAuthError, readResponse, safeReturnTo, verifyIdToken };
export type { AccessTokenResult, Auth, AuthErrorCode, AuthErrorDetail, AuthErrorOptions, AuthOptions, AuthResult, AuthorizationResponse, AuthorizeParams, AuthorizeRequest, CommonResult, DiscoverOptions, DiscoveredOptions, Endpoints, IdTokenClaims, IdTokenExpectations, IdTokenResult, LogoutOptions, PopupRequest, PosternErrorCode, PublicJwk, RefreshRequest, ResponseMode, ResponseModes, ResponseType, SigningAlgorithm, SilentRequest, TokenResult, Transaction, TransactionStorage, UserInfo, UserInfoRequest, WindowRequest };
