// @vitest-environment node
import { expect, test } from 'vitest'
import { AGING, ageOf, FRESH, type SessionTokens, SPENT } from '../../src/session/session-tokens.js'

const now = 1_000_000

/** How old a token of this lifetime in seconds is that has so many ms left. */
const age = (expiresIn: number | null, left: number | null) =>
  ageOf({ expiresIn, expiresAt: left === null ? null : now + left } as SessionTokens, now)

test.each([
  ['its last ten seconds', 7200, 10_000, SPENT],
  ['before them', 7200, 10_001, AGING],
  ['its last minute', 7200, 60_000, AGING],
  ['before it', 7200, 60_001, FRESH],
  ['the last tenth of a shorter life', 50, 5000, SPENT],
  ['before that', 50, 5001, AGING],
  ['the second half of a shorter life', 50, 25_000, AGING],
  ['the first half of a shorter life', 50, 25_001, FRESH],
  ['its whole life', 7200, 7_200_000, FRESH],
  ['more than its whole life: the clock was set back', 7200, 7_200_001, AGING],
  ['no lifetime', null, null, FRESH],
] as const)('14: how old a token is, in %s', (_, expiresIn, left, expected) => {
  expect(age(expiresIn, left)).toBe(expected)
})
