// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { AuthError } from '../../src/auth-error.js'
import { createStateSource, type SessionState } from '../../src/session/session-state.js'
import { turn } from '../support/page.js'

const inAs = (claims: object) => ({ status: 'in', claims }) as SessionState

/** Whether somebody who watches is told of the second state after the first. */
async function isChange(first: object, second: object) {
  const { setState, subscribe } = createStateSource(() => () => {})
  setState(inAs(first))
  const told: SessionState[] = []
  subscribe((state) => void told.push(state))
  setState(inAs(second))
  await turn()
  return told.length === 2
}

describe('22: what people see of claims', () => {
  test.each(['iat', 'exp', 'nbf', 'jti', 'nonce', 'at_hash', 'c_hash'])(
    'not %s, which differs at each renewal',
    async (claim) => {
      expect(await isChange({ sub: 'zoe', [claim]: 1 }, { sub: 'zoe', [claim]: 2 })).toBe(false)
    },
  )

  test.each(['name', 'patch_iat', 'expiry', 'my_nonce', 'at_hash_rate', '_hash'])(
    'but %s, whatever it is',
    async (claim) => {
      expect(await isChange({ sub: 'zoe', [claim]: 1 }, { sub: 'zoe', [claim]: 2 })).toBe(true)
    },
  )
})

test('22: claims in another order are no change', async () => {
  const address = { city: 'Berne', country: 'CH' }
  const turned = { country: 'CH', city: 'Berne' }
  expect(await isChange({ sub: 'zoe', address }, { address: turned, sub: 'zoe' })).toBe(false)
  expect(await isChange({ address }, { address: { ...turned, city: 'Basle' } })).toBe(true)
  expect(await isChange({ roles: ['a', 'b'] }, { roles: ['b', 'a'] })).toBe(true)
})

test('another answer of the server is another error, the same one is not', async () => {
  const { setState, subscribe } = createStateSource(() => () => {})
  const told: unknown[] = []
  subscribe((state) => void told.push((state as { error?: AuthError }).error?.detail))
  const details = [
    { status: 503 },
    { status: 503 },
    { status: 429 },
    { error: 'a' },
    { error: 'b' },
  ]
  for (const detail of details)
    setState({ status: 'out', error: new AuthError('token_error', '', { detail }) })
  await turn()
  expect(told).toEqual([undefined, details[0], ...details.slice(2)])
})

test('21: a listener changes the state again: everybody hears the last one, once', async () => {
  const { setState, subscribe } = createStateSource(() => () => {})
  const told: string[] = []
  subscribe(({ status }) => {
    if (status === 'in') setState({ status: 'out' })
  })
  subscribe(({ status }) => void told.push(status))
  setState(inAs({ sub: 'zoe' }))
  await turn()
  expect(told).toEqual(['loading', 'out'])
})
