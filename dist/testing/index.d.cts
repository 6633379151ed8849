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

/** A private signing key as a JWK. For attacks with HMAC: `{ kty: 'oct', k: '…' }`. */
interface TestKey extends JsonWebKey {
    kid?: string;
}
/** Header of a signed token. An `undefined` member is left out. */
interface TestHeader {
    alg?: unknown;
    kid?: unknown;
    typ?: unknown;
    [name: string]: unknown;
}
/**
 * Makes a signing key. Making an RSA key takes long: make one for many test servers and hand it to
 * each as `key`.
 */
declare function generateTestKey(algorithm?: SigningAlgorithm): Promise<TestKey>;

/**
 * What a request asked for. `api` is every URL below the option `apis`; `unknown` is every URL that
 * the test server does not serve, which it answers 404.
 */
type TestEndpoint = 'authorize' | 'token' | 'jwks' | 'userinfo' | 'metadata' | 'logout' | 'api' | 'unknown';
/** A request as it reached the test server. */
interface TestRequest {
    readonly endpoint: TestEndpoint;
    readonly method: string;
    readonly url: string;
    readonly headers: Headers;
    /** From the query, or from the form in the body of a POST. */
    readonly parameters: URLSearchParams;
    /**
     * The second argument of `fetch`, with `credentials`, `redirect`, `cache`, `signal`; empty for a
     * page visit.
     */
    readonly init: Readonly<RequestInit>;
}
/**
 * Members of an answer: parameters of the callback URL, or of a JSON text. The well-known names are
 * spelled out, any other may be added.
 */
interface TestBody {
    access_token?: unknown;
    token_type?: unknown;
    expires_in?: unknown;
    scope?: unknown;
    id_token?: unknown;
    refresh_token?: unknown;
    code?: unknown;
    state?: unknown;
    iss?: unknown;
    error?: unknown;
    error_description?: unknown;
    sub?: unknown;
    issuer?: unknown;
    keys?: unknown[];
    [name: string]: unknown;
}
/** Claims of the ID Token in an answer. */
interface TestClaims {
    iss?: unknown;
    sub?: unknown;
    aud?: unknown;
    azp?: unknown;
    exp?: unknown;
    iat?: unknown;
    nbf?: unknown;
    nonce?: unknown;
    auth_time?: unknown;
    at_hash?: unknown;
    c_hash?: unknown;
    org_id?: unknown;
    org_name?: unknown;
    [name: string]: unknown;
}
/**
 * An answer about to be sent, right in every way. `respond` may change each member; a value of
 * `undefined` leaves the member of
 * `body`, `claims` or `header` out.
 */
interface TestAnswer {
    readonly endpoint: TestEndpoint;
    readonly request: TestRequest;
    /** HTTP status. */
    status: number;
    readonly headers: Headers;
    /**
     * What is sent: as JSON, or in the callback URL, where an array repeats the parameter. `id_token`
     * is the function {@link TestAnswer.sign} wherever an ID Token is due: a function is called, and
     * its result sent, after `respond`.
     */
    body: TestBody;
    /** Part of the callback URL that carries the body; of the `authorize` endpoint alone. */
    responseMode: 'fragment' | 'query' | undefined;
    /**
     * Header of the ID Token. An `alg` of another kind of key needs another {@link TestAnswer.key};
     * `none` leaves the signature empty.
     */
    header: TestHeader;
    /** Claims of the ID Token. */
    claims: TestClaims;
    /** What signs the ID Token. */
    key: TestKey;
    /** Signs `claims` and `header`, as they are when it is called, with `key`. */
    readonly sign: () => Promise<string>;
}

