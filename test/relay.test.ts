import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { relay } from '../src/callback.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient } from './support/login.js'
import { isPending, turn, visit } from './support/page.js'
import { nothingAlive, watchResources } from './support/resources.js'
import { memoryStorage } from './support/storage.js'
import { post } from './support/windows.js'

vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
const resources = watchResources()
const close = vi.fn()
const toOpener = vi.fn<(data: unknown, targetOrigin: string) => void>()
const opener = { postMessage: toOpener } as unknown as Window
const page = 'https://app.example/callback'
const random = '0123456789abcdef'.repeat(4)
const state = `p${random}`
const response = `#access_token=canary&token_type=Bearer&state=${state}`

beforeEach(() => {
  visit(page)
  vi.stubGlobal('close', close)
  vi.stubGlobal('opener', null)
  vi.stubGlobal('parent', window)
  close.mockReset()
  toOpener.mockReset()
})
afterEach(() => resources.release())
afterAll(() => {
  vi.useRealTimers()
})

/** Loads a page of `postern/callback`. */
function load(url: string) {
  visit(url)
  return relay()
}

/** Somebody who waits in another page of this origin, and says that the response arrived. */
async function listen(word: (data: { postern: string }) => unknown) {
  const channel = new BroadcastChannel(`${resources.channelNames.at(-1)}`)
  const heard: unknown[] = []
  channel.onmessage = ({ data }) => {
    heard.push(data)
    channel.postMessage(word(data))
  }
  return { heard, channel }
}

describe('relay() is false, and touches nothing, without a popup’s or frame’s answer', () => {
  test.each([
    page,
    `${page}?keep=1#section`,
    `${page}#/route?tab=2`,
    `${page}#access_token=a&token_type=Bearer`,
    `${page}#access_token=a&token_type=Bearer&state=${random}`,
    `${page}#code=c&state=x${random}`,
    `${page}#code=c&state=p${random.slice(1)}`,
    `${page}#code=c&state=p${random}0`,
    `${page}#code=c&state=P${random}`,
    `${page}#code=c&state=p${random.toUpperCase()}`,
    `${page}#code=c&xstate=${state}`,
    `${page}#code=c&State=${state}`,
    `${page}?code=stripe&state=xyz`,
  ])('%s', (url) => {
    const replaceState = vi.spyOn(history, 'replaceState')
    visit(url)
    replaceState.mockClear()
    expect(relay()).toBe(false)
    expect(location.href).toBe(url)
    expect(replaceState).not.toHaveBeenCalled()
    expect(resources.live()).toEqual(nothingAlive)
    expect(close).not.toHaveBeenCalled()
  })
})

describe('relay() takes fragment and query out of the URL before it returns', () => {
  test.each([
    `${page}${response}`,
    `${page}#/${response.slice(1)}`,
    `${page}#!${response.slice(1)}`,
    `${page}#/route?${response.slice(1)}`,
    `${page}#/route&${response.slice(1)}`,
    `${page}?code=canary&state=${state}`,
    `${page}?state=${state}&code=canary`,
    `${page}?keep=1&error=access_denied&state=${state}`,
    `${page}?code=stripe${response}`,
    `${page}#id_token=canary&state=f${random}`,
  ])('%s', (url) => {
    visit(url, { own: 1 })
    const { length } = history
    expect(relay()).toBeInstanceOf(Promise)
    expect(location.href).toBe(page)
    expect(history.state).toEqual({ own: 1 })
    expect(history.length).toBe(length)
  })

  test('also on a path that begins with two slashes, which is no other host', () => {
    expect(load(`https://app.example//callback${response}`)).toBeInstanceOf(Promise)
    expect(location.href).toBe('https://app.example//callback')
  })
})

