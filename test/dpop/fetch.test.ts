// @vitest-environment node
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createDpop } from '../../src/dpop/index.js'
import {
  accepted,
  apiWants,
  claimsOf,
  clientOf,
  networkOf,
  proofOf,
  tokenEndpointWants,
  tokenRequest,
  verifyProof,
  withToken,
} from '../support/dpop.js'

const api = 'https://api.example/notes'
const tokenUrl = 'https://login.example/oauth/token'

const noncesOf = (requests: readonly Request[]) =>
  requests.map((request) => claimsOf(request).nonce)

test('takes no option from the prototype of objects, and null for none', async () => {
  const thief = vi.fn()
  Object.defineProperty(Object.prototype, 'fetch', { configurable: true, value: thief })
  vi.stubGlobal('fetch', async () => new Response(''))
  onTestFinished(() => void vi.unstubAllGlobals())
  try {
    await createDpop(null as unknown as undefined).fetch(api)
    await createDpop({ name: null }).fetch(api)
  } finally {
    Reflect.deleteProperty(Object.prototype, 'fetch')
  }
  expect(thief).not.toHaveBeenCalled()
})

describe('a proof goes along with', () => {
  test.each<[string, string, RequestInit]>([
    ['a token request', tokenUrl, tokenRequest()],
    ['what bears a DPoP token (RFC 9449 §7.1)', api, withToken()],
    [
      'the same, its scheme in any case (RFC 9110 §11.1)',
      api,
      { headers: new Headers({ authorization: 'dpop token' }) },
    ],
    ['the same, headers in a list', api, { headers: [['authorization', 'DPoP token']] }],
  ])('%s', async (_, url, init) => {
    const { dpop, requests } = clientOf([accepted])
    await dpop.fetch(url, init)
    await verifyProof(proofOf(requests[0]))
    const { authorization: sent } = Object.fromEntries(requests[0]?.headers ?? [])
    expect(sent).toBe(new Headers(init.headers).get('authorization') ?? undefined)
  })

  test.each<[string, string, RequestInit | undefined]>([
    ['the key set', 'https://login.example/.well-known/jwks.json', { cache: 'reload' }],
    ['metadata', 'https://login.example/.well-known/openid-configuration', undefined],
    ['a Bearer token, which is somebody else’s', api, { headers: { authorization: 'Bearer x' } }],
    ['a form that is no token request', api, { method: 'POST', body: new URLSearchParams('a=b') }],
    ['any other body', api, { method: 'POST', body: 'grant_type=password' }],
  ])('nothing else, which goes out as it came: %s', async (_, url, init) => {
    const seen: unknown[][] = []
    const dpop = createDpop({
      name: null,
      fetch: async (...request) => {
        seen.push(request)
        return accepted()
      },
    })
    await dpop.fetch(url, init)
    expect(seen).toEqual([[url, init]])
    expect(seen[0]?.[1]).toBe(init)
  })

  test('a request that was made before; init wins, as it does for fetch', async () => {
    const { dpop, requests } = clientOf([accepted])
    const request = new Request(api, { method: 'DELETE', ...withToken() })
    await dpop.fetch(request)
    await dpop.fetch(request, { headers: {} })
    await dpop.fetch(request, { ...withToken('another'), method: 'PATCH' })
    expect(requests.map(proofOf).map((proof) => proof !== '')).toEqual([true, false, true])
    expect(claimsOf(requests[0]).htm).toBe('DELETE')
    expect(claimsOf(requests[2]).htm).toBe('PATCH')
  })
})

test('a signed request keeps what was asked of it, but follows no redirect', async () => {
  const { dpop, requests } = clientOf([accepted])
  const { signal } = new AbortController()
  await dpop.fetch(api, {
    ...withToken(),
    method: 'PUT',
    body: 'text',
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'follow',
    referrerPolicy: 'no-referrer',
    signal,
  })
  expect(requests[0]).toMatchObject({
    method: 'PUT',
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  })
})

test('an aborted request is not sent again, and rejects with the reason', async () => {
  const abort = new AbortController()
  const { dpop, requests } = clientOf([
    () => {
      abort.abort(new Error('enough'))
      return apiWants('one')()
    },
    accepted,
  ])
  await expect(dpop.fetch(api, { ...withToken(), signal: abort.signal })).rejects.toThrow('enough')
  expect(requests).toHaveLength(1)
})

test('the network’s own failure is what comes back', async () => {
  const { dpop } = clientOf([])
  await expect(dpop.fetch(api, withToken())).rejects.toThrow('nobody answers')
})

test('the global fetch of the moment is asked unless another is given', async () => {
  const network = networkOf(accepted)
  const dpop = createDpop({ name: null })
  const { fetch } = globalThis
  globalThis.fetch = network.fetch
  try {
    await dpop.fetch(api, withToken())
    await dpop.fetch(api)
  } finally {
    globalThis.fetch = fetch
  }
  expect(network.requests.map(proofOf).map((proof) => proof !== '')).toEqual([true, false])
})

