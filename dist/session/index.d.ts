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

/** What an app shows. */
type SessionState = 
/** Only before the first answer; never again. */
{
    readonly status: 'loading';
}
/** `error`: what went wrong last; the session stands. */
 | {
    readonly status: 'in';
    readonly claims: IdTokenClaims;
    readonly error?: AuthError;
}
/** `error`: why it ended; none after a logout, and none for strangers. */
 | {
    readonly status: 'out';
    readonly error?: AuthError;
};

/** Every response type that brings an access token and an ID Token for sure. */
type SessionResponseType = Exclude<ResponseType, 'token' | 'id_token'>;
/** Options of {@link createSession}. */
interface SessionOptions {
    /**
     * How long a login lasts. `page`: in memory, until the page is left. `tab`: over reloads of this
     * tab. `browser`: over restarts, shared by all tabs. Default `page`.
     */
    keep?: 'page' | 'tab' | 'browser';
    /**
     * May open a hidden frame (`auth.checkSession`) to restore or renew, for somebody who logged in
     * here before. Needs server and app on one site. Default false.
     */
    silent?: boolean;
    /**
     * URLs that {@link Session.fetch} gives the token to: an origin, and a path below which. https,
     * or http on loopback. Default: none.
     */
    apis?: readonly string[];
    /** Sends the requests of {@link Session.fetch}. Default: the global `fetch`. */
    fetch?: typeof fetch;
    /** The clock, in ms: the same as the client's. Default: `Date.now`. */
    now?: () => number;
}
/** What one call of {@link Session.getToken} asks for. */
interface TokenRequest {
    /**
     * The token that an API answered 401 to. It is renewed only if it is still the one in use, and
     * not twice within a minute.
     */
    refused?: string;
    /** Ends the wait: `aborted`. */
    signal?: AbortSignal;
}
/**
 * Who is logged in, and tokens that live. Make it once, at module level; its methods work detached.
 */
interface Session<R extends SessionResponseType = SessionResponseType> {
    /**
     * Takes this page's login response, else restores. Always the same promise; never rejects. Call
     * it before the router. On a server: `loading`, for ever.
     */
    start(): Promise<SessionState>;
    /**
     * The present state. The same object until something that people can see has changed: a renewal
     * changes nothing. Holds no token.
     */
    getState(): SessionState;
    /** `loading`, as a server renders it: for bindings that hydrate. */
    getInitialState(): SessionState;
    /**
     * Calls back at once and at each change: Svelte's store contract, which fits useSyncExternalStore
     * and Solid's `from` too. What a listener throws is reported as an unhandled rejection, never
     * lost or spread.
     * @returns what ends it
     */
    subscribe(listener: (state: SessionState) => void): () => void;
    /**
     * Makes the result of `auth.popup`, `auth.parseHash` or `auth.checkSession` the session, here
     * and, as `keep` says, elsewhere. Rejects `invalid_config` for a result without access token or
     * ID Token.
     */
    adopt(result: AuthResult<R>): Promise<void>;
    /**
     * An access token that lives at least 10 s more, or a tenth of its life. In its last minute, or
     * half, it is renewed beside the call, not before it. Rejects `login_required`, `aborted` (logged
     * out or switched meanwhile, or the signal), `network_error`, `timeout`, `token_error`,
     * `invalid_token`; on a server `browser_required`.
     */
    getToken(request?: TokenRequest): Promise<string>;
    /**
     * `fetch` with the token for `apis`, without it for anything else, and for a request with an
     * `Authorization` of its own. One 401 is answered by one renewal and one repetition; the second
     * is returned. Rejects as `fetch` and {@link Session.getToken} do.
     */
    fetch: typeof fetch;
    /**
     * Ends the session in all tabs, then at the server: `auth.logout`, `id_token_hint` included.
     * `local: true`: not at the server. Rejects `invalid_config`.
     */
    logOut(options?: LogoutOptions & {
        local?: boolean;
    }): Promise<void>;
}

/**
 * Makes the session of a client. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
declare function createSession<R extends SessionResponseType>(auth: Auth<R>, options?: SessionOptions): Session<R>;

export { createSession };
export type { Session, SessionOptions, SessionResponseType, SessionState, TokenRequest };
