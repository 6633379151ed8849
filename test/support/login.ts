import {
  type AuthErrorCode,
  type AuthOptions,
  type AuthorizeRequest,
  createAuth,
  type ResponseType,
  type TransactionStorage,
} from '../../src/index.js'
import {
  createTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../src/testing/index.js'
import { rejects } from './errors.js'
import { keyFor } from './keys.js'

export const clientId = 'app'
export const redirectUri = 'https://app.example/callback'

/** One login; what is left out is right. */
export interface LoginSetup<R extends ResponseType, S> {
  responseType?: R
  connection?: string
  /** Script of the server, as in `createTestServer`. */
  respond?: NonNullable<TestServerOptions['respond']>
  /** A server with a past, or options of a new one. */
  server?: TestServer | Omit<TestServerOptions, 'respond'>
  /** Options of the client that differ. */
  options?: Partial<AuthOptions<R>>
  request?: AuthorizeRequest<S>
}

/** A client of the server, in need of nothing global. */
export function createClient<R extends ResponseType>(
  server: TestServer,
  responseType: R,
  options: Partial<AuthOptions<R>> = {},
) {
  return createAuth<R>({
    clientId,
    responseType,
    redirectUri,
    ...server,
    ...options,
  })
}

/** Sends the person to the server and back: everything up to `parseHash(callbackUrl)`. */
export async function startLogin<R extends ResponseType = 'token id_token', S = unknown>(
  setup: LoginSetup<R, S> = {},
) {
  const { responseType = 'token id_token' as R, connection, respond, options = {}, request } = setup
  const given = setup.server ?? {}
  const server =
    'answer' in given
      ? given
      : createTestServer({
          key: await keyFor(given.algorithm),
          // `token` is the login without an ID Token, but where a test says otherwise
          idTokenForToken: false,
          ...given,
          ...(respond && { respond }),
        })
  const auth = createClient(server, responseType, options)
  const storage: TransactionStorage = options.storage ?? server.storage
  const url = await auth.buildAuthorizeUrl(connection, request)
  const state = new URL(url).searchParams.get('state') ?? ''
  return { server, auth, storage, url, state, callbackUrl: await server.answer(url) }
}

/** Logs in from end to end, with the result; rejects as `parseHash` does. */
export async function login<R extends ResponseType = 'token id_token', S = unknown>(
  setup: LoginSetup<R, S> = {},
) {
  const started = await startLogin(setup)
  const result = await started.auth.parseHash<S>(started.callbackUrl)
  if (result === null) throw new Error('parseHash took the callback URL for something else')
  return { ...started, result }
}

/** A login that must be refused with this code, with the error. */
export async function refusedLogin<R extends ResponseType = 'token id_token', S = unknown>(
  code: AuthErrorCode,
  setup: LoginSetup<R, S> = {},
) {
  const started = await startLogin(setup)
  return { ...started, error: await rejects(started.auth.parseHash<S>(started.callbackUrl), code) }
}
