// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { updateRecord } from '../../src/database.js'
import { createDpop } from '../../src/dpop/index.js'
import { useFreshProfile } from '../support/dpop.js'
import { rejects } from '../support/errors.js'

beforeEach(useFreshProfile)
afterEach(() => {
  vi.unstubAllGlobals()
})

const stored = (name = 'default') => updateRecord('keys', name, (found?: CryptoKeyPair) => found)

const storages: { where: string; name: string | null; refused?: [unknown] }[] = [
  { where: 'with name: null', name: null },
  { where: 'where IndexedDB is missing', name: 'default', refused: [undefined] },
  {
    where: 'where IndexedDB throws',
    name: 'default',
    refused: [
      {
        open() {
          throw new DOMException('Storage is switched off', 'SecurityError')
        },
      },
    ],
  },
  {
    where: 'where IndexedDB answers with an error',
    name: 'default',
    refused: [
      {
        open() {
          const request: { onerror?: (event: object) => void } = {}
          queueMicrotask(() => request.onerror?.({}))
          return request
        },
      },
    ],
  },
]

describe('the key', () => {
  test('is an ECDSA key on P-256 that no script can read (RFC 9449 §11.4)', async () => {
    await createDpop().thumbprint()
    const { privateKey } = (await stored()) as CryptoKeyPair
    expect(privateKey).toMatchObject({ type: 'private', extractable: false, usages: ['sign'] })
    expect(privateKey.algorithm).toEqual({ name: 'ECDSA', namedCurve: 'P-256' })
    for (const format of ['jwk', 'pkcs8'] as const)
      await expect(crypto.subtle.exportKey(format, privateKey)).rejects.toThrow(DOMException)
  })

  test('is made when it is asked for, not before', async () => {
    createDpop()
    expect(await stored()).toBeUndefined()
  })

  test('outlives the page', async () => {
    const thumbprint = await createDpop().thumbprint()
    expect(await createDpop().thumbprint()).toBe(thumbprint)
  })

  test('is one for three tabs that start at once', async () => {
    const tabs = [createDpop(), createDpop(), createDpop()]
    const thumbprints = await Promise.all(tabs.map((dpop) => dpop.thumbprint()))
    expect(new Set(thumbprints).size).toBe(1)
    expect(await createDpop().thumbprint()).toBe(thumbprints[0])
  })

  test('is another one under another name', async () => {
    const one = await createDpop({ name: 'one' }).thumbprint()
    expect(await createDpop({ name: 'two' }).thumbprint()).not.toBe(one)
    expect(await createDpop({ name: 'one' }).thumbprint()).toBe(one)
  })

  test('is a new one after clear, in every tab', async () => {
    const [here, there] = [createDpop(), createDpop()]
    const old = await here.thumbprint()
    expect(await there.thumbprint()).toBe(old)
    await here.clear()
    expect(await stored()).toBeUndefined()
    const renewed = await there.thumbprint()
    expect(renewed).not.toBe(old)
    expect(await here.thumbprint()).toBe(renewed)
  })

  test('is left to others by clear', async () => {
    const [one, two] = [createDpop({ name: 'one' }), createDpop({ name: 'two' })]
    const thumbprint = await one.thumbprint()
    await two.clear()
    expect(await one.thumbprint()).toBe(thumbprint)
  })
})

describe.each(storages)('$where', ({ name, refused }) => {
  beforeEach(() => {
    if (refused) vi.stubGlobal('indexedDB', refused[0])
  })

  test('the key is in memory: one for this client, even if it is asked for at once', async () => {
    const dpop = createDpop({ name })
    const thumbprints = await Promise.all([dpop.thumbprint(), dpop.thumbprint()])
    expect(new Set([...thumbprints, await dpop.thumbprint()]).size).toBe(1)
    expect(await createDpop({ name }).thumbprint()).not.toBe(thumbprints[0])
  })

  test('clear makes room for a new one', async () => {
    const dpop = createDpop({ name })
    const old = await dpop.thumbprint()
    await dpop.clear()
    expect(await dpop.thumbprint()).not.toBe(old)
  })
})

test('with name: null nothing is stored', async () => {
  await createDpop({ name: null }).thumbprint()
  expect(await indexedDB.databases()).toEqual([])
})

test('where the storage breaks later, the key that was read goes on', async () => {
  const dpop = createDpop()
  const thumbprint = await dpop.thumbprint()
  vi.stubGlobal('indexedDB', undefined)
  expect(await dpop.thumbprint()).toBe(thumbprint)
})

test('without WebCrypto it rejects insecure_context', async () => {
  vi.stubGlobal('crypto', {})
  await rejects(createDpop().thumbprint(), 'insecure_context')
  await rejects(
    createDpop().fetch('https://api.example/', { headers: { Authorization: 'DPoP token' } }),
    'insecure_context',
  )
})
