import { checkSecureUrl } from '../secure-url.js'
import type { TokenRequest } from './session.js'
import { isSame, type SessionTokens } from './session-tokens.js'

/** Gives tokens for a request, and for its repetition those of the same person alone. */
export type TakeTokens = (request?: TokenRequest, person?: string) => Promise<SessionTokens>

/**
 * A `fetch` that sends the access token to `apis`, and to nobody else. Throws `invalid_config` for
 * an address that is not https, or http on loopback.
 */
export function createApiFetch(
  apis: readonly string[],
  send: (request: Request) => Promise<Response>,
  takeTokens: TakeTokens,
): typeof fetch {
  const places = apis.map((api) => folderOf(checkSecureUrl(api, 'apis')))

  const sendWithToken = (request: Request, { tokenType, accessToken }: SessionTokens) => {
    request.headers.set('Authorization', `${tokenType} ${accessToken}`)
    return send(request)
  }

  return async (input, init) => {
    const request = new Request(input, init)
    const { url, headers, signal } = request
    if (headers.has('Authorization') || !places.some((place) => folderOf(url).startsWith(place)))
      return send(request)

    // a body can be sent once
    const repetition = request.clone()
    const tokens = await takeTokens({ signal })
    const response = await sendWithToken(request, tokens)
    if (response.status !== 401) return response
    const renewed = await takeTokens({ signal, refused: tokens.accessToken }, tokens.who)
    return isSame(renewed, tokens) ? response : sendWithToken(repetition, renewed)
  }
}

/** Origin and path, to be compared by whole segments: `/apix` is not below `/api`. */
function folderOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname.replace(/\/?$/, '/')
}
