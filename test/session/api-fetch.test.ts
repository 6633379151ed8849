// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createSession, type SessionOptions } from '../../src/session/index.js'
import { createTestServer } from '../../src/testing/index.js'
import { rejects, throws } from '../support/errors.js'
import { rsaKey } from '../support/keys.js'
import { createClient } from '../support/login.js'

/** A session in Node, and every request that its fetch sent; the API answers as `answer` says. */
async function sessionWithApi(
  options: SessionOptions = {},
  answer: (request: Request) => Response | Promise<Response> = () => new Response('fine'),
) {
  const server = createTestServer({ key: rsaKey })
  const auth = createClient(server, 'code', { scope: 'openid offline_access' })
  const sent: Request[] = []
  const session = createSession(auth, {
    apis: ['https://api.example/v1'],
    now: server.now,
    async fetch(input, init) {
      const request = new Request(input, init)
      sent.push(request.clone())
      return answer(request)
    },
    ...options,
  })
  const logIn = async () => {
    const result = await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
    if (result) await session.adopt(result)
  }
  await logIn()
  const renewals = () =>
    server.requests.filter(({ parameters }) => parameters.get('grant_type') === 'refresh_token')
  return { server, auth, session, sent, renewals, logIn }
}

const bearer = (request: Request | undefined) =>
  request?.headers.get('authorization')?.replace('Bearer ', '')

const refuse = () => new Response('no', { status: 401 })

