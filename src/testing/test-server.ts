import type { AuthOptions, SigningAlgorithm, TransactionStorage } from '../auth-options.js'
import type { TestAnswer, TestRequest } from './answer.js'
import type { TestKey } from './keys.js'
import type { RenewalFault, TestEndpoints, TestUser } from './knowledge.js'
import type { PlaywrightRoute } from './route.js'

/** Options of {@link createTestServer}. */
export interface TestServerOptions {
  /**
   * What `iss` says, in tokens and metadata: any text, as at servers whose issuer is no URL.
   * Default `https://login.example.test/`.
   */
  issuer?: string
  /**
   * URL that endpoints and metadata lie below; https, or http on loopback. Default: the issuer
   * where that is a URL, else `https://login.example.test`.
   */
  domain?: string
  /**
   * URLs of endpoints that lie elsewhere than Auth0's; null for one that the server does not have,
   * which is answered 404 and missing in the metadata.
   */
  endpoints?: Partial<TestEndpoints>
  /**
   * Whether `response_type=token` brings an ID Token too where the scope holds `openid`, as Auth0
   * documents it. Default true; false: the access token alone, as most servers do (RFC 6749
   * §4.2.2).
   */
  idTokenForToken?: boolean
  /**
   * Scripts misbehaviour: called with each answer before it is signed and sent, and may change it.
   * What it throws is a network failure; a `Response` that it returns is sent in place of the
   * answer. While a promise that it returned is pending, so is the answer.
   */
  respond?: (
    answer: TestAnswer,
  ) => Response | undefined | void | Promise<void> | Promise<Response | undefined>
  /** The person who logs in. Default: Zoë, `{ sub: 'test|zoe', name, email, email_verified }`. */
  user?: TestUser
  /** What ID Tokens are signed with. Default: what `key` was made for, else `RS256`. */
  algorithm?: SigningAlgorithm
  /** A key from {@link generateTestKey}. Default: a new one. */
  key?: TestKey
  /** Milliseconds. Default `Date.now`. */
  now?: () => number
  /** Life of access tokens in seconds, sent as `expires_in` (RFC 6749 §5.1). Default 7200. */
  accessTokenLifetime?: number
  /**
   * Whether each renewal brings a new refresh token and spends the old one, whose reuse ends the
   * login (RFC 9700 §4.14.2). Default true; false: one refresh token for the whole login.
   */
  refreshTokenRotation?: boolean
  /**
   * Seconds for which a refresh token that was spent may still come again, for the sake of answers
   * that were lost. Default 0: reuse ends the login at once.
   */
  refreshTokenGrace?: number
  /**
   * Demands a nonce in every DPoP proof, good for this many seconds: a proof without it is answered
   * `use_dpop_nonce` (RFC 9449 §8, §9), at token endpoint, userinfo and APIs, with another nonce
   * for each origin; 0 is a server that is never content. Default: none is demanded. DPoP itself
   * needs no option: who sends a proof gets tokens bound to its key, everybody else Bearer tokens.
   */
  dpopNonceLifetime?: number
  /**
   * URLs of APIs, which answer 200 to a living access token and 401 to anything else, there and
   * below. Default `['https://api.example.test/']`.
   */
  apis?: readonly string[]
}

/**
 * An authorization server inside the test. `...server` may be spread into the options of
 * `createAuth`.
 */
export interface TestServer {
  /** The option of `createAuth`: what the endpoints lie below, without a slash at its end. */
  readonly domain: string
  readonly issuer: string
  /** Where the option `endpoints` says so. */
  readonly endpoints?: NonNullable<AuthOptions['endpoints']>
  /** The one algorithm that the server signs with. */
  readonly algorithms: SigningAlgorithm[]
  /** The clock of server, client and storage, in milliseconds. */
  readonly now: () => number
  /** Answers for the server's endpoints and APIs; any other URL is answered 404. */
  readonly fetch: typeof globalThis.fetch
  /** Takes note of the page that the client wants to go to, for {@link TestServer.answer}. */
  readonly navigate: (url: string) => void
  /** Remembers transactions in `records`, one for each state. */
  readonly storage: TransactionStorage & { readonly records: Map<string, string> }
  /**
   * Lets the person log in at an authorize URL and resolves with the callback URL that the browser
   * is sent to. Without a URL it takes the newest one given to `navigate`, or waits for it; it
   * rejects where none comes within two seconds. Rejects where a real server would show an error
   * page. With `response_mode=web_message` the parameters stand in the fragment. A logout URL is
   * answered too. A code in the callback URL is good once, and for 60 seconds of the server's clock
   * (RFC 6749 §4.1.2).
   */
  readonly answer: (url?: string) => Promise<string>
  /**
   * A handler for Playwright, so that a real browser logs in without a server:
   * `await context.route('**', server.route)`. The person is logged in at once, without a page to
   * type in. What is neither an endpoint nor an API goes on to other handlers and to the network.
   */
  readonly route: (route: PlaywrightRoute) => Promise<void>
  /** Every request so far, page visits included, oldest first. */
  readonly requests: TestRequest[]
  /** Requests that came with a refresh token spent before: each ended its login. */
  readonly reuses: TestRequest[]
  /** From now on another key, with another `kid`, signs; the key set shows it alone. */
  readonly rotateKeys: (key?: TestKey) => void
  /**
   * The person logs in at the server, as in another tab: from now on `prompt=none` succeeds. With a
   * user it is somebody else, whom every later login is for; tokens issued before keep their owner.
   */
  readonly logIn: (user?: TestUser) => void
  /**
   * The person logs out at the server, as in another app: the session there ends, so `prompt=none`
   * is answered `login_required`. Tokens live on, as they do at real servers.
   */
  readonly logOut: () => void
  /** Every access token issued so far has expired: userinfo and APIs answer 401. */
  readonly expireTokens: () => void
  /**
   * Every login so far is ended, as an administrator does it: access tokens are answered 401, codes
   * and refresh tokens `invalid_grant`.
   */
  readonly revokeTokens: () => void
  /** Every renewal fails like this, until {@link TestServer.acceptRenewals}. */
  readonly refuseRenewals: (fault: RenewalFault) => void
  /** Renewals succeed again. */
  readonly acceptRenewals: () => void
  /** Moves the clock of server, client and storage on. */
  readonly advanceTime: (seconds: number) => void
}
