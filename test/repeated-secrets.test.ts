// @vitest-environment node
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { AuthError } from '../src/index.js'
import { rejects } from './support/errors.js'
import { createClient, login, startLogin } from './support/login.js'

const everythingOf = (error: AuthError) => inspect(error, { depth: 9 }) + JSON.stringify(error)

describe('a token endpoint that repeats what was sent, in its own spelling', () => {
  const secret = "M.C5!a~b'(c)/d+e=f g"
  const lowerCase = (text: string) => text.replace(/%[\dA-F]{2}/g, (hex) => hex.toLowerCase())
  const spellings: [string, (sent: string) => string][] = [
    ['as a form', (sent) => `cannot parse ${sent}`],
    ['as a form with small letters', (sent) => `cannot parse ${lowerCase(sent)}`],
    ['as a text', () => `unknown token ${secret}`],
    ['as a part of a URL', () => `unknown token ${encodeURIComponent(secret)}`],
  ]

  test.each(spellings)('%s: the description is left out', async (_, describeIt) => {
    const { server } = await startLogin({ responseType: 'code' })
    const auth = createClient(server, 'code', {
      fetch: async (_url, init) =>
        Response.json(
          { error: 'invalid_grant', error_description: describeIt(`${init?.body}`) },
          { status: 400 },
        ),
    })
    const error = await rejects(auth.refresh(secret), 'token_error')
    expect(error.detail).toEqual({ error: 'invalid_grant', status: 400 })
    for (const part of [secret, 'M.C5', 'M%2EC5']) expect(everythingOf(error)).not.toContain(part)
  })

  test('a token that is no well-formed text fails as any other', async () => {
    const { server } = await startLogin({ responseType: 'code' })
    await rejects(createClient(server, 'code').refresh('\ud800x'), 'token_error')
  })
})

describe('an ID Token whose claim repeats what was sent', () => {
  const claims = ['iss', 'aud', 'azp', 'exp', 'iat', 'nbf', 'auth_time', 'org_id']

  test.each(claims)('%s is refused, and only its type is told', async (claim) => {
    for (const list of [false, true]) {
      const sent: Record<string, string | undefined> = {}
      const { auth, state, callbackUrl } = await startLogin({
        responseType: 'code',
        request: { params: { max_age: 60, organization: 'org_a' } },
        respond({ request, claims: answered, endpoint }) {
          const { parameters } = request
          const name = endpoint === 'token' ? 'code_verifier' : 'nonce'
          sent[name] = parameters.get(name) ?? undefined
          sent.code = parameters.get('code') ?? undefined
          const secrets = [sent.nonce, sent.code, sent.code_verifier]
          if (answered) answered[claim] = list ? secrets : secrets.join(' ')
        },
      })
      const error = await rejects(auth.parseHash(callbackUrl), 'invalid_token')
      for (const secret of [state, ...Object.values(sent)])
        if (secret) expect(everythingOf(error)).not.toContain(secret)
      if (error.detail?.claim === claim)
        expect(error.detail.actual).toBe(list ? 'object' : 'string')
    }
  })

  test('what repeats nothing is told as it is', async () => {
    const { auth, callbackUrl } = await startLogin({
      respond({ claims: answered }) {
        if (answered) answered.aud = ['other']
      },
    })
    const error = await rejects(auth.parseHash(callbackUrl), 'invalid_token')
    expect(error.detail).toEqual({ claim: 'aud', expected: 'app', actual: ['other'] })
  })
})

test('nothing that a page’s prototype has becomes part of an answer', async () => {
  const polluted = Object.prototype as Record<string, unknown>
  Object.assign(polluted, { refresh_token: 'evil', sub: 'evil' })
  try {
    const { result, auth, server } = await login({ responseType: 'code' })
    expect(result).not.toHaveProperty('refreshToken')
    expect(server.requests.length).toBeGreaterThan(0)
    await rejects(
      createClient(server, 'code', { fetch: async () => Response.json({}) }).userInfo('at'),
      'invalid_token',
    )
    expect(auth.clientId).toBe('app')
  } finally {
    delete polluted.refresh_token
    delete polluted.sub
  }
})
