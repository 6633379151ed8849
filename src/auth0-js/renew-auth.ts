import type { Config } from '../config.js'
import { saveTransaction } from '../transaction.js'
import type { Authentication } from './authentication.js'
import { ensure } from './base-options.js'
import { createLoginRequest, SHARED_OPTIONS } from './login-request.js'
import { type Callback, callBack } from './outcome.js'
import { mergeOptions } from './wire-parameters.js'

/** ms */
const TIMEOUT = 60_000

/**
 * A silent login whose callback page is the app's own: its hash is read when it has loaded, or it
 * posts its hash, or a result that it has parsed itself.
 */
export function renewAuth(
  config: Config,
  client: Authentication,
  options: unknown,
  callback: Callback,
  parse: (hash: string) => void,
): void {
  ensure(typeof callback === 'function', 'cb parameter is not valid')
  const { usePostMessage, postMessageDataType, postMessageOrigin, ...sent } = mergeOptions(
    { responseType: 'token', ...client.baseOptions },
    SHARED_OPTIONS,
    options,
  )
  const { state, transaction, url } = createLoginRequest(config, client, '', {
    ...sent,
    responseType: sent.responseType || 'token',
    responseMode: sent.responseMode || 'fragment',
    prompt: 'none',
  })
  // the callback page may parse the hash itself
  saveTransaction(config, state, transaction)

  const frame = document.createElement('iframe')
  const end = () => {
    clearTimeout(timer)
    removeEventListener('message', onMessage)
    frame.remove()
  }
  const onLoad = () => {
    const hash = hashOf(frame)
    if (hash === undefined) return
    end()
    parse(hash)
  }
  const onMessage = ({ data, origin, source }: MessageEvent) => {
    const isExpected =
      origin === (postMessageOrigin || location.origin) &&
      source === frame.contentWindow &&
      (!postMessageDataType || data?.type === postMessageDataType)
    if (!isExpected) return
    end()
    const hash = data?.hash ?? data
    if (typeof hash === 'string') parse(hash)
    else callBack([null, hash], callback)
  }
  const timer = setTimeout(() => {
    end()
    callBack(
      [{ error: 'timeout', errorDescription: 'Timeout during authentication renew.' }],
      callback,
    )
  }, Number(sent.timeout) || TIMEOUT)
  frame.hidden = true
  if (usePostMessage) addEventListener('message', onMessage)
  else frame.onload = onLoad
  frame.src = url
  document.body.append(frame)
}

/** The hash of the page in a frame; undefined for the empty one, and for one of another origin. */
function hashOf({ contentWindow }: HTMLIFrameElement): string | undefined {
  try {
    const { protocol, hash } = (contentWindow as Window).location
    return protocol === 'about:' ? undefined : hash
  } catch {
    return undefined
  }
}
