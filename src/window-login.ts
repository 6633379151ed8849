import { check, createError, type PosternErrorCode } from './auth-error.js'
import { type AuthorizeRequest, createAuthorizationRequest } from './authorization-request.js'
import { findResponse, type ReceivedResponse, receiveMessage } from './authorization-response.js'
import type { Config } from './config.js'
import { requirePage } from './environment.js'
import { channelName } from './relay.js'
import { type MatchedResponse, matchState, type StateMark } from './state.js'

/** A login in another window than this page's: a popup or a frame. */
export interface WindowRequest<S = unknown> extends AuthorizeRequest<S> {
  /** Gives the login up: closes the window and rejects `aborted`. */
  signal?: AbortSignal
  /** ms until the window is closed with `timeout`. */
  timeout?: number
}

/** A window to log in through. */
export interface LoginWindow {
  readonly window: Window
  close(): void
  /** Asked every 250 ms: whether the person has closed it. */
  isGone?(): boolean
}

const POLL_EVERY = 250

/**
 * Opens a window on the login and waits for the response with its state, from the server's own message or relayed by the callback page: the first one counts.
 * Its transaction stays in memory, so that logins do not cross, and work where storage does not. Always settles once the window is gone, the signal
 * aborts or the time is up, and leaves no listener, timer, channel or window. Everything up to `open` happens before the first wait.
 * Rejects `popup_closed`, `aborted`, `timeout`.
 */
export async function logInByWindow(
  config: Config,
  mark: StateMark,
  connection: string | undefined,
  request: WindowRequest,
  open: () => LoginWindow | null,
): Promise<MatchedResponse | null> {
  requirePage()
  const { state, transaction, url } = createAuthorizationRequest(config, mark, connection, request)
  const { responseMode, redirectUri } = transaction
  const { signal, timeout } = request
  // the callback page can hand a response home only within one origin
  check(responseMode === 'web_message' || new URL(redirectUri).origin === location.origin, 'invalid_config', 'redirectUri: other origin')
  check(!signal?.aborted, 'aborted')
  const login = open()
  if (!login) return null
  const { window } = login
  const channel = new BroadcastChannel(channelName(state))
  let stop = () => {}
  try {
    const received = await new Promise<ReceivedResponse>((resolve, reject) => {
      const giveUp = (code: PosternErrorCode) => reject(createError(code))
      const accept = (response: ReceivedResponse | null, home?: Window | BroadcastChannel) => {
        if (response?.response.state !== state) return
        home?.postMessage({ postern: state }, location.origin)
        resolve(response)
      }
      // RFC 9700 §4.17: whoever can reach this page can send it messages, so origin, window and state must all be right
      const onMessage = ({ source, origin, data }: MessageEvent) => {
        if (source !== window) return
        if (origin === location.origin) accept(findResponse(`${data?.postern}`), window)
        if (origin === new URL(config.endpoints.authorize).origin && data?.type === 'authorization_response')
          accept(receiveMessage(data.response))
      }
      const onAbort = () => giveUp('aborted')
      const poll = setInterval(() => login.isGone?.() && giveUp('popup_closed'), POLL_EVERY)
      const timer = timeout === undefined ? timeout : setTimeout(giveUp, timeout, 'timeout')
      channel.onmessage = ({ data }) => accept(findResponse(`${data?.postern}`), channel)
      addEventListener('message', onMessage)
      signal?.addEventListener('abort', onAbort)
      stop = () => {
        removeEventListener('message', onMessage)
        signal?.removeEventListener('abort', onAbort)
        clearInterval(poll)
        clearTimeout(timer)
      }
      url.then((href) => window.location.replace(href)).catch(() => giveUp('popup_closed'))
    })
    return matchState(received, transaction)
  } finally {
    stop()
    channel.close()
    login.close()
  }
}