test('a replaceState that throws costs the clean URL, and not the login', async () => {
  const replaceState = vi.spyOn(history, 'replaceState')
  visit(page + response)
  replaceState.mockImplementation(() => {
    throw new DOMException('more than 100 times per 10 seconds', 'SecurityError')
  })
  const outcome = relay()
  replaceState.mockRestore()
  const { channel, heard } = await listen(() => ({ postern: state }))
  await vi.advanceTimersByTimeAsync(600)
  expect(await outcome).toBe(true)
  expect(heard).toContainEqual({ postern: page + response })
  channel.close()
})

describe('relay() hands the response home', () => {
  test('until somebody says that it arrived: then it closes, and gives true', async () => {
    const outcome = load(page + response)
    const { heard, channel } = await listen(() => ({ postern: state }))
    await vi.advanceTimersByTimeAsync(600)
    expect(await outcome).toBe(true)
    expect(heard.length).toBeGreaterThan(0)
    expect(close).toHaveBeenCalledTimes(1)
    channel.close()
    expect(resources.live()).toEqual(nothingAlive)
  })

  test('again and again for 5 s, in case the one who waits is slow', async () => {
    vi.stubGlobal('opener', opener)
    const outcome = load(page + response)
    await vi.advanceTimersByTimeAsync(4000)
    expect(toOpener.mock.calls.length).toBeGreaterThan(2)
    post({ postern: state }, location.origin, opener)
    expect(await outcome).toBe(true)
  })

  test.each([
    `#code=c&stat%65=${state}`,
    `?code=c&state=${state.replace('0', '%30')}`,
    `#token=canary&state=${state}`,
    `?error_code=1349048&error_message=x&state=${state}`,
  ])('however it is written, and whatever stands beside its state: %s', (part) => {
    vi.stubGlobal('opener', opener)
    void load(page + part)
    expect(toOpener.mock.lastCall?.[0]).toEqual({ postern: page + part })
    expect(location.href).toBe(page)
  })

  test('as the whole URL that it came to', async () => {
    vi.stubGlobal('opener', opener)
    const url = `${page}?keep=1${response}`
    void load(url)
    expect(toOpener.mock.lastCall?.[0]).toEqual({ postern: url })
    const { channel, heard } = await listen(() => ({ postern: state }))
    await vi.advanceTimersByTimeAsync(600)
    expect(heard[0]).toEqual({ postern: url })
    channel.close()
  })

  test('and gives false after 5 s without an answer: the window stays open', async () => {
    const outcome = load(page + response)
    await vi.advanceTimersByTimeAsync(4000)
    expect(await isPending(outcome as Promise<boolean>)).toBe(true)
    await vi.advanceTimersByTimeAsync(2000)
    expect(await outcome).toBe(false)
    expect(close).not.toHaveBeenCalled()
    expect(resources.live()).toEqual(nothingAlive)
  })

  test('to its own origin alone, whoever opened it (RFC 9700 §4.17, CVE-2017-17068)', async () => {
    vi.stubGlobal('opener', opener)
    void load(page + response)
    await vi.advanceTimersByTimeAsync(6000)
    expect(toOpener.mock.calls.length).toBeGreaterThan(0)
    for (const [, targetOrigin] of toOpener.mock.calls)
      expect(targetOrigin).toBe('https://app.example')
  })

  test('to no window where it has neither opener nor parent: not even to itself', async () => {
    const toItself = vi.spyOn(window, 'postMessage')
    void load(page + response)
    await vi.advanceTimersByTimeAsync(2000)
    expect(toItself).not.toHaveBeenCalled()
    toItself.mockRestore()
  })

  test('to the parent, in a frame', async () => {
    vi.stubGlobal('parent', opener)
    const framed = `f${random}`
    const outcome = load(`${page}#access_token=a&state=${framed}`)
    expect(toOpener).toHaveBeenCalled()
    expect(toOpener.mock.lastCall?.[1]).toBe('https://app.example')
    post({ postern: framed }, location.origin, opener)
    expect(await outcome).toBe(true)
  })

  test('on a channel named by the state, so that who does not know it hears nothing', () => {
    void load(page + response)
    expect(resources.channelNames.at(-1)).toContain(state)
  })

  test('and is not ended by another word', async () => {
    const outcome = load(page + response)
    for (const word of [
      null,
      undefined,
      '',
      state,
      'true',
      { postern: '' },
      { postern: true },
      { postern: `p${random.replace('0', '1')}` },
      { postern: `${state}x` },
      {},
    ]) {
      post(word, location.origin, null)
    }
    await turn()
    expect(await isPending(outcome as Promise<boolean>)).toBe(true)
    expect(close).not.toHaveBeenCalled()
  })
})

