import Cookies from 'js-cookie'
import { attempt, check } from './auth-error.js'
import { type Config, DEFAULT_SCOPE, type ResponseMode, type TransactionStorage } from './config.js'
import { requirePage } from './environment.js'
import type { ResponseType } from './response-type.js'

/**
 * What is remembered of a login between request and response. Format 1; stored as JSON under its
 * state.
 */
export interface Transaction {
  readonly v: 1
  readonly nonce: string
  /** RFC 7636 §4.1 */
  readonly codeVerifier?: string | undefined
  readonly responseType: ResponseType
  readonly responseMode: ResponseMode
  readonly redirectUri: string
  readonly clientId: string
  readonly issuer: string
  readonly scope: string
  /** Seconds. */
  readonly maxAge?: number | undefined
  readonly organization?: string | undefined
  readonly appState?: unknown
  /** Seconds since 1970. */
  readonly createdAt: number
}

export const NO_STORAGE = 'nothing was kept: allow cookies and storage, or use a popup'

const MAX_RECORD_BYTES = 2000
const MAX_COOKIES = 5
/** All our cookies together: servers refuse requests with long headers. */
const MAX_COOKIE_BYTES = 4000

/**
 * Percent-encodes what a cookie value must not hold (RFC 6265 §4.1.1), but spares the characters
 * JSON is made of, which all browsers take.
 */
const encode = (value: string) =>
  encodeURIComponent(value).replace(/%(2[2CF]|3A|[57][BD])/g, decodeURIComponent)

const isHttps = () => location.protocol === 'https:'

/** js-cookie, told how to write. */
export const cookieJar = (): typeof Cookies =>
  Cookies.withConverter({ write: encode }).withAttributes({ sameSite: 'lax', secure: isHttps() })

// RFC 6265bis §4.1.3.2: a sibling subdomain cannot plant a __Host- cookie. On http WebKit drops
// Secure, so there is neither.
const cookieName = (state: string) => `${isHttps() ? '__Host-' : ''}postern.${state}`

const cookieStorage: TransactionStorage = {
  get: (state) => cookieJar().get(cookieName(state)),

  set(state, record, maxAge) {
    const jar = cookieJar()
    const name = cookieName(state)
    jar.set(name, record, { 'max-age': `${maxAge}` })
    // access to cookies is slow: one read proves the write and finds what to prune
    const cookies = document.cookie.split('; ')
    const written = `${name}=${encode(record)}`
    check(cookies.includes(written), 'storage_unavailable', NO_STORAGE)
    // the browser lists older cookies first
    const createdAt = (cookie: string) => Number(/"createdAt":(\d+)/.exec(cookie)?.[1] ?? 0)
    let bytes = written.length
    cookies
      .filter((cookie) => cookie !== written && cookie.startsWith(cookieName('')))
      .reverse()
      .sort((a, b) => createdAt(b) - createdAt(a))
      .forEach((cookie, index) => {
        bytes += cookie.length + 2
        if (index > MAX_COOKIES - 2 || bytes > MAX_COOKIE_BYTES)
          jar.remove(cookie.split('=')[0] as string)
      })
  },

  remove: (state) => cookieJar().remove(cookieName(state)),
}

/**
 * Remembers a login until its response comes, and makes sure that it is remembered before the page
 * is left. Throws `state_too_large` or `storage_unavailable`.
 */
export function saveTransaction(
  { storage, transactionTtl }: Config,
  state: string,
  transaction: Transaction,
): void {
  const scope = storage || transaction.scope !== DEFAULT_SCOPE ? transaction.scope : undefined
  const record = attempt(
    () => JSON.stringify({ ...transaction, scope }),
    'invalid_config',
    'appState',
  )
  check(encode(record).length <= MAX_RECORD_BYTES, 'state_too_large', 'shorten appState')
  withStorage(storage, (records) => {
    records.set(state, record, transactionTtl)
    // the cookies prove their writes themselves
    check(!storage || storage.get(state) === record, 'storage_unavailable', NO_STORAGE)
  })
}

/**
 * The remembered login of a state; undefined if there is none that can be read. Throws
 * `storage_unavailable`.
 */
export function findTransaction({ storage }: Config, state: string): Transaction | undefined {
  const record = withStorage(storage, (records) => records.get(state))
  try {
    const transaction: Transaction = { scope: DEFAULT_SCOPE, ...JSON.parse(`${record}`) }
    return transaction.v === 1 && transaction.nonce ? transaction : undefined
  } catch {
    return undefined
  }
}

/**
 * Forgets a login: a state is good for one response, whatever comes of it (RFC 6749 §10.12). Throws
 * `storage_unavailable`.
 */
export function removeTransaction({ storage }: Config, state: string): void {
  withStorage(storage, (records) => records.remove(state))
}

function withStorage<T>(
  storage: TransactionStorage | undefined,
  use: (records: TransactionStorage) => T,
): T {
  if (!storage) requirePage()
  return attempt(() => use(storage ?? cookieStorage), 'storage_unavailable', NO_STORAGE)
}