describe.each([
  ['the token endpoint (RFC 9449 §8)', tokenUrl, tokenRequest, tokenEndpointWants],
  ['an API (RFC 9449 §9)', api, () => withToken(), apiWants],
  [
    'a token endpoint that names its scheme beside it',
    tokenUrl,
    tokenRequest,
    (nonce: string) => () =>
      Response.json(
        { error: 'use_dpop_nonce' },
        { status: 401, headers: { 'DPoP-Nonce': nonce, 'WWW-Authenticate': 'DPoP algs="ES256"' } },
      ),
  ],
] as const)('a nonce that %s asks for', (_, url, request, wants) => {
  test('is sent in one repetition, with a fresh jti', async () => {
    const { dpop, requests } = clientOf([wants('one'), accepted])
    expect((await dpop.fetch(url, request())).status).toBe(200)
    expect(noncesOf(requests)).toEqual([undefined, 'one'])
    expect(claimsOf(requests[0]).jti).not.toBe(claimsOf(requests[1]).jti)
  })

  test('is known to the next request, which needs no repetition', async () => {
    const { dpop, requests } = clientOf([wants('one'), accepted])
    await dpop.fetch(url, request())
    await dpop.fetch(`${url}?page=2`, request())
    expect(noncesOf(requests)).toEqual([undefined, 'one', 'one'])
  })

  test('gives way to a newer one, from whatever answer', async () => {
    const { dpop, requests } = clientOf([
      wants('one'),
      () => accepted({ 'DPoP-Nonce': 'two' }),
      () => new Response('', { status: 500, headers: { 'DPoP-Nonce': 'three' } }),
      wants('four'),
      accepted,
    ])
    for (let time = 0; time < 3; time++) await dpop.fetch(url, request())
    expect(noncesOf(requests)).toEqual([undefined, 'one', 'two', 'three', 'four'])
  })

  test('asked for again is not sent a third time: the refusal is the answer', async () => {
    const { dpop, requests } = clientOf([wants('one'), wants('two')])
    const response = await dpop.fetch(url, request())
    expect(response.status).toBe(wants('two')().status)
    expect(await response.text()).toBe(await wants('two')().text())
    expect(noncesOf(requests)).toEqual([undefined, 'one'])
  })

  test('goes to no other origin', async () => {
    const { dpop, requests } = clientOf([wants('one'), accepted])
    await dpop.fetch(url, request())
    const { host, pathname } = new URL(url)
    for (const other of [`https://${host}:8443`, `http://${host}`, `https://www.${host}`])
      await dpop.fetch(other + pathname, request())
    expect(noncesOf(requests)).toEqual([undefined, 'one', undefined, undefined, undefined])
  })

  test('is learned by each of several requests at once', async () => {
    let count = 0
    const requests: Request[] = []
    const dpop = createDpop({
      name: null,
      async fetch(input, init) {
        const sent = new Request(input, init)
        requests.push(sent)
        return claimsOf(sent).nonce ? accepted() : wants(`nonce ${++count}`)()
      },
    })
    const answers = await Promise.all([1, 2, 3].map(() => dpop.fetch(url, request())))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(requests).toHaveLength(6)
  })

  test('is no reason to repeat what was refused for another', async () => {
    const refusal = (status: number, body: string, challenge?: string) => () =>
      new Response(body, {
        status,
        headers: { 'DPoP-Nonce': 'one', ...(challenge && { 'WWW-Authenticate': challenge }) },
      })
    for (const answer of [
      refusal(400, '{"error":"invalid_grant"}'),
      refusal(401, '', 'DPoP error="invalid_token"'),
      refusal(401, '', 'Bearer'),
      refusal(403, ''),
      refusal(200, 'use_dpop_nonce'),
    ]) {
      const { dpop, requests } = clientOf([answer])
      await dpop.fetch(url, request())
      expect(requests).toHaveLength(1)
    }
  })

  test('that is not there cannot be sent: nothing is repeated', async () => {
    const { dpop, requests } = clientOf([
      () => {
        const refused = wants('one')()
        refused.headers.delete('DPoP-Nonce')
        return refused
      },
    ])
    await dpop.fetch(url, request())
    expect(requests).toHaveLength(1)
  })
})

test('a refusal can be read whole by the caller, though it was looked into', async () => {
  const { dpop } = clientOf([
    () =>
      Response.json({ error: 'invalid_grant' }, { status: 400, headers: { 'DPoP-Nonce': 'one' } }),
  ])
  const response = await dpop.fetch(tokenUrl, tokenRequest())
  expect(await response.json()).toEqual({ error: 'invalid_grant' })
})

