import { checkSecureUrl } from '../secure-url.js'
import type { SessionTokens } from './session-tokens.js'

/** Gives tokens for a request; after a refusal those of the same person alone. */
export type TakeTokens = (request: {
  readonly signal?: AbortSignal
  readonly refused?: SessionTokens
}) => Promise<SessionTokens>

/**
 * A `fetch` that sends the access token to `apis`, and to nobody else. Throws `invalid_config` for
 * an address that is not https, or http on loopback.
 */
export function createApiFetch(
  apis: readonly string[],
  send: typeof fetch,
  takeTokens: TakeTokens,
): typeof fetch {
  const places = apis.map((api) => new URL(checkSecureUrl(api, 'apis')))

  const sendWithToken = (request: Request, { tokenType, accessToken }: SessionTokens) => {
    request.headers.set('Authorization', `${tokenType} ${accessToken}`)
    return send(request)
  }

  return async (input, init) => {
    // as `fetch` will read it; without the body, which can be read once
    const { url } = new Request((input as Request).url ?? input)
    const headers = new Headers(init?.headers ?? (input as Request).headers)
    if (headers.has('Authorization') || !places.some((place) => isBelow(new URL(url), place)))
      return send(input, init)

    const request = new Request(input, init)
    const { signal } = request
    const repetition = request.clone()
    const tokens = await takeTokens({ signal })
    const response = await sendWithToken(request, tokens)
    if (response.status !== 401) return response
    const renewed = await takeTokens({ signal, refused: tokens })
    if (renewed.accessToken === tokens.accessToken) return response
    return sendWithToken(repetition, renewed)
  }
}

/** By whole segments: `/apix` is not below `/api`. */
const isBelow = ({ origin, pathname }: URL, place: URL) =>
  origin === place.origin && `${pathname}/`.startsWith(place.pathname.replace(/\/?$/, '/'))
