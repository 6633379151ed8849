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

/**
 * What a provider's function gives: options to spread into `createAuth`. `R` are the response types
 * that the provider answers to a page without a client secret; with another one `createAuth` does
 * not compile, because `responseMode` says nothing of it. Left out, the mode is the default of
 * `createAuth` for each of them.
 */
type Provider<R extends ResponseType> = Pick<AuthOptions, 'domain' | 'issuer' | 'endpoints' | 'scope' | 'algorithms' | 'requireIss' | 'assumeBearer' | 'returnToName'> & {
    readonly responseMode?: ResponseModes<R>;
};
/** Two words of a response type, in either order. */
type EitherOrder<A extends string, B extends string> = `${A} ${B}` | `${B} ${A}`;

/** Where an application of authentik is. */
interface AuthentikOptions {
    /** The server, without a slash at its end: `https://id.example` */
    url: string;
    /** The application's slug. */
    application: string;
}
/**
 * authentik, an OAuth2/OpenID provider with a signing key and an issuer of its own. Response types
 * are compared there as texts, so the words have one order; `token` alone is not among them.
 *
 * From: docs.goauthentik.io, "OAuth 2.0 provider"; authentik's source,
 * `providers/oauth2/views/authorize.py`; read in November 2026.
 */
declare function authentik(options: AuthentikOptions): Provider<'code' | 'id_token' | 'id_token token' | 'code token' | 'code id_token' | 'code id_token token'>;

/** Which user flow of Azure AD B2C an application uses. */
interface AzureB2COptions {
    /** Host of the tenant: `acme.b2clogin.com`, or your own */
    domain: string;
    /** The directory's ID, a GUID. */
    tenantId: string;
    /** The user flow, or the custom policy: `B2C_1_signupsignin` */
    policy: string;
    /** The application's ID, which is the scope of an access token for itself too. */
    clientId: string;
}
/**
 * Azure AD B2C, one user flow. Without a scope of its own or of an API it gives no access token at
 * all, hence `clientId` here. `profile` and `email` are no scopes there: the claims are chosen in
 * the user flow. There is no userinfo endpoint.
 *
 * From: Azure AD B2C, "OAuth 2.0 authorization code flow", "Single-page sign in using the OAuth 2.0
 * implicit flow", "Configure tokens"; read in November 2026.
 */
declare function azureB2C(options: AzureB2COptions): Provider<'code' | 'id_token' | EitherOrder<'token', 'id_token'>> & {
    clientId: string;
};

/** Where a user pool of Amazon Cognito is. */
interface CognitoOptions {
    /** `eu-central-1` */
    region: string;
    /** The user pool's ID: `eu-central-1_AbCdEfGhI` */
    userPool: string;
    /** Host of the pool's domain: `acme.auth.eu-central-1.amazoncognito.com`, or your own */
    domain: string;
}
/**
 * Amazon Cognito user pools. `token` brings an ID Token too; `token id_token` is refused there. A
 * code always comes in the query. Scope: what a new app client allows; `profile` is not in it.
 *
 * From: Amazon Cognito Developer Guide, "The redirect and authorization endpoint", "The token
 * issuer endpoint", "The managed login sign-out endpoint"; read in November 2026.
 */
declare function cognito(options: CognitoOptions): Provider<'code' | 'token'>;

/**
 * Discord: an access token for its API, no ID Token. A code always comes in the query. Who logged
 * in says `https://discord.com/api/users/@me`.
 *
 * From: docs.discord.com, "OAuth2", "Account Linking from Your Game"; the metadata at
 * `discord.com/.well-known/oauth-authorization-server`; read in November 2026.
 */
declare function discord(): Provider<'code' | 'token'>;

/** What the v2.0 endpoint answers to a page; an access token alone would come in the query. */
type EntraResponseType = 'code' | 'id_token' | EitherOrder<'token', 'id_token'> | EitherOrder<'code', 'id_token'>;
/** Who may log in at Microsoft Entra ID. */
interface EntraOptions {
    /**
     * The directory's ID, a GUID: its people alone. `common`, `organizations`, `consumers`: people of
     * any directory, whose GUID the ID Token's `tid` names.
     */
    tenant: string;
}
/**
 * Microsoft Entra ID, endpoint v2.0. `domain_hint` in `params` leads straight to the company's own
 * login. The access token is for Microsoft Graph, until the scope names another API.
 *
 * From: Microsoft identity platform, "OAuth 2.0 authorization code flow", "OAuth 2.0 implicit grant
 * flow", "OpenID Connect on the Microsoft identity platform"; read in November 2026.
 */
