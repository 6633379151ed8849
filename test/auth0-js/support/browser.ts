import { vi } from 'vitest'
import {
  allowFrames,
  clearCookies,
  readCookies,
  replaceProperty,
  visit,
} from '../../support/page.js'

/** A window that the page opened or framed, as far as the libraries can see it. */
export class OpenedWindow {
  closed = false
  readonly visited: string[] = []
  /** What the page inside would show of its address. */
  readonly address = { protocol: 'about:', hash: '' }
  readonly location: Location
  /** What the opener posts into it. */
  onPost: (data: unknown) => void = () => {}

  constructor(url = '') {
    const { visited, address } = this
    if (url) visited.push(url)
    const go = (target: string) => void visited.push(target)
    this.location = Object.defineProperties(
      { replace: go, assign: go },
      {
        href: { get: () => visited.at(-1) ?? 'about:blank', set: go },
        protocol: { get: () => address.protocol },
        hash: { get: () => address.hash },
      },
    ) as unknown as Location
  }

  close() {
    this.closed = true
  }

  focus() {}

  postMessage(data: unknown) {
    queueMicrotask(() => this.onPost(data))
  }
}

/** What a library does to the browser. */
export interface Browser {
  /** Where the page was sent. */
  readonly navigations: string[]
  readonly opened: { readonly window: OpenedWindow; readonly features: string }[]
  /** The window in a frame. */
  inside(frame: HTMLIFrameElement): OpenedWindow
  /** Makes the browser refuse popups. */
  blockPopups(): void
  restore(): void
}

/** Puts doubles where a library leaves this page: navigation, popups and frames. */
export function watchBrowser(): Browser {
  allowFrames()
  const navigations: string[] = []
  const opened: Browser['opened'] = []
  const page = location
  const navigate = (url: string) => void navigations.push(`${url}`)
  const restoreAssign = replaceProperty(page, 'assign', navigate)
  const restoreLocation = replaceProperty(globalThis, 'location', undefined)
  Object.defineProperty(globalThis, 'location', {
    configurable: true,
    get: () => page,
    set: navigate,
  })
  const openWindow = (url?: string, _name?: string | null, features = '') => {
    const window = new OpenedWindow(url)
    opened.push({ window, features })
    return window
  }
  vi.stubGlobal('open', openWindow)

  const windows = new WeakMap<object, OpenedWindow>()
  const inside = (frame: object) => {
    const window = windows.get(frame) ?? new OpenedWindow()
    windows.set(frame, window)
    return window
  }
  const frames = document.createElement('iframe').constructor.prototype
  const replaceFrameMember = (name: string, descriptor: PropertyDescriptor) => {
    const restore = replaceProperty(frames, name, undefined)
    Object.defineProperty(frames, name, { configurable: true, ...descriptor })
    return restore
  }
  const restoreFrames = [
    replaceFrameMember('contentWindow', {
      get(this: object) {
        return inside(this)
      },
    }),
    replaceFrameMember('src', {
      get(this: object) {
        return inside(this).visited.at(-1) ?? ''
      },
      set(this: object, url: string) {
        inside(this).visited.push(url)
      },
    }),
  ]
  return {
    navigations,
    opened,
    inside,
    blockPopups: () => vi.stubGlobal('open', () => null),
    restore() {
      for (const restore of [...restoreFrames, restoreLocation, restoreAssign]) restore()
      vi.unstubAllGlobals()
      for (const frame of document.querySelectorAll('iframe')) frame.remove()
    },
  }
}

/** Leaves the page, and loads another: of what the one before knew nothing is left. */
export function load(url: string): void {
  dispatchEvent(new Event('pagehide'))
  visit(url)
}

/** Everything that is remembered here, gone. */
export function forgetEverything(): void {
  clearCookies()
  localStorage.clear()
  sessionStorage.clear()
  load('http://localhost:4000/start')
}

/** How many logins are remembered, whichever way. */
export function countRemembered(): number {
  const names = [
    ...readCookies().keys(),
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
  ]
  const isLogin = (name: string) => /^(__Host-)?(com\.auth0\.auth\.|postern\.)/.test(name)
  return names.filter((name) => isLogin(name) && !name.endsWith('_compat')).length
}
