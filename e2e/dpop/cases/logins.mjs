import assert from 'node:assert/strict'
import { requestJson } from '../../../demo/back-channel.mjs'
import { call, logIn, perform, refresh } from '../tab.mjs'

const tokenRequests = (requests) => requests.filter((request) => request === 'POST /oauth/token')

const logins = ['redirect', 'popup'].map((way) => ({
  title: `a login by ${way} brings bound tokens, which renew, rotate, and open userinfo and API`,
  async run({ world, browser }) {
    const { tab, result } = await logIn({ world, browser }, way)
    let { refreshToken } = result
    for (let renewal = 0; renewal < 3; renewal++) {
      const renewed = await refresh(tab, refreshToken)
      assert.equal(renewed.tokenType, 'DPoP')
      assert.notEqual(renewed.refreshToken, refreshToken)
      refreshToken = renewed.refreshToken
    }
    const { sub } = await perform(
      tab,
      (token) => globalThis.auth.userInfo(token),
      result.accessToken,
    )
    assert.equal(sub, result.claims.sub)
    assert.equal(await call(tab, `${world.api.origin}/notes?page=2#top`, result), 200)
  },
}))

const loginsWithNonce = ['redirect', 'popup'].map((way) => ({
  title: `a login by ${way} at a server that demands nonces repeats one request, and none after it`,
  async run({ world, browser }) {
    world.demo.hooks.dpopNonce = true
    const start = world.demo.log.length
    const { tab, result } = await logIn({ world, browser }, way)
    assert.equal(tokenRequests(world.tenantRequestsSince(start)).length, 2)
    const then = world.demo.log.length
    // by redirect the page that learned the nonce is this very page
    const { accessToken } = await refresh(tab, result.refreshToken)
    await perform(tab, (token) => globalThis.auth.userInfo(token), accessToken)
    const requests = world.tenantRequestsSince(then).filter((one) => !one.startsWith('OPTIONS'))
    assert.deepEqual(requests.sort(), ['GET /userinfo', 'POST /oauth/token'])
  },
}))

export const cases = [
  ...logins,
  ...loginsWithNonce,
  {
    title: 'the key set and the metadata are asked for without a proof, so without a preflight',
    async run({ world, browser }) {
      const start = world.demo.log.length
      const { tab } = await logIn({ world, browser })
      const metadata = `${world.demo.tenantUrl}.well-known/openid-configuration`
      await perform(tab, async (url) => (await globalThis.dpop.fetch(url)).status, metadata)
      const requests = world.tenantRequestsSince(start)
      assert.ok(requests.includes('GET /.well-known/jwks.json'))
      assert.ok(requests.includes('GET /.well-known/openid-configuration'))
      const preflights = requests.filter((request) => request.startsWith('OPTIONS'))
      assert.deepEqual([...new Set(preflights)], ['OPTIONS /oauth/token'])
    },
  },
  {
    title: 'a refresh token copied out of the page is refused elsewhere, and goes on working here',
    async run({ world, browser }) {
      const { tab, result } = await logIn({ world, browser })
      const grant = {
        grant_type: 'refresh_token',
        client_id: world.demo.clientId,
        refresh_token: result.refreshToken,
      }
      const elsewhere = await requestJson(`${world.demo.tenantUrl}oauth/token`, { form: grant })
      assert.equal(elsewhere.status, 400)
      assert.equal(elsewhere.body.error, 'invalid_grant')

      const withAnotherKey = perform(
        tab,
        (token) =>
          globalThis.createAuth({ dpop: globalThis.createDpop({ name: null }) }).refresh(token),
        result.refreshToken,
      )
      await assert.rejects(withAnotherKey, ({ code, detail }) => {
        assert.deepEqual([code, detail.error], ['token_error', 'invalid_grant'])
        return true
      })
      assert.equal((await refresh(tab, result.refreshToken)).tokenType, 'DPoP')
    },
  },
  {
    title: 'a server that answers Bearer although DPoP was asked for is refused',
    async run({ world, browser }) {
      const tab = await browser.open(world.app)
      const renewal = perform(tab, () =>
        globalThis
          .createAuth({ dpop: globalThis.dpop, endpoints: { token: `${location.origin}/bearer` } })
          .refresh('refresh token'),
      )
      await assert.rejects(renewal, { code: 'token_error' })
    },
  },
  {
    title: 'where the browser refuses its storage, a popup logs in with a key in memory',
    async run({ world, browser }) {
      const tab = await browser.open(`${world.app}?refused`)
      const popup = await tab.opens(() => tab.click('#popup'))
      await popup.until(() => document.querySelector('input[name=password]') !== null)
      await popup.fill('input[name=email]', world.demo.account.email)
      await popup.fill('input[name=password]', world.demo.account.password)
      await popup.click('button[type=submit]')
      const { value } = await tab.until(() => globalThis.outcomes.popup)
      assert.equal(value.tokenType, 'DPoP')
      assert.equal((await refresh(tab, value.refreshToken)).tokenType, 'DPoP')
    },
  },
]