describe('a body survives the repetition', () => {
  const chunks = () =>
    new ReadableStream({
      start(controller) {
        for (const text of ['a ', 'b ', 'c']) controller.enqueue(new TextEncoder().encode(text))
        controller.close()
      },
    })
  // TypeScript's DOM types do not know `duplex` yet
  const streamed = () => ({ body: chunks(), duplex: 'half' }) as RequestInit

  test.each<[string, () => RequestInit, string]>([
    ['text', () => ({ body: 'a b c' }), 'a b c'],
    ['a Blob', () => ({ body: new Blob(['a b c']) }), 'a b c'],
    ['bytes', () => ({ body: new TextEncoder().encode('a b c') }), 'a b c'],
    ['a form', () => ({ body: new URLSearchParams({ a: 'b' }) }), 'a=b'],
    ['a stream', streamed, 'a b c'],
  ])('%s', async (_, body, sent) => {
    const { dpop, bodies } = clientOf([apiWants('one'), accepted])
    await dpop.fetch(api, { method: 'POST', ...withToken(), ...body() })
    expect(bodies).toEqual([sent, sent])
  })

  test('a Request, which is used up by it, as fetch does', async () => {
    const { dpop, bodies } = clientOf([apiWants('one'), accepted])
    const request = new Request(api, { method: 'POST', ...withToken(), ...streamed() })
    await dpop.fetch(request)
    expect(bodies).toEqual(['a b c', 'a b c'])
    expect(request.bodyUsed).toBe(true)
  })

  test('the parameters of a token request', async () => {
    const { dpop, bodies, requests } = clientOf([tokenEndpointWants('one'), accepted])
    await dpop.fetch(tokenUrl, tokenRequest({ refresh_token: 'r' }))
    expect(bodies).toEqual(Array(2).fill('grant_type=refresh_token&refresh_token=r'))
    expect(requests[1]?.headers.get('Content-Type')).toMatch(/^application\/x-www-form-urlencoded/)
  })
})

describe('iat', () => {
  const start = Date.UTC(2026, 0, 1)
  const at = (offset: number) => new Date(start + offset).toUTCString()
  const seconds = (requests: readonly Request[]) =>
    requests.map((request) => Number(claimsOf(request).iat) - start / 1000)
  const hour = 3_600_000

  test('is the device’s time in whole seconds as long as no server says another', async () => {
    const { dpop, requests } = clientOf([accepted], { now: () => start + 1999 })
    await dpop.fetch(api, withToken())
    await dpop.fetch(api, withToken())
    expect(seconds(requests)).toEqual([1, 1])
  })

  test('is the server’s time from its first Date header on: ahead', async () => {
    const { dpop, requests } = clientOf([() => accepted({ Date: at(hour) })], { now: () => start })
    await dpop.fetch(api, withToken())
    await dpop.fetch(api, withToken())
    expect(seconds(requests)).toEqual([0, 3600])
  })

  test.each([
    ['ahead', hour],
    ['behind', -hour],
  ])('is right in the repetition for a nonce: the server is %s', async (_, offset) => {
    const asks = () => {
      const refused = tokenEndpointWants('one')()
      refused.headers.set('Date', at(offset))
      return refused
    }
    const { dpop, requests } = clientOf([asks, accepted], { now: () => start })
    await dpop.fetch(tokenUrl, tokenRequest())
    expect(seconds(requests)).toEqual([0, offset / 1000])
  })

  test('is put back by a refusal alone: the browser’s cache answers with an old Date', async () => {
    const old = () => accepted({ Date: at(-hour) })
    const refused = () => new Response('', { status: 401, headers: { Date: at(-hour) } })
    const { dpop, requests } = clientOf([old, refused, old], { now: () => start })
    for (let time = 0; time < 3; time++) await dpop.fetch(api, withToken())
    expect(seconds(requests)).toEqual([0, 0, -3600])
  })

  test('follows the device’s clock when that is set', async () => {
    let now = start
    const refused = () => new Response('', { status: 401, headers: { Date: at(0) } })
    const { dpop, requests } = clientOf([accepted, refused, accepted], { now: () => now })
    await dpop.fetch(api, withToken())
    now += 24 * hour
    await dpop.fetch(api, withToken())
    await dpop.fetch(api, withToken())
    expect(seconds(requests)).toEqual([0, 24 * 3600, 0])
  })

  test('without `now` is the one that the page has when a request is signed', async () => {
    const { dpop, requests } = clientOf([accepted], { now: undefined } as object)
    onTestFinished(() => void vi.restoreAllMocks())
    vi.spyOn(Date, 'now').mockImplementation(() => start + 24 * hour)
    await dpop.fetch(api, withToken())
    expect(seconds(requests)).toEqual([24 * 3600])
  })

  test('follows it to the very second', async () => {
    let now = start - hour
    const refused = () => new Response('', { status: 401, headers: { Date: at(0) } })
    const { dpop, requests } = clientOf([refused], { now: () => now })
    await dpop.fetch(api, withToken())
    now = start
    await dpop.fetch(api, withToken())
    await dpop.fetch(api, withToken())
    expect(claimsOf(requests[2]).iat).toBe(start / 1000)
  })

  test.each(['', 'yesterday'])('does not mind a Date that is none: "%s"', async (date) => {
    const { dpop, requests } = clientOf(
      [() => new Response('', { status: 401, headers: { Date: date } })],
      { now: () => start },
    )
    await dpop.fetch(api, withToken())
    await dpop.fetch(api, withToken())
    expect(seconds(requests)).toEqual([0, 0])
  })
})