declare function entra(options: EntraOptions): Provider<EntraResponseType>;
/** Where an external tenant of Microsoft Entra is. */
interface EntraExternalIdOptions {
    /** Host of the tenant: `acme.ciamlogin.com` */
    domain: string;
    /** The directory's ID, a GUID. */
    tenantId: string;
}
/**
 * Microsoft Entra External ID: an app's customers. Its tokens name the tenant's GUID in the host,
 * whatever the address was. Scope: the permissions that such a tenant has.
 *
 * From: Microsoft Entra External ID, "Supported features in external tenants"; read in November
 * 2026.
 */
declare function entraExternalId(options: EntraExternalIdOptions): Provider<EntraResponseType>;

/**
 * Facebook: an access token for its Graph API, no ID Token. A code needs a client secret there. Who
 * logged in says `https://graph.facebook.com/me?fields=id,name,email`.
 *
 * From: developers.facebook.com, "Manually Build a Login Flow", of March 2026; read in November
 * 2026.
 */
declare function facebook(): Provider<'token'>;

/** Where a tenant of FusionAuth is. */
interface FusionAuthOptions {
    /** The server, without a slash at its end: `https://id.example` */
    url: string;
    /** "Issuer" in the tenant's settings, `acme.com` until somebody changes it. */
    issuer: string;
}
/**
 * FusionAuth. `token` alone is refused there where the scope holds `openid`. `idp_hint` in `params`
 * leads straight to an identity provider; `tenantId` chooses one of several tenants.
 *
 * From: fusionauth.io/docs, "OAuth2 Endpoints", "OAuth Response Modes", "OAuth Issuer Validation";
 * read in November 2026.
 */
declare function fusionAuth(options: FusionAuthOptions): Provider<'code' | 'id_token' | 'token id_token'>;

/**
 * Google. A code needs a client secret there, so a page gets its tokens in the fragment. `hd` in
 * `params` asks for people of one Workspace; the claim `hd` says who came. There is no logout.
 *
 * From: developers.google.com, "OpenID Connect", "Google OpenID Connect API Reference", "OAuth 2.0
 * for Client-side Web Applications"; read in November 2026.
 */
declare function google(): Provider<'token' | 'id_token' | EitherOrder<'token', 'id_token'>>;

/** Where a realm of Keycloak is. */
interface KeycloakOptions {
    /**
     * The server, without a slash at its end: `https://id.example`; before Keycloak 17 with `/auth`
     */
    url: string;
    /** Its name, if that has no dots or spaces; else see `discover`. */
    realm: string;
}
/**
 * Keycloak, since version 18. `kc_idp_hint` in `params` leads straight to an identity provider.
 *
 * From: keycloak.org, Securing applications, "Securing applications and services with OpenID
 * Connect", "Available Endpoints"; read in November 2026.
 */
declare function keycloak(options: KeycloakOptions): Provider<ResponseType>;

/** Where a tenant of Logto is. */
interface LogtoOptions {
    /** The server, without a slash at its end: `https://acme.logto.app` */
    url: string;
}
/**
 * Logto. Signs with ES384 until its keys are rotated to RSA. `direct_sign_in` in `params` leads
 * straight to a connector: `social:google`.
 *
 * From: docs.logto.io, "Understand authentication flow", "Authentication parameters"; Logto's
 * source,
 * `oidc/init.ts`; read in November 2026.
 */
declare function logto(options: LogtoOptions): Provider<'code'>;

/** Where an authorization server of Okta is. */
interface OktaOptions {
    /** Host of the organization: `acme.okta.com`, or your own */
    domain: string;
    /** Its ID. Default `default`; null for the organization's own server. */
    authorizationServer?: string | null;
}
/**
 * Okta. `idp` in `params` leads straight to an identity provider.
 *
 * From: developer.okta.com, "OpenID Connect & OAuth 2.0 API", `/authorize`; "Enable CORS"; read in
 * November 2026.
 */
declare function okta(options: OktaOptions): Provider<ResponseType>;

/**
 * Spotify: an access token for its Web API, no ID Token. `token` ended there in November 2025. Who
 * logged in says `https://api.spotify.com/v1/me`.
 *
 * From: developer.spotify.com, "Authorization Code with PKCE Flow", "Redirect URIs"; read in
 * November 2026.
 */
declare function spotify(): Provider<'code'>;

/**
 * Twitch. A code needs a client secret there. Claims beyond `sub` are asked for by `claims` in
 * `params`; `email` needs the scope `user:read:email` too.
 *
 * From: dev.twitch.tv, "Using OIDC to get OAuth Access Tokens", "Getting OAuth Access Tokens"; read
 * in November 2026.
 */
declare function twitch(): Provider<'token' | 'id_token' | 'token id_token'>;

export { authentik, azureB2C, cognito, discord, entra, entraExternalId, facebook, fusionAuth, google, keycloak, logto, okta, spotify, twitch };
export type { AuthentikOptions, AzureB2COptions, CognitoOptions, EitherOrder, EntraExternalIdOptions, EntraOptions, EntraResponseType, FusionAuthOptions, KeycloakOptions, LogtoOptions, OktaOptions, Provider };
