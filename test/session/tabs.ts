import { IDBFactory } from 'fake-indexeddb'
import { onTestFinished, vi } from 'vitest'
import { type Auth, createAuth, type ResponseType } from '../../src/index.js'
import {
  createSession,
  type Session,
  type SessionOptions,
  type SessionResponseType,
  type SessionState,
} from '../../src/session/index.js'
import {
  createTestServer,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
  type TestUser,
} from '../../src/testing/index.js'
import { rsaKey } from '../support/keys.js'
import { createLockManager } from './locks.js'

export const zoe = { sub: 'test|zoe', name: 'Zoë Example' }
export const tom = { sub: 'test|tom', name: 'Tom Example' }

/** The API of the test server. */
export const api = 'https://api.example.test/'

/** A tab: a client and a session of its own, in the one profile of this test. */
export interface Tab<R extends SessionResponseType = 'code'> {
  readonly auth: Auth<R>
  readonly session: Session<R>
  /** Every state that it was told, the first included. */
  readonly states: SessionState[]
  /** How often it opened a hidden frame. */
  readonly frames: () => number
  /** The person logs in: by redirect, from here to the adopted result. */
  logIn(user?: TestUser): Promise<void>
}

export interface TabOptions<R extends SessionResponseType> extends SessionOptions {
  responseType?: R
  scope?: string
  /** Whether the tab shows its state, which makes it listen. Default true. */
  subscribed?: boolean
}

/** A browser profile without a past, and a server that rotates refresh tokens. */
export function createProfile(serverOptions: TestServerOptions = {}) {
  localStorage.clear()
  sessionStorage.clear()
  vi.stubGlobal('indexedDB', new IDBFactory())
  Object.defineProperty(navigator, 'locks', { configurable: true, value: createLockManager() })
  onTestFinished(() => void vi.unstubAllGlobals())
  const server = createTestServer({ key: rsaKey, user: zoe, ...serverOptions })

  const openTab = <R extends SessionResponseType = 'code'>(options: TabOptions<R> = {}): Tab<R> => {
    const { responseType = 'code' as R, scope, subscribed = true, ...sessionOptions } = options
    const client = createAuth<R>({
      clientId: 'app',
      responseType,
      redirectUri: 'https://app.example/callback',
      scope: scope ?? 'openid profile offline_access',
      ...server,
    })
    let frames = 0
    const logInAt = async (params: { prompt: string } | undefined) => {
      const url = await client.buildAuthorizeUrl(undefined, params && { params })
      return client.parseHash(await server.answer(url))
    }
    const auth = {
      ...client,
      // a frame needs a real browser: here the same login goes by redirect
      async checkSession() {
        frames++
        return logInAt({ prompt: 'none' })
      },
    } as Auth<R>
    const session = createSession<R>(auth, {
      fetch: server.fetch,
      now: server.now,
      ...sessionOptions,
    })
    const states: SessionState[] = []
    if (subscribed) onTestFinished(session.subscribe((state) => void states.push(state)))
    return {
      auth,
      session,
      states,
      frames: () => frames,
      async logIn(user) {
        if (user) server.logIn(user)
        const result = await logInAt(undefined)
        if (result) await session.adopt(result)
      },
    }
  }
  return { server, openTab }
}

/** As a browser tells every other tab of a change in localStorage. */
export function spreadNews(key: string | null = newsKey()): void {
  dispatchEvent(new StorageEvent('storage', { key }))
}

/** The key of the session's news. */
export function newsKey(): string {
  return Object.keys(localStorage).find((key) => key.startsWith('postern.session')) ?? ''
}

/** Requests for a renewal by refresh token. */
export const renewals = ({ requests }: TestServer) =>
  requests.filter(({ parameters }) => parameters.get('grant_type') === 'refresh_token')

/** Holds the answers of renewals back until they are released. */
export function holdRenewals() {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const respond = async ({ request }: TestAnswer) => {
    if (request.parameters.get('grant_type') === 'refresh_token') await released
  }
  return { respond, release: () => release() }
}

export type { ResponseType }
