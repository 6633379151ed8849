import assert from 'node:assert/strict'
import { decodeJwt } from 'jose'
import { call, perform } from '../tab.mjs'

const token = { tokenType: 'DPoP', accessToken: 'an-access-token' }

/** What came to an API, but for preflights. */
const callsTo = (api) => api.requests.filter(({ method }) => method !== 'OPTIONS')

const noncesAt = (api) => callsTo(api).map(({ proof }) => decodeJwt(proof).nonce)

/** Bodies of every kind, and what arrives of each. */
const bodies = {
  text: [() => 'a b c', /^a b c$/],
  Blob: [() => new Blob(['a b', ' c']), /^a b c$/],
  bytes: [() => new TextEncoder().encode('a b c'), /^a b c$/],
  URLSearchParams: [() => new URLSearchParams({ a: 'b c' }), /^a=b\+c$/],
  FormData: [
    () => {
      const form = new FormData()
      form.append('file', new Blob(['a b c']), 'file.txt')
      return form
    },
    /name="file"; filename="file\.txt"[\s\S]*\r\n\r\na b c\r\n--/,
  ],
}

const survivors = Object.entries(bodies).map(([kind, [make, arrives]]) => ({
  title: `a body arrives whole in the repetition: ${kind}, given to fetch and in a Request`,
  async run({ world, browser }) {
    const tab = await browser.open(world.app)
    for (const [round, asRequest] of [false, true].entries()) {
      world.api.nonce = `nonce ${round}`
      const answer = await perform(
        tab,
        `async (url, inRequest) => {
          const init = {
            method: 'POST',
            headers: { Authorization: 'DPoP an-access-token' },
            body: (${make})(),
          }
          const response = await (inRequest
            ? globalThis.dpop.fetch(new Request(url, init))
            : globalThis.dpop.fetch(url, init))
          return response.json()
        }`,
        `${world.api.origin}/upload`,
        asRequest,
      )
      assert.equal(answer.fault, undefined)
      assert.match(answer.body, arrives)
    }
    const sent = callsTo(world.api)
    assert.equal(sent.length, 4)
    for (const { body } of sent) assert.match(body, arrives)
  },
}))

export const cases = [
  {
    title: 'an API’s nonce costs one repetition, stays with its origin, and is known from then on',
    async run({ world, browser }) {
      world.api.nonce = 'of the API'
      world.otherApi.nonce = 'of the other'
      const tab = await browser.open(world.app)
      for (const api of [world.api, world.otherApi, world.api, world.otherApi])
        assert.equal(await call(tab, `${api.origin}/notes?tag=a`, token), 200)
      assert.deepEqual(noncesAt(world.api), [undefined, 'of the API', 'of the API'])
      assert.deepEqual(noncesAt(world.otherApi), [undefined, 'of the other', 'of the other'])
      const ids = callsTo(world.api).map(({ proof }) => decodeJwt(proof).jti)
      assert.equal(new Set(ids).size, 3)
    },
  },
  {
    title: 'an API that is never content is asked twice, and its refusal is the answer',
    async run({ world, browser }) {
      let count = 0
      Object.defineProperty(world.api, 'nonce', {
        configurable: true,
        get: () => `nonce ${++count}`,
      })
      const tab = await browser.open(world.app)
      assert.equal(await call(tab, `${world.api.origin}/`, token), 401)
      Object.defineProperty(world.api, 'nonce', { value: undefined, writable: true })
      assert.equal(callsTo(world.api).length, 2)
    },
  },
  ...survivors,
  {
    title: 'a redirect to another origin is not followed: neither token nor proof arrive there',
    async run({ world, browser }) {
      world.api.redirect = `${world.otherApi.origin}/`
      const tab = await browser.open(world.app)
      await assert.rejects(call(tab, `${world.api.origin}/`, token), { name: 'Rejection' })
      assert.deepEqual(world.otherApi.requests, [])
    },
  },
  {
    title: 'what bears no DPoP token goes out as it is',
    async run({ world, browser }) {
      const tab = await browser.open(world.app)
      await perform(
        tab,
        async (url) => {
          await globalThis.dpop.fetch(url)
          await globalThis.dpop.fetch(url, { headers: { Authorization: 'Bearer theirs' } })
        },
        `${world.api.origin}/`,
      )
      const calls = callsTo(world.api).map(({ authorization, proof }) => [authorization, proof])
      assert.deepEqual(calls, [
        [undefined, undefined],
        ['Bearer theirs', undefined],
      ])
    },
  },
]
