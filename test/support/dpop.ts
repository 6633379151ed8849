import { IDBFactory } from 'fake-indexeddb'
import { decodeJwt, EmbeddedJWK, jwtVerify } from 'jose'
import { createDpop, type DpopOptions } from '../../src/dpop/index.js'

/** A browser's profile without anything in it: databases that nobody has opened yet. */
export function useFreshProfile(): void {
  globalThis.indexedDB = new IDBFactory()
}

/** A network, and what was sent into it. */
export interface Network {
  readonly fetch: typeof fetch
  readonly requests: Request[]
  readonly bodies: string[]
}

/** One that gives these answers in turn, and the last one again and again. */
export function networkOf(...answers: (() => Response)[]): Network {
  const requests: Request[] = []
  const bodies: string[] = []
  return {
    requests,
    bodies,
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const answer = answers[Math.min(requests.length, answers.length - 1)]
      requests.push(request)
      bodies.push(await request.clone().text())
      if (!answer) throw new TypeError('nobody answers')
      return answer()
    },
  }
}

/** A client whose requests end at these answers. */
export function clientOf(answers: (() => Response)[], options: DpopOptions = {}) {
  const network = networkOf(...answers)
  return { ...network, dpop: createDpop({ name: null, ...options, fetch: network.fetch }) }
}

export const accepted = (headers: HeadersInit = {}) => new Response('{}', { headers })

/** What a token endpoint says that wants a nonce (RFC 9449 §8). */
export const tokenEndpointWants = (nonce: string) => () =>
  Response.json({ error: 'use_dpop_nonce' }, { status: 400, headers: { 'DPoP-Nonce': nonce } })

/** What an API says that wants a nonce (RFC 9449 §9). */
export const apiWants = (nonce: string) => () =>
  new Response('', {
    status: 401,
    headers: { 'DPoP-Nonce': nonce, 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"' },
  })

export const proofOf = (request: Request | undefined) => request?.headers.get('DPoP') ?? ''

/** What a proof says, without a look at its signature. */
export const claimsOf = (request: Request | undefined) => decodeJwt(proofOf(request))

/** Header and claims of a proof that is signed by the key in its header, as `jose` sees it. */
export const verifyProof = (proof: string) =>
  jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['ES256'] })

/** A request with a token that is bound to the key. */
export const withToken = (accessToken = 'token'): RequestInit => ({
  headers: { Authorization: `DPoP ${accessToken}` },
})

/** A token request. */
export const tokenRequest = (parameters: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'refresh_token', ...parameters }),
})
