import { beforeEach, describe, expect, test } from 'vitest'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { redirectUri, startLogin } from './support/login.js'
import { clearStorage, visit } from './support/page.js'

beforeEach(() => {
  visit(redirectUri)
  clearStorage()
})

/** A login that this page was loaded with, and its result. */
async function loggedIn() {
  const started = await startLogin({
    responseType: 'token id_token',
    server: createTestServer({ key: rsaKey }),
  })
  visit(started.callbackUrl)
  const result = started.auth.parseHash()
  await result
  return { ...started, result }
}

const forged = `${redirectUri}#access_token=forged&token_type=Bearer&state=`

describe('a result is remembered by its state', () => {
  test('and not by the text that brought it: other tokens beside it change nothing', async () => {
    const { auth, state, callbackUrl, result } = await loggedIn()
    for (const text of [forged + state, `#error=access_denied&state=${state}`, callbackUrl])
      expect(auth.parseHash(text)).toBe(result)
    visit(forged + state)
    expect(auth.parseHash()).toBe(result)
    expect(location.href).toBe(redirectUri)
  })

  test('as long as nobody logged out: then it is forgotten, by page and by text', async () => {
    const { auth, callbackUrl } = await loggedIn()
    auth.logout()
    expect(await auth.parseHash()).toBeNull()
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
  })

  test('also one that was refused', async () => {
    const { auth, state } = await startLogin()
    visit(`${redirectUri}#error=access_denied&state=${state}`)
    const refused = auth.parseHash()
    await rejects(refused, 'access_denied')
    expect(auth.parseHash()).toBe(refused)
    auth.logout()
    expect(await auth.parseHash()).toBeNull()
  })

  test('and a login that begins after the logout is remembered anew', async () => {
    const { auth, server } = await loggedIn()
    auth.logout()
    visit(await server.answer(await auth.buildAuthorizeUrl('c', { appState: 'second' })))
    const second = auth.parseHash()
    expect(await second).toMatchObject({ appState: 'second' })
    expect(auth.parseHash()).toBe(second)
  })
})

describe('a later fragment that anybody can set', () => {
  const unknown = '0'.repeat(64)

  test.each([
    ['tokens of an unknown state', forged + unknown],
    ['a code of an unknown state', `${redirectUri}#code=forged&state=${unknown}`],
    ['an error of an unknown state', `${redirectUri}#error=access_denied&state=x`],
    ['tokens without a state', `${redirectUri}#access_token=forged&token_type=Bearer`],
    ['a popup’s answer', `${forged}p${unknown}`],
    ['the app’s own', `${redirectUri}#section`],
  ])('does not replace a finished login: %s', async (_, url) => {
    const { auth, result } = await loggedIn()
    visit(url)
    expect(auth.parseHash()).toBe(result)
    expect(location.href).toBe(url.endsWith('#section') ? url : redirectUri)
  })

  test('is refused where there is no login: state_unknown', async () => {
    const { auth } = await startLogin()
    visit(forged + unknown)
    await rejects(auth.parseHash(), 'state_unknown')
    expect(location.href).toBe(redirectUri)
  })

  test('hides no login that began here: the next one of this page is taken', async () => {
    const { auth, server } = await loggedIn()
    visit(forged + unknown)
    await auth.parseHash()
    visit(await server.answer(await auth.buildAuthorizeUrl('c', { appState: 'next' })))
    expect(await auth.parseHash()).toMatchObject({ appState: 'next' })
  })
})
