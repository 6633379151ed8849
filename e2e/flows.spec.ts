import { expect, test } from './support/demo.js'

const responseTypes = [
  'token',
  'id_token',
  'code',
  'code id_token',
  'code token',
  'code token id_token',
]

/**
 * What a response type promises to bring; `code` means both tokens, from the token endpoint. The
 * endpoint's documentation has an ID Token beside the access token for `token` too.
 */
const promised = (responseType: string) => {
  const words = responseType.split(' ')
  const code = words.includes('code')
  return {
    accessToken: code || words.includes('token'),
    idToken: code || words.includes('id_token') || responseType === 'token',
  }
}

/** Seen by popup in `npm test` too; the others there by redirect alone. */
const usual = ['token id_token', 'code']

for (const mode of ['redirect', 'popup'] as const) {
  for (const responseType of responseTypes) {
    const tag = mode === 'popup' && !usual.includes(responseType) ? ['@seldom'] : []
    const title = `response type ${responseType} by ${mode} brings exactly what it promises`
    test(title, { tag }, async ({ app }) => {
      await app.open()
      await app.choose({ responseType })
      const since = app.demo.log.length
      const { accessToken, tokenType, idToken, claims } = await app.logInBy(mode, 'database')
      const { accessToken: accessTokenPromised, idToken: idTokenPromised } = promised(responseType)
      expect(typeof accessToken).toBe(accessTokenPromised ? 'string' : 'undefined')
      expect(tokenType).toBe(accessTokenPromised ? 'Bearer' : undefined)
      expect(typeof idToken).toBe(idTokenPromised ? 'string' : 'undefined')
      expect(claims?.sub.split('|')[0]).toBe(idTokenPromised ? 'database' : undefined)

      const asked = app.demo.log.slice(since).filter(({ server }) => server === 'tenant')
      const tokenRequests = asked.filter(({ path }) => path === '/oauth/token')
      expect(tokenRequests.map(({ method }) => method)).toEqual(
        responseType.includes('code') ? ['POST'] : [],
      )
      expect(
        asked.filter(({ method }) => method === 'OPTIONS'),
        'preflights',
      ).toEqual([])
      const [request] = asked.filter(({ path }) => path === '/authorize')
      expect(request?.query.includes('code_challenge'), 'PKCE').toBe(responseType.includes('code'))
    })
  }
}

test('a code may come in the query, by redirect', { tag: '@seldom' }, async ({ app }) => {
  await app.open()
  await app.choose({ responseType: 'code', responseMode: 'query' })
  const answer = app.nextAnswer()
  expect((await app.logInBy('redirect', 'database')).claims?.email).toBe(app.demo.account.email)
  const { searchParams, hash } = await answer
  expect([...searchParams.keys()]).toEqual(expect.arrayContaining(['code', 'state']))
  expect(hash).toBe('')
  expect(app.page.url()).toBe(app.url)
})

for (const callbackPage of ['/callback', '/callback-static']) {
  test(`a code may come in the query, by popup to ${callbackPage}`, { tag: '@seldom' }, async ({
    app,
  }) => {
    await app.open()
    await app.choose({ responseType: 'code', responseMode: 'query', callbackPage })
    const since = app.demo.log.length
    expect((await app.logInBy('popup', 'database')).claims?.email).toBe(app.demo.account.email)
    const [callback] = app.demo.log.slice(since).filter(({ path }) => path === callbackPage)
    expect(callback?.query).toEqual(expect.arrayContaining(['code', 'state']))
  })
}

for (const responseType of ['token id_token', 'code', 'code token id_token']) {
  test(`a popup may answer by a message, and not come back: ${responseType}`, {
    tag: '@seldom',
  }, async ({ app }) => {
    await app.open()
    await app.choose({ responseType, responseMode: 'web_message' })
    const since = app.demo.log.length
    const popup = await app.pressForPopup('database')
    const closed = popup.waitForEvent('close')
    await app.logIn(popup)
    expect((await app.result()).claims?.email).toBe(app.demo.account.email)
    await closed
    expect(app.demo.log.slice(since).filter(({ path }) => path.startsWith('/callback'))).toEqual([])
  })
}

test('a redirect with response mode web_message comes back in the fragment', {
  tag: '@seldom',
}, async ({ app }) => {
  await app.open()
  await app.choose({ responseType: 'code', responseMode: 'web_message' })
  const answer = app.nextAnswer()
  expect((await app.logInBy('redirect', 'database')).claims?.email).toBe(app.demo.account.email)
  expect([...new URLSearchParams((await answer).hash.slice(1)).keys()]).toContain('code')
})

test('an answer in the query, not the fragment, is refused, and names the setting', async ({
  bareApp,
  answerTo,
}) => {
  await bareApp.open({ responseType: 'code' })
  const answer = await answerTo(
    await bareApp.page.evaluate(() => window.auth.buildAuthorizeUrl('database')),
  )
  await bareApp.open({ responseType: 'code' }, `callback?${answer.hash.slice(1)}`)
  const error = await bareApp.page.evaluate(() =>
    window.auth.parseHash().catch(({ message, detail }) => ({ message, detail })),
  )
  expect(error).toEqual({
    message: 'invalid_response: place',
    detail: { expected: 'fragment', actual: 'query' },
  })
  expect(bareApp.page.url()).toBe(`${bareApp.url}callback`)
})

test('what a server says of itself is enough to log in there', async ({ bareApp }) => {
  const { tenantUrl, issuer } = bareApp.demo
  await bareApp.open()
  const discovered = await bareApp.page.evaluate((url) => window.postern.discover(url), issuer)
  expect(discovered).toMatchObject({
    issuer,
    endpoints: { authorize: `${tenantUrl}authorize`, token: `${tenantUrl}oauth/token` },
  })
  const options = { ...discovered, responseType: 'code' } as const
  await bareApp.createAuth(options)
  await bareApp.comeBackFromLogin(options)
  const result = await bareApp.page.evaluate(() => window.auth.parseHash())
  expect(result).toMatchObject({ claims: { iss: issuer, email: bareApp.demo.account.email } })
})
