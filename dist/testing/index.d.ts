/**
 * Signature algorithms that can be allowed (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). No HMAC,
 * no `none`.
 */
type SigningAlgorithm = `${'RS' | 'PS' | 'ES'}${256 | 384 | 512}` | 'EdDSA' | 'Ed25519';
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
 * What a request asked for. `unknown` is every URL that the test server does not serve; it answers
 * 404.
 */
type TestEndpoint = 'authorize' | 'token' | 'jwks' | 'userinfo' | 'metadata' | 'logout' | 'unknown';
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

/** The person who logs in: claims of every ID Token and of userinfo, whatever the scope. */
interface TestUser {
    sub: string;
    [claim: string]: unknown;
}

/** Options of {@link createTestServer}. */
interface TestServerOptions {
    /** https URL. Default `https://login.example.test/`. The endpoints are Auth0's, below it. */
    issuer?: string;
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
}
/**
 * An authorization server inside the test. `...server` may be spread into the options of
 * `createAuth`.
 */
interface TestServer {
    readonly issuer: string;
    /** The one algorithm that the server signs with. */
    readonly algorithms: SigningAlgorithm[];
    /** The clock of server and storage, in milliseconds. */
    readonly now: () => number;
    /** Answers for the server's endpoints; any other URL is answered 404. */
    readonly fetch: typeof globalThis.fetch;
    /** Takes note of the page that the client wants to go to, for {@link TestServer.answer}. */
    readonly navigate: (url: string) => void;
    /** Remembers transactions in `records`, one for each state. */
    readonly storage: TransactionStorage & {
        readonly records: Map<string, string>;
    };
    /**
     * Lets the person log in at an authorize URL and resolves with the callback URL that the browser
     * is sent to. Without a URL it takes the one last given to `navigate`, and waits for it. Rejects
     * where a real server would show an error page. With `response_mode=web_message` the parameters
     * stand in the fragment. A logout URL is answered too.
     */
    readonly answer: (url?: string) => Promise<string>;
    /** Every request so far, page visits included, oldest first. */
    readonly requests: TestRequest[];
    /** From now on another key, with another `kid`, signs; the key set shows it alone. */
    readonly rotateKeys: (key?: TestKey) => void;
}
/**
 * Starts an authorization server in this process: real keys, real signatures, PKCE, rotating
 * refresh tokens, no network, nothing global touched.
 *
 * ```ts
 * const server = createTestServer()
 * const auth = createAuth({ domain: server.issuer, clientId: 'app', responseType: 'code',
 * redirectUri: 'https://app.example/', ...server }) const result = await auth.parseHash(await
 * server.answer(await auth.buildAuthorizeUrl('google-oauth2')))
 * ```
 */
declare function createTestServer(options?: TestServerOptions): TestServer;

export { createTestServer, generateTestKey };
export type { TestAnswer, TestBody, TestClaims, TestEndpoint, TestHeader, TestKey, TestRequest, TestServer, TestServerOptions, TestUser };