/** Where the endpoints are, as `createAuth` takes them: URLs, null for one that is not there. */
type TestEndpoints = {
    readonly [name in keyof Endpoints]: string | null;
};
/** The person who logs in: claims of every ID Token and of userinfo, whatever the scope. */
interface TestUser {
    sub: string;
    [claim: string]: unknown;
}
/**
 * How renewals fail: `invalid_grant` refuses the refresh token (RFC 6749 §5.2), a number is the
 * HTTP status of a server in trouble, `network_error` is no answer at all. In no case is the
 * refresh token spent.
 */
type RenewalFault = 'invalid_grant' | 'network_error' | number;

/** As much of a `Route` of Playwright as {@link TestServer.route} uses. */
interface PlaywrightRoute {
    request(): {
        url(): string;
        method(): string;
        headers(): Record<string, string>;
        postData(): string | null;
        isNavigationRequest(): boolean;
    };
    fulfill(response: RouteResponse): Promise<void>;
    abort(): Promise<void>;
    fallback(): Promise<void>;
}
interface RouteResponse {
    status: number;
    headers: Record<string, string>;
    body: string;
}

/** Options of {@link createTestServer}. */
interface TestServerOptions {
    /**
     * What `iss` says, in tokens and metadata: any text, as at servers whose issuer is no URL.
     * Default `https://login.example.test/`.
     */
    issuer?: string;
    /**
     * URL that endpoints and metadata lie below; https, or http on loopback. Default: the issuer
     * where that is a URL, else `https://login.example.test`.
     */
    domain?: string;
    /**
     * URLs of endpoints that lie elsewhere than Auth0's; null for one that the server does not have,
     * which is answered 404 and missing in the metadata.
     */
    endpoints?: Partial<TestEndpoints>;
    /**
     * Whether `response_type=token` brings an ID Token too where the scope holds `openid`, as Auth0
     * documents it. Default true; false: the access token alone, as most servers do (RFC 6749
     * §4.2.2).
     */
    idTokenForToken?: boolean;
    /**
     * Scripts misbehaviour: called with each answer before it is signed and sent, and may change it.
     * What it throws is a network failure; a `Response` that it returns is sent in place of the
     * answer. While a promise that it returned is pending, so is the answer.
     */
    respond?: (answer: TestAnswer) => Response | undefined | void | Promise<void> | Promise<Response | undefined>;
    /** The person who logs in. Default: Zoë, `{ sub: 'test|zoe', name, email, email_verified }`. */
    user?: TestUser;
    /** What ID Tokens are signed with. Default: what `key` was made for, else `RS256`. */
    algorithm?: SigningAlgorithm;
    /** A key from {@link generateTestKey}. Default: a new one. */
    key?: TestKey;
    /** Milliseconds. Default `Date.now`. */
    now?: () => number;
    /** Life of access tokens in seconds, sent as `expires_in` (RFC 6749 §5.1). Default 7200. */
    accessTokenLifetime?: number;
    /**
     * Whether each renewal brings a new refresh token and spends the old one, whose reuse ends the
     * login (RFC 9700 §4.14.2). Default true; false: one refresh token for the whole login.
     */
    refreshTokenRotation?: boolean;
    /**
     * Seconds for which a refresh token that was spent may still come again, for the sake of answers
     * that were lost. Default 0: reuse ends the login at once.
     */
    refreshTokenGrace?: number;
    /**
     * Demands a nonce in every DPoP proof, good for this many seconds: a proof without it is answered
     * `use_dpop_nonce` (RFC 9449 §8, §9), at token endpoint, userinfo and APIs, with another nonce
     * for each origin; 0 is a server that is never content. Default: none is demanded. DPoP itself
     * needs no option: who sends a proof gets tokens bound to its key, everybody else Bearer tokens.
     */
    dpopNonceLifetime?: number;
    /**
     * URLs of APIs, which answer 200 to a living access token and 401 to anything else, there and
     * below. Default `['https://api.example.test/']`.
     */
    apis?: readonly string[];
}
/**
 * An authorization server inside the test. `...server` may be spread into the options of
 * `createAuth`.
 */
