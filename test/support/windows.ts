import { type Mock, vi } from 'vitest'
import { relay } from '../../src/callback.js'
import { turn, visit } from './page.js'

/** A popup or frame, as the page that opened it sees it. */
export interface FakeWindow {
  /**
   * What script of another page may use of a window; anything else throws, as the browser would
   * across origins.
   */
  readonly window: Window
  /** Where it was sent, oldest first. */
  readonly visited: string[]
  closed: boolean
  readonly close: Mock<() => void>
  /** What the opener posted into it, with the origin it was meant for. */
  readonly received: [data: unknown, targetOrigin: string][]
}

/** A window fresh from `open`. */
export function fakeWindow(): FakeWindow {
  const fake: FakeWindow = {
    visited: [],
    closed: false,
    close: vi.fn(() => {
      fake.closed = true
    }),
    received: [],
    window: undefined as never,
  }
  const usable: Record<PropertyKey, unknown> = {
    close: fake.close,
    location: only({ replace: (url: string) => void fake.visited.push(url) }),
    postMessage(data: unknown, targetOrigin: string) {
      fake.received.push([data, targetOrigin])
      // to the page inside, which in these tests runs in this very window
      queueMicrotask(() => post(structuredClone(data), location.origin, openerOf.get(fake) ?? null))
    },
  }
  Object.defineProperty(usable, 'closed', { get: () => fake.closed })
  return Object.assign(fake, { window: only(usable) as unknown as Window })
}

/** An object whose other members must not be touched. */
function only(members: Record<PropertyKey, unknown>): object {
  return new Proxy(members, {
    get(target, name) {
      if (Object.hasOwn(target, name)) return target[name]
      // a promise and the test runner ask for these of anything
      if (typeof name === 'symbol' || name === 'then') return undefined
      throw new Error(`read ${name} of another page`)
    },
    set(_, name) {
      throw new Error(`wrote ${String(name)} of another page`)
    },
  })
}

/** The relation by which a callback page reaches the page that waits. */
export type Way = 'opener' | 'parent' | 'severed'

const openerOf = new Map<FakeWindow, MessageEventSource>()

export interface CallbackPage {
  /** What `relay()` gave. */
  readonly outcome: false | Promise<boolean>
  /** What was posted to opener or parent, with the origin it was meant for. */
  readonly posted: [data: unknown, targetOrigin: string][]
}

/**
 * Loads a callback page of `postern/callback` in a window. The page runs in this very window, one
 * turn at its own URL, then the app is back. By `opener` or `parent` it has that relation;
 * `severed` is what Cross-Origin-Opener-Policy leaves: BroadcastChannel alone.
 */
export async function loadCallback(
  fake: FakeWindow,
  callbackUrl: string,
  way: Way = 'severed',
  load: () => unknown = relay,
) {
  const page = location.href
  const posted: CallbackPage['posted'] = []
  const home = only({
    postMessage(data: unknown, targetOrigin: string) {
      posted.push([data, targetOrigin])
      if (targetOrigin === new URL(page).origin)
        queueMicrotask(() => post(structuredClone(data), new URL(callbackUrl).origin, fake.window))
    },
  }) as MessageEventSource
  openerOf.set(fake, home)
  vi.stubGlobal('opener', way === 'opener' ? home : null)
  vi.stubGlobal('parent', way === 'parent' ? home : window)
  visit(callbackUrl)
  const outcome = load()
  const left = location.href
  visit(page)
  await turn()
  return { outcome: outcome as CallbackPage['outcome'], posted, left }
}

/** A message as it arrives at this window. */
export function post(data: unknown, origin: string, source: MessageEventSource | null): void {
  dispatchEvent(new MessageEvent('message', { data, origin, source }))
}
