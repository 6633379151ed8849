import { AuthError, type PosternErrorCode } from './auth-error.js'
import { findResponse, type ReceivedResponse, receivedMessage } from './authorization-response.js'
import type { Config } from './config.js'
import { isObject } from './fetch-json.js'
import { channelName, type RelayMessage } from './relay.js'
import type { Transaction } from './transaction.js'

/** A window or frame that a response is awaited from. */
export interface ResponseSource {
  readonly state: string
  /** The popup, or the frame's window. */
  readonly window: Window | null
  /** Origin of the authorization server, whose own messages count (OAuth 2.0 Web Message Response Mode). */
  readonly serverOrigin: string
  readonly signal?: AbortSignal | undefined
  /** ms; no timeout if left out. */
  readonly timeout?: number | undefined
  /** Called every 250 ms; true: the window is gone. */
  readonly isGone?: () => boolean
}

const POLL = 250

/** The callback page can hand a response home only within one origin. Throws `invalid_config`; returns the origin of the server's own messages. */
export function checkReachable({ endpoints }: Config, { redirectUri, responseMode }: Transaction): string {
  if (responseMode !== 'web_message' && new URL(redirectUri).origin !== location.origin) {
    throw new AuthError('invalid_config', `redirectUri must be on this page's origin (${location.origin}), or responseMode web_message.`)
  }
  return new URL(endpoints.authorize).origin
}

/**
 * Waits for the response with this state, from the server's message or relayed by the callback page: the first one counts, whatever comes after is ignored.
 * Always settles once the window is gone, the signal aborts or the time is up, and leaves no listener, timer or channel.
 * Rejects `popup_closed`, `aborted`, `timeout`.
 */
export function awaitResponse({ state, window, serverOrigin, signal, timeout, isGone }: ResponseSource): Promise<ReceivedResponse> {
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(channelName(state))
    const settle = () => {
      channel.close()
      removeEventListener('message', onMessage)
      signal?.removeEventListener('abort', onAbort)
      clearInterval(poll)
      clearTimeout(timer)
    }
    const fail = (code: PosternErrorCode, message: string) => {
      settle()
      reject(new AuthError(code, message))
    }
    const accept = (received: ReceivedResponse | null, acknowledge?: () => void) => {
      if (received?.state !== state) return
      acknowledge?.()
      settle()
      resolve(received)
    }
    const acceptRelayed = (data: unknown, acknowledge: (word: RelayMessage) => void) => {
      if (isObject(data) && typeof data.postern === 'string') accept(findResponse(data.postern), () => acknowledge({ postern: state }))
    }
    // RFC 9700 §4.17: whoever can reach this page can send it messages, so origin, window and state must all be right
    const onMessage = ({ source, origin, data }: MessageEvent) => {
      if (source !== window) return
      if (origin === location.origin) acceptRelayed(data, (word) => window?.postMessage(word, origin))
      if (origin === serverOrigin && data?.type === 'authorization_response' && isObject(data.response))
        accept(receivedMessage(data.response as Record<string, string>))
    }
    const onAbort = () => fail('aborted', 'The login was aborted by its signal.')

    channel.onmessage = ({ data }) => acceptRelayed(data, (word) => channel.postMessage(word))
    addEventListener('message', onMessage)
    signal?.addEventListener('abort', onAbort)
    const poll = setInterval(() => isGone?.() && fail('popup_closed', 'The login window was closed before the login was complete.'), POLL)
    const timer = timeout === undefined ? undefined : setTimeout(fail, timeout, 'timeout', `No answer within ${timeout} ms.`)
    if (signal?.aborted) onAbort()
  })
}