interface TestServer {
    /** The option of `createAuth`: what the endpoints lie below, without a slash at its end. */
    readonly domain: string;
    readonly issuer: string;
    /** Where the option `endpoints` says so. */
    readonly endpoints?: NonNullable<AuthOptions['endpoints']>;
    /** The one algorithm that the server signs with. */
    readonly algorithms: SigningAlgorithm[];
    /** The clock of server, client and storage, in milliseconds. */
    readonly now: () => number;
    /** Answers for the server's endpoints and APIs; any other URL is answered 404. */
    readonly fetch: typeof globalThis.fetch;
    /** Takes note of the page that the client wants to go to, for {@link TestServer.answer}. */
    readonly navigate: (url: string) => void;
    /** Remembers transactions in `records`, one for each state. */
    readonly storage: TransactionStorage & {
        readonly records: Map<string, string>;
    };
    /**
     * Lets the person log in at an authorize URL and resolves with the callback URL that the browser
     * is sent to. Without a URL it takes the newest one given to `navigate`, or waits for it; it
     * rejects where none comes within two seconds. Rejects where a real server would show an error
     * page. With `response_mode=web_message` the parameters stand in the fragment. A logout URL is
     * answered too. A code in the callback URL is good once, and for 60 seconds of the server's clock
     * (RFC 6749 §4.1.2).
     */
    readonly answer: (url?: string) => Promise<string>;
    /**
     * A handler for Playwright, so that a real browser logs in without a server:
     * `await context.route('**', server.route)`. The person is logged in at once, without a page to
     * type in. What is neither an endpoint nor an API goes on to other handlers and to the network.
     */
    readonly route: (route: PlaywrightRoute) => Promise<void>;
    /** Every request so far, page visits included, oldest first. */
    readonly requests: TestRequest[];
    /** Requests that came with a refresh token spent before: each ended its login. */
    readonly reuses: TestRequest[];
    /** From now on another key, with another `kid`, signs; the key set shows it alone. */
    readonly rotateKeys: (key?: TestKey) => void;
    /**
     * The person logs in at the server, as in another tab: from now on `prompt=none` succeeds. With a
     * user it is somebody else, whom every later login is for; tokens issued before keep their owner.
     */
    readonly logIn: (user?: TestUser) => void;
    /**
     * The person logs out at the server, as in another app: the session there ends, so `prompt=none`
     * is answered `login_required`. Tokens live on, as they do at real servers.
     */
    readonly logOut: () => void;
    /** Every access token issued so far has expired: userinfo and APIs answer 401. */
    readonly expireTokens: () => void;
    /**
     * Every login so far is ended, as an administrator does it: access tokens are answered 401, codes
     * and refresh tokens `invalid_grant`.
     */
    readonly revokeTokens: () => void;
    /** Every renewal fails like this, until {@link TestServer.acceptRenewals}. */
    readonly refuseRenewals: (fault: RenewalFault) => void;
    /** Renewals succeed again. */
    readonly acceptRenewals: () => void;
    /** Moves the clock of server, client and storage on. */
    readonly advanceTime: (seconds: number) => void;
}

/**
 * Starts an authorization server in this process: real keys, real signatures, PKCE, rotating
 * refresh tokens, no network, nothing global touched.
 *
 * ```ts
 * const server = createTestServer()
 * const auth = createAuth({
 *   clientId: 'app', responseType: 'code', redirectUri: 'https://app.example/', ...server,
 * })
 * const url = await auth.buildAuthorizeUrl('google-oauth2')
 * const result = await auth.parseHash(await server.answer(url))
 * ```
 */
declare function createTestServer(options?: TestServerOptions): TestServer;

export { createTestServer, generateTestKey };
export type { PlaywrightRoute, RenewalFault, TestAnswer, TestBody, TestClaims, TestEndpoint, TestEndpoints, TestHeader, TestKey, TestRequest, TestServer, TestServerOptions, TestUser };
