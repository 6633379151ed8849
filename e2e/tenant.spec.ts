import { createHash } from 'node:crypto'
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