describe('3: one 401 is answered by one renewal and one repetition', () => {
  test('twenty requests at once share the renewal; their bodies arrive whole twice', async () => {
    const bodies: string[] = []
    const { session, sent, renewals } = await sessionWithApi({}, async (request) => {
      const body = await request.text()
      const isFirst = !bodies.includes(body)
      bodies.push(body)
      return isFirst ? refuse() : new Response()
    })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        session.fetch('https://api.example/v1/things', {
          method: 'POST',
          body: `thing ${number} ${'x'.repeat(5000)}`,
        }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(renewals()).toHaveLength(1)
    expect(sent).toHaveLength(40)
    expect(new Set(bodies).size).toBe(20)
  })

  test('the second 401 is returned', async () => {
    const { session, sent, renewals } = await sessionWithApi({}, refuse)
    const answer = await session.fetch('https://api.example/v1')
    expect(answer.status).toBe(401)
    expect(await answer.text()).toBe('no')
    expect(sent).toHaveLength(2)
    expect(bearer(sent[0])).not.toBe(bearer(sent[1]))
    expect(renewals()).toHaveLength(1)
  })

  test('another status is returned as it is', async () => {
    const forbid = () => new Response(null, { status: 403 })
    const { session, sent, renewals } = await sessionWithApi({}, forbid)
    expect((await session.fetch('https://api.example/v1')).status).toBe(403)
    expect(sent).toHaveLength(1)
    expect(renewals()).toEqual([])
  })

  test('where the renewal fails, the answer of the API is returned, asked for once', async () => {
    const { server, session, sent } = await sessionWithApi({}, refuse)
    server.refuseRenewals(503)
    expect((await session.fetch('https://api.example/v1')).status).toBe(401)
    expect(sent).toHaveLength(1)
    expect(session.getState()).toMatchObject({ status: 'in', error: { code: 'token_error' } })
  })

  test('a request that was refused is not repeated for another person', async () => {
    let isFirst = true
    const { server, session, sent, logIn } = await sessionWithApi({}, async () => {
      if (isFirst) {
        isFirst = false
        server.logIn({ sub: 'test|tom' })
        await logIn()
      }
      return refuse()
    })
    const call = session.fetch('https://api.example/v1', { method: 'POST', body: 'mine' })
    await rejects(call, 'aborted')
    expect(sent).toHaveLength(1)
  })
})

describe('25: the token goes to the APIs and to nobody else', () => {
  const ours = [
    'https://api.example/v1',
    'https://api.example/v1/',
    'https://api.example/v1/things?q=1#here',
    'https://api.example:443/v1/things',
    'https://API.example/v1/things',
    'https://api.example/other/../v1/things',
    'https://api.example/%2e%2e/v1/things',
    'https://api.example\\v1\\things',
    'https://api.example/v1//things',
  ]
  const others = [
    'https://api.example/',
    'https://api.example/v',
    'https://api.example/v1x',
    'https://api.example/v1.evil',
    'https://api.example/V1',
    'https://api.example/v1/../v2',
    'https://api.example/v1/..',
    'https://api.example/v1/%2e%2e/v2',
    'https://api.example/v1/.%2E/v2',
    'https://api.example/v1\\..\\v2',
    'https://api.example//v1',
    'https://api.example/%76%31',
    'http://api.example/v1',
    'https://api.example:8443/v1',
    'https://api.example.evil/v1',
    'https://evil.example/v1',
    'https://evil/https://api.example/v1',
    'https://evil/?https://api.example/v1',
    'https://evil/#https://api.example/v1',
    'https://sub.api.example/v1',
    'https://xapi.example/v1',
    'https://api.example./v1',
    'data:text/plain,https://api.example/v1',
    'blob:https://api.example/v1',
  ]

  test.each(ours)('%s gets it', async (url) => {
    const { session, sent } = await sessionWithApi()
    await session.fetch(url)
    expect(bearer(sent[0])).toBe(await session.getToken())
  })

  test.each(others)('%s does not', async (url) => {
    const { session, sent } = await sessionWithApi()
    await session.fetch(url)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.headers.has('authorization')).toBe(false)
  })

  test('a URL with user info is refused, as fetch does', async () => {
    const { session, sent } = await sessionWithApi()
    await expect(session.fetch('https://api.example@evil/v1')).rejects.toThrow(TypeError)
    expect(sent).toEqual([])
  })

  test('an API without a path stands for its whole origin', async () => {
    const { session, sent } = await sessionWithApi({ apis: ['https://api.example'] })
    await session.fetch('https://api.example/anything')
    await session.fetch('https://api.example.evil/anything')
    expect(sent.map(({ headers }) => headers.has('authorization'))).toEqual([true, false])
  })

  test('without apis nobody gets it', async () => {
    const { session, sent } = await sessionWithApi({ apis: [] })
    await session.fetch('https://api.example/v1')
    expect(sent[0]?.headers.has('authorization')).toBe(false)
  })

  test('a request with an Authorization of its own is left alone', async () => {
    const { session, sent } = await sessionWithApi({}, refuse)
    const headers = { Authorization: 'Basic mine' }
    await session.fetch(new Request('https://api.example/v1', { headers }))
    await session.fetch('https://api.example/v1', { headers })
    expect(sent.map((one) => one.headers.get('authorization'))).toEqual([
      'Basic mine',
      'Basic mine',
    ])
  })

  test.each(['http://api.example/v1', 'api.example/v1', '/v1', 'https://u:p@api.example/v1', ''])(
    'the API %o is no https address: invalid_config',
    (api) => {
      const auth = createClient(createTestServer({ key: rsaKey }), 'code')
      throws(() => createSession(auth, { apis: [api] }), 'invalid_config')
    },
  )

  test('http is allowed on loopback', async () => {
    const { session, sent } = await sessionWithApi({ apis: ['http://localhost:8080/api'] })
    await session.fetch('http://localhost:8080/api/things')
    expect(bearer(sent[0])).toBe(await session.getToken())
  })
})

describe('fetch', () => {
  test('rejects login_required without a request where nobody is logged in', async () => {
    const { session, sent } = await sessionWithApi()
    await session.logOut({ local: true })
    await rejects(session.fetch('https://api.example/v1'), 'login_required')
    expect(sent).toEqual([])
  })

  test('given up already, it asks nobody', async () => {
    const { session, sent } = await sessionWithApi()
    const call = session.fetch('https://api.example/v1', { signal: AbortSignal.abort() })
    await rejects(call, 'aborted')
    expect(sent).toEqual([])
  })

  test('sends method, headers and body as they were given', async () => {
    const { session, sent } = await sessionWithApi()
    const request = new Request('https://api.example/v1', {
      method: 'PUT',
      headers: { 'X-Mine': 'yes', 'Content-Type': 'text/csv' },
      body: 'a,b',
    })
    await session.fetch(request)
    expect(sent[0]?.method).toBe('PUT')
    expect(sent[0]?.headers.get('x-mine')).toBe('yes')
    expect(sent[0]?.headers.get('content-type')).toBe('text/csv')
    expect(await sent[0]?.text()).toBe('a,b')
  })
})
