import { type AuthOptions, createAuth, type ResponseType } from '../../src/index.js'
import type { TestServer } from '../../src/testing/index.js'
import { clientId, redirectUri } from './login.js'

interface HappyDomWindow {
  readonly happyDOM: {
    setURL(url: string): void
    readonly settings: { enableIframePageLoading: boolean }
  }
}

/** Loads this page anew: it stands at the URL, with the state of its history entry. */
export function visit(url: string, historyState: unknown = null): void {
  const { happyDOM } = window as unknown as HappyDomWindow
  happyDOM.setURL(url)
  history.replaceState(historyState, '', url)
}

/** Lets happy-dom load a page into a frame: `about:blank`, if nothing else is asked for. */
export function allowFrames(): void {
  const { happyDOM } = window as unknown as HappyDomWindow
  happyDOM.settings.enableIframePageLoading = true
}

/** A client as an app in a browser makes it: this origin's storage, the page's own navigation. */
export function createPageClient<R extends ResponseType>(
  server: TestServer,
  responseType: R,
  options: Partial<AuthOptions<R>> = {},
) {
  const { issuer, algorithms, now, fetch } = server
  return createAuth<R>({
    domain: issuer,
    clientId,
    responseType,
    redirectUri,
    algorithms,
    now,
    fetch,
    ...options,
  })
}

/** A record's key: what stands before its state. */
const PREFIX = 'postern.'

/** The records in an area of this origin's storage, by state. */
export function readRecords(area: Storage = localStorage): Map<string, string> {
  const ours = Object.entries(area).filter(([key]) => key.startsWith(PREFIX))
  return new Map(ours.map(([key, record]) => [key.slice(PREFIX.length), `${record}`]))
}

/** Puts a record, or what else a test wants there, under a state. */
export function writeRecord(state: string, record: string, area: Storage = localStorage): void {
  area.setItem(PREFIX + state, record)
}

export function clearStorage(): void {
  localStorage.clear()
  sessionStorage.clear()
}

/** Writes one cookie, with its attributes, as a server or another script of the site would. */
export function writeCookie(cookie: string): void {
  // happy-dom has no Cookie Store API.
  // biome-ignore lint/suspicious/noDocumentCookie: the tests mean this very interface
  document.cookie = cookie
}

/**
 * What happy-dom itself does for `document.cookie`, for tests that put a spy or a fault in its
 * place.
 */
export function cookieAccess() {
  let owner: object = document
  while (!Object.hasOwn(owner, 'cookie')) owner = Object.getPrototypeOf(owner)
  const { get, set } = Object.getOwnPropertyDescriptor(owner, 'cookie') ?? {}
  return {
    read: (): string => get?.call(document),
    write: (cookie: string): void => set?.call(document, cookie),
  }
}

/** The page's cookies, in order. */
export function readCookies(): Map<string, string> {
  const pairs = document.cookie.split('; ').filter(Boolean)
  return new Map(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}

/** @param domain of cookies that were written with one */
export function clearCookies(domain?: string): void {
  const secure = location.protocol === 'https:' ? '; secure' : ''
  const attributes = `path=/; max-age=-1${secure}${domain ? `; domain=${domain}` : ''}`
  for (const name of readCookies().keys()) writeCookie(`${name}=; ${attributes}`)
}

/**
 * Lets everything happen that only waits for its turn, until `look` finds something. No clock is
 * moved, so it works with fake timers.
 */
export async function until<T>(look: () => T | undefined | null | false): Promise<T> {
  const end = performance.now() + 10_000
  while (performance.now() < end) {
    const found = look()
    if (found !== undefined && found !== null && found !== false) return found
    await turn()
  }
  throw new Error(`waited 10 s in vain for ${look}`)
}

/**
 * As {@link until}, for an expectation. Unlike `vi.waitFor` it moves no clock, and gives a busy
 * machine more than a second.
 */
export async function untilHolds(expectation: () => unknown): Promise<void> {
  let failure: unknown
  const holds = async () => {
    try {
      await expectation()
      return true
    } catch (error) {
      failure = error
      return false
    }
  }
  const end = performance.now() + 10_000
  while (performance.now() < end) {
    if (await holds()) return
    await turn()
  }
  throw failure
}

// the real one, also where a test has faked the timers
const { setImmediate: takeTurn } = globalThis

/** One turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => takeTurn(resolve))
}

/** Whether a promise is still unsettled after everything that was on its way had its turn. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let pending = true
  const settled = () => {
    pending = false
  }
  promise.then(settled, settled)
  for (let turns = 0; turns < 20; turns++) await turn()
  return pending
}

/**
 * Puts a value in place of a property until the function is called that it gives: for what the page
 * has as a getter.
 */
export function replaceProperty(target: object, name: string, value: unknown): () => void {
  return redefine(target, name, { writable: true, value })
}

/** The same for a getter, which may throw. */
export function replaceGetter(target: object, name: string, get: () => unknown): () => void {
  return redefine(target, name, { get })
}

function redefine(target: object, name: string, descriptor: PropertyDescriptor): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name)
  Object.defineProperty(target, name, { configurable: true, ...descriptor })
  return () => {
    if (before) Object.defineProperty(target, name, before)
    else Reflect.deleteProperty(target, name)
  }
}

/** Takes this origin's storage away, as a sandboxed frame does, until the function is called. */
export function denyStorage(): () => void {
  const denied = () => {
    throw new DOMException('canary: the operation is insecure', 'SecurityError')
  }
  const repairs = ['localStorage', 'sessionStorage'].map((name) =>
    replaceGetter(window, name, denied),
  )
  return () => {
    for (const repair of repairs) repair()
  }
}
