import { findResponses } from './authorization-response.js'
import type { AuthorizeParams } from './authorize-url.js'
import { parseJws } from './jws.js'
import { isMarked } from './state.js'
import type { LoginWindow, WindowKind, WindowRequest } from './window-login.js'

/**
 * What one silent login asks for. The timeout is 5000 ms by default: some servers never answer
 * where nobody is logged in.
 */
export interface SilentRequest<S = unknown> extends WindowRequest<S> {
  /**
   * `claims.sub` of who is logged in here: an answer about another person is `invalid_token`.
   * Default: the `sub` of an `id_token_hint` in `params`.
   */
  sub?: string
}

/** A name for the frame, by which a page in it knows where it is. */
const FRAME_NAME = 'postern.frame'

/**
 * Logs in through a hidden frame, which asks without any page for the person (OpenID Connect Core
 * §3.1.2.1, prompt=none).
 */
export const frameKind: WindowKind<SilentRequest> = { mark: 'f', open: openFrame }

function openFrame(): LoginWindow {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.name = FRAME_NAME
  // React 18 redraws a document with a strange child of <html>
  const parent = document.body ?? document.head
  parent.append(frame)
  return { window: frame.contentWindow as Window, isFrame: true, close: () => frame.remove() }
}

/** Whether this page stands in such a frame, or is its answer: it is about to be thrown away. */
export function isInSilentFrame(): boolean {
  const isAnswer = findResponses(location.href).some(({ response }) => isMarked(response.state))
  return window !== parent && (isAnswer || window.name === FRAME_NAME)
}

/** Whom an `id_token_hint` is about; undefined where there is none that can be read. */
export function hintedSubject({ id_token_hint }: AuthorizeParams): string | undefined {
  try {
    const { sub } = parseJws(id_token_hint).payload
    return typeof sub === 'string' ? sub : undefined
  } catch {
    return undefined
  }
}
