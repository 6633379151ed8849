import { type AuthorizeRequest, createAuthorizationRequest } from './authorization-request.js'
import { awaitResponse, checkReachable } from './awaited-response.js'
import type { Config } from './config.js'
import { requirePage } from './environment.js'
import { type MatchedResponse, matchState } from './state.js'

/** What one silent login asks for. */
export interface SilentRequest<S = unknown> extends AuthorizeRequest<S> {
  /** ms, default 5000. Some servers never answer where nobody is logged in. */
  timeout?: number
  signal?: AbortSignal
}

/**
 * Asks in a hidden frame, without any page for the person: OpenID Connect Core §3.1.2.1, prompt=none. Always settles, and leaves no frame behind.
 */
export async function logInByFrame(config: Config, request: SilentRequest, onOpen: () => void): Promise<MatchedResponse> {
  requirePage()
  const { signal, timeout = 5000 } = request
  const params = { ...request.params, prompt: 'none' }
  const { state, transaction, url } = createAuthorizationRequest(config, 'f.', undefined, { ...request, params })
  const serverOrigin = checkReachable(config, transaction)
  const frame = document.createElement('iframe')
  try {
    frame.hidden = true
    frame.src = await url
    document.documentElement.append(frame)
    onOpen()
    const received = await awaitResponse({ state, window: frame.contentWindow, serverOrigin, signal, timeout })
    return matchState(config, received, transaction)
  } finally {
    frame.remove()
  }
}
