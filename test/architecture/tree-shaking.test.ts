import { describe, expect, test } from 'vitest'
import { bundleWithEsbuild, bundleWithRollup } from '../../scripts/consumer-bundle.mjs'

/** Text that shows which part of the library a bundle holds. */
const marks = {
  popup: 'popup_blocked',
  relay: 'BroadcastChannel',
  frame: 'iframe',
  storage: 'localStorage',
  'token request': 'grant_type',
  'signature check': '.verify(',
}
type Part = keyof typeof marks

/** What each pure function needs of those parts. */
const needs: Record<string, Part[]> = {
  buildAuthorizeUrl: [],
  readResponse: [],
  safeReturnTo: [],
  isAuthError: [],
  AuthError: [],
  discover: [],
  verifyIdToken: ['signature check'],
}

const parts = (code: string) =>
  Object.entries(marks).flatMap(([part, mark]) => (code.includes(mark) ? [part] : []))

describe.each([
  ['rollup', bundleWithRollup],
  ['esbuild', bundleWithEsbuild],
])('a bundle made by %s', (_, bundle) => {
  test('holds every part for createAuth', async () => {
    expect(parts(await bundle([['createAuth', 'postern']]))).toEqual(Object.keys(marks))
  })

  test.each(Object.entries(needs))('holds for %s alone no part beside %j', async (name, needed) => {
    expect(parts(await bundle([[name, 'postern']]))).toEqual(needed)
  })

  test('holds for one provider nothing of another, and no part of createAuth', async () => {
    const code = await bundle([['spotify', 'postern/providers']])
    expect(code).toContain('accounts.spotify.com')
    expect(code).not.toMatch(/amazonaws|discord|facebook|google|microsoft|twitch/)
    expect(parts(code)).toEqual([])
  })
})
