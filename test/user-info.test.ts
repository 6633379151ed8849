// @vitest-environment node
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { AuthErrorDetail } from '../src/index.js'
import { createTestServer, type TestAnswer, type TestServerOptions } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, login } from './support/login.js'

/** A login whose userinfo the script answers. */
const loggedIn = (respond: NonNullable<TestServerOptions['respond']> = () => undefined) =>
  login({ respond: (answer) => (answer.endpoint === 'userinfo' ? respond(answer) : undefined) })

const text = (body: string, status = 200) => new Response(body, { status })

describe('userInfo', () => {
  test('asks with the token in the Authorization header alone (RFC 6750 §2.1, §2.3)', async () => {
    const { auth, result, server } = await loggedIn()
    const info = await auth.userInfo(result.accessToken)
    expect(info).toBeInstanceOf(Object)
    expect(info).toEqual({
      sub: 'test|zoe',
      name: 'Zoë Example',
      email: 'zoe@example.test',
      email_verified: true,
    })
    const request = server.requests.at(-1)
    expect(request).toMatchObject({ method: 'GET', url: 'https://login.example.test/userinfo' })
    expect([...(request?.headers ?? [])]).toEqual([
      ['authorization', `Bearer ${result.accessToken}`],
    ])
    expect(request?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
    expect(request?.init.body ?? undefined).toBeUndefined()
  })

  test('asks the endpoint that was configured', async () => {
    const server = createTestServer({ key: rsaKey })
    const auth = createClient(server, 'token', {
      endpoints: { userInfo: 'https://api.example/me?v=2' },
    })
    await rejects(auth.userInfo('at'), 'token_error')
    expect(server.requests.map(({ url }) => url)).toEqual(['https://api.example/me?v=2'])
  })

  test('asks anew each time, and needs no login of its own', async () => {
    const { result, server } = await loggedIn()
    const other = createClient(server, 'token')
    await Promise.all([other.userInfo(result.accessToken), other.userInfo(result.accessToken)])
    expect(server.requests.filter(({ endpoint }) => endpoint === 'userinfo')).toHaveLength(2)
  })
})

describe('the sub of userinfo', () => {
  test('is compared with the one given, exactly (OIDF userinfo-invalid-sub)', async () => {
    const { auth, result } = await loggedIn()
    expect(await auth.userInfo(result.accessToken, { sub: result.claims.sub })).toMatchObject({
      sub: 'test|zoe',
    })
    for (const sub of ['test|somebody-else', 'Test|zoe', 'test|zo', 'test|zoe ', '']) {
      const error = await rejects(auth.userInfo(result.accessToken, { sub }), 'invalid_token')
      expect(error.detail?.claim).toBe('sub')
    }
  })

  test.each([undefined, null, '', 7, ['test|zoe'], { sub: 'test|zoe' }])(
    'must be there and a text, also where none was given: %j (Core §5.3.2)',
    async (sub) => {
      const { auth, result } = await loggedIn(({ body }) => {
        body.sub = sub
      })
      await rejects(auth.userInfo(result.accessToken), 'invalid_token')
      await rejects(auth.userInfo(result.accessToken, { sub: result.claims.sub }), 'invalid_token')
    },
  )
})

describe('an answer of userinfo', () => {
  type Fault = readonly [
    title: string,
    detail: AuthErrorDetail,
    answer: (answer: TestAnswer) => Response,
  ]
  test.each<Fault>([
    ['HTML', { status: 200 }, () => text('<html>')],
    ['cut-off JSON', { status: 200 }, () => text('{"sub":"test|zo')],
    ['an array', { status: 200 }, () => text('[{"sub":"test|zoe"}]')],
    ['null', { status: 200 }, () => text('null')],
    ['a signed JWT, which nobody asked for', { status: 200 }, () => text('e30.e30.AA')],
    ['403 with claims', { status: 403 }, () => text('{"sub":"test|zoe"}', 403)],
    ['500 with claims', { status: 500 }, () => text('{"sub":"test|zoe"}', 500)],
    [
      '429 and an error',
      { status: 429, error: 'too_many_requests' },
      () => text('{"error":"too_many_requests"}', 429),
    ],
  ])('that is %s rejects token_error', async (_, detail, answer) => {
    const { auth, result } = await loggedIn(answer)
    expect((await rejects(auth.userInfo(result.accessToken), 'token_error')).detail).toEqual(detail)
  })

  test('of 401 rejects token_error with status and error, and no token', async () => {
    const server = createTestServer({ key: rsaKey })
    const error = await rejects(
      createClient(server, 'token').userInfo('spent-token'),
      'token_error',
    )
    expect(error.detail).toEqual({ status: 401, error: 'invalid_token' })
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain(
      'spent-token',
    )
  })

  test('that does not come rejects network_error; no redirect gets the token', async () => {
    const offline = await loggedIn(() => {
      throw new TypeError('offline')
    })
    expect(
      (await rejects(offline.auth.userInfo(offline.result.accessToken), 'network_error')).detail,
    ).toBeUndefined()
    const moved = await loggedIn(() => Response.redirect('https://thief.example/', 307))
    await rejects(moved.auth.userInfo(moved.result.accessToken), 'network_error')
    expect(moved.server.requests.map(({ endpoint }) => endpoint)).not.toContain('unknown')
  })
})

describe('the signal of userInfo', () => {
  test('stops the request with aborted, before and while it is on its way', async () => {
    const { auth, result, server } = await loggedIn(() => new Promise<undefined>(() => {}))
    const controller = new AbortController()
    const asked = auth.userInfo(result.accessToken, { signal: controller.signal })
    await expect.poll(() => server.requests.at(-1)?.endpoint).toBe('userinfo')
    expect(server.requests.at(-1)?.init.signal).toBe(controller.signal)
    controller.abort()
    await rejects(asked, 'aborted')
    await rejects(auth.userInfo(result.accessToken, { signal: AbortSignal.abort() }), 'aborted')
  })

  test('stops it while the answer is read, too', async () => {
    const controller = new AbortController()
    const { auth, result } = await loggedIn(() => {
      const cut = new ReadableStream({
        start: (stream) =>
          controller.signal.addEventListener('abort', () => stream.error(new TypeError('cut'))),
      })
      return new Response(cut, { headers: { 'content-type': 'application/json' } })
    })
    const asked = auth.userInfo(result.accessToken, { signal: controller.signal })
    setTimeout(() => controller.abort())
    await rejects(asked, 'aborted')
  })

  test('that is not aborted leaves a lost connection a network_error', async () => {
    const { auth, result } = await loggedIn(() => {
      throw new TypeError('offline')
    })
    await rejects(
      auth.userInfo(result.accessToken, { signal: new AbortController().signal }),
      'network_error',
    )
  })
})
