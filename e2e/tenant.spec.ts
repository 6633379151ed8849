import { createHash } from 'node:crypto'
import type { AuthResult } from '../dist/index.js'
import { App } from './support/app.js'
import type { BareApp } from './support/bare-app.js'
import { expect, test } from './support/demo.js'

// Where the demo's tenant keeps to the documentation of the endpoint that it stands for.

test('response_type=token is answered with the ID Token that belongs to the access token', async ({
  bareApp,
  answerTo,
}) => {
  await bareApp.open({ responseType: 'token' })
  const authorizeUrl = await bareApp.page.evaluate(() => window.auth.buildAuthorizeUrl('database'))
  const answer = new URLSearchParams((await answerTo(authorizeUrl)).hash.slice(1))
  const [, payload = ''] = (answer.get('id_token') ?? '').split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const digest = createHash('sha256')
    .update(answer.get('access_token') ?? '')
    .digest()
  expect(claims).toMatchObject({
    iss: bareApp.demo.issuer,
    aud: bareApp.demo.clientId,
    sub: expect.stringMatching(/^database\|/),
    email: bareApp.demo.account.email,
    nonce: new URL(authorizeUrl).searchParams.get('nonce'),
    at_hash: digest.subarray(0, 16).toString('base64url'),
  })
})

/** Logs in, by password unless the tenant has a session already, and gives the refresh token. */
async function refreshTokenOfLogin(bareApp: BareApp) {
  const options = { responseType: 'code', scope: 'openid offline_access' } as const
  await bareApp.open(options)
  await bareApp.page.evaluate(() => void window.auth.authorize('database'))
  await bareApp.page.waitForURL(/\/u\/login\/|\/callback[?#]/)
  if (bareApp.page.url().includes('/u/login/')) {
    await new App(bareApp.page, bareApp.demo).logIn()
    await bareApp.page.waitForURL(/\/callback[?#]/)
  }
  await bareApp.createAuth(options)
  return bareApp.page.evaluate(
    async () => ((await window.auth.parseHash()) as AuthResult<'code'>).refreshToken ?? '',
  )
}

/** The refresh token that one is traded for, or the server's error. */
const renew = (bareApp: BareApp, refreshToken: string): Promise<string> =>
  bareApp.page.evaluate(
    (sent) =>
      window.auth.refresh(sent).then(
        (result) => result.refreshToken ?? '',
        ({ detail }) => detail.error,
      ),
    refreshToken,
  )

test('a spent refresh token that comes again ends its whole login, and no other', async ({
  bareApp,
  faults,
}) => {
  faults.expect(/status of 400/)
  const first = await refreshTokenOfLogin(bareApp)
  const ofAnotherLogin = await refreshTokenOfLogin(bareApp)
  const second = await renew(bareApp, first)
  expect(second).not.toBe(first)
  expect(await renew(bareApp, first)).toBe('invalid_grant')
  expect(await renew(bareApp, second)).toBe('invalid_grant')
  expect(await renew(bareApp, ofAnotherLogin)).not.toBe('invalid_grant')
})

test('a spent refresh token that comes again in the grace interval is taken', async ({
  bareApp,
}) => {
  bareApp.demo.hooks.graceInterval = 30
  const first = await refreshTokenOfLogin(bareApp)
  const second = await renew(bareApp, first)
  for (const token of [first, second])
    expect(await renew(bareApp, token)).not.toMatch(/^$|invalid_grant/)
})
