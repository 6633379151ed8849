// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { updateRecord } from '../src/database.js'
import { useFreshProfile } from './support/dpop.js'

interface Count {
  readonly count: number
}

beforeEach(useFreshProfile)

const read = (store: 'keys' | 'sessions', name: string) =>
  updateRecord(store, name, (found?: Count) => found)

describe('a record of the database', () => {
  test('is there for the next one who looks, under its name in its store', async () => {
    expect(await updateRecord('sessions', 'a', () => ({ count: 1 }))).toEqual({ count: 1 })
    expect(await read('sessions', 'a')).toEqual({ count: 1 })
    expect(await read('sessions', 'b')).toBeUndefined()
    expect(await read('keys', 'a')).toBeUndefined()
  })

  test('loses none of a hundred updates at once', async () => {
    const add = () =>
      updateRecord('sessions', 'a', (found?: Count) => ({ count: (found?.count ?? 0) + 1 }))
    await Promise.all(Array.from({ length: 100 }, add))
    expect(await read('sessions', 'a')).toEqual({ count: 100 })
  })

  test('is removed where its update leaves nothing', async () => {
    await updateRecord('keys', 'a', () => ({ count: 1 }))
    expect(await updateRecord('keys', 'a', () => undefined)).toBeUndefined()
    const [database] = await indexedDB.databases()
    expect(database).toEqual({ name: 'postern', version: 1 })
    expect(await read('keys', 'a')).toBeUndefined()
  })

  test('stays as it was where its update throws', async () => {
    await updateRecord('keys', 'a', () => ({ count: 1 }))
    const refuse = () => {
      throw new Error('no')
    }
    await expect(updateRecord('keys', 'a', refuse)).rejects.toBeDefined()
    expect(await read('keys', 'a')).toEqual({ count: 1 })
  })

  test('stays as it was where the new one cannot be stored', async () => {
    await updateRecord('keys', 'a', () => ({ count: 1 }))
    await expect(updateRecord('keys', 'a', () => ({ count: () => 2 }))).rejects.toBeDefined()
    expect(await read('keys', 'a')).toEqual({ count: 1 })
  })
})

test('no connection stays open, which would keep a person from clearing the data', async () => {
  await updateRecord('keys', 'a', () => ({ count: 1 }))
  await new Promise((resolve, reject) => {
    const deletion = indexedDB.deleteDatabase('postern')
    deletion.onsuccess = resolve
    deletion.onblocked = reject
  })
  expect(await read('keys', 'a')).toBeUndefined()
})