describe('the word that it arrived', () => {
  test.each(['https://login.example.test', 'https://evil.example', 'null', ''])(
    'counts from its own origin alone: %o, though it knows the state, closes nothing',
    async (origin) => {
      vi.stubGlobal('opener', opener)
      const outcome = load(page + response)
      post({ postern: state }, origin, opener)
      await turn()
      expect(await isPending(outcome as Promise<boolean>)).toBe(true)
      expect(close).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(6000)
      expect(await outcome).toBe(false)
    },
  )

  test.each(['channel', 'message'])('counts from its own origin, by %s', async (way) => {
    vi.stubGlobal('opener', opener)
    const outcome = load(page + response)
    if (way === 'message') post({ postern: state }, 'https://app.example', opener)
    else {
      const { channel } = await listen(() => ({ postern: state }))
      await vi.advanceTimersByTimeAsync(600)
      channel.close()
    }
    expect(await outcome).toBe(true)
    expect(close).toHaveBeenCalledTimes(1)
  })
})

describe('parseHash, in a popup or frame, does the same', () => {
  const server = createTestServer({ key: rsaKey })
  const parse = (url: string) => {
    const storage = memoryStorage()
    const fetch = vi.fn()
    const auth = createClient(server, 'code', { storage, fetch })
    visit(url)
    return { auth, storage, fetch, outcome: auth.parseHash() }
  }

  test.each([
    `${page}#code=canary&state=${state}`,
    `${page}?code=canary&state=${state}`,
    `${page}#/route?code=canary&state=f${random}`,
    `${page}#code=canary&stat%65=%70${random}`,
  ])('%s: it cleans the URL, hands the response home and stays pending', async (url) => {
    const { auth, storage, fetch, outcome } = parse(url)
    expect(location.href).not.toContain('canary')
    expect(location.href).not.toContain(random)
    const own = url.includes('state=f') ? `f${random}` : state
    const { channel, heard } = await listen(() => ({ postern: own }))
    await vi.advanceTimersByTimeAsync(600)
    for (let turns = 0; turns < 20; turns++) await turn()
    expect(heard.length).toBeGreaterThan(0)
    channel.close()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await isPending(outcome)).toBe(true)
    expect(auth.parseHash()).toBe(outcome)
    expect(storage.calls).toEqual([])
    expect(fetch).not.toHaveBeenCalled()
    expect(resources.live()).toEqual(nothingAlive)
  })

  test('where nobody waits any more it says so after 5 s: state_unknown', async () => {
    const { outcome, fetch } = parse(`${page}#code=canary&state=${state}`)
    outcome.catch(() => {})
    await vi.advanceTimersByTimeAsync(4000)
    expect(await isPending(outcome)).toBe(true)
    await vi.advanceTimersByTimeAsync(2000)
    await rejects(outcome, 'state_unknown')
    expect(fetch).not.toHaveBeenCalled()
    expect(close).not.toHaveBeenCalled()
    expect(resources.live()).toEqual(nothingAlive)
  })
})

test('importing postern/callback does nothing', async () => {
  visit(page + response)
  vi.resetModules()
  await import('../src/callback.js')
  expect(location.href).toBe(page + response)
  expect(resources.live()).toEqual(nothingAlive)
})
