import type { LoginWindow, WindowRequest } from './window-login.js'

/**
 * What one silent login asks for. The timeout is 5000 ms by default: some servers never answer
 * where nobody is logged in.
 */
export type SilentRequest<S = unknown> = WindowRequest<S>

/**
 * A hidden frame, which asks without any page for the person (OpenID Connect Core §3.1.2.1,
 * prompt=none).
 */
export function openFrame(): LoginWindow {
  const frame = document.createElement('iframe')
  frame.hidden = true
  document.documentElement.append(frame)
  return [frame.contentWindow as Window, () => frame.remove()]
}
