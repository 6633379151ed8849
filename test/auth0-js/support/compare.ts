import { writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { expected, type WantedDifference } from '../wanted/difference.js'
import { auth0Js, entry, type Library } from './libraries.js'

export interface Row<Case> {
  readonly title: string
  readonly given: Case
}

/**
 * A test for each case: the entry does what auth0-js does, but for the wanted differences; and one
 * that no wanted difference is idle.
 */
export function compare<Case, Observation>(
  rows: readonly Row<Case>[],
  differences: readonly WantedDifference<Case, Observation>[],
  observe: (library: Library, given: Case) => Observation | Promise<Observation>,
): void {
  const met = new Set<string>()
  const all: object[] = []

  test.each(rows)('$title', async ({ given }) => {
    const reference = await observe(auth0Js, given)
    const { wanted, applied } = expected(differences, given, reference)
    for (const what of applied) met.add(what)
    const got = await observe(entry, given)
    all.push({ given, reference, wanted, got })
    expect(got).toEqual(wanted)
  })

  test('every wanted difference was met', () => {
    expect(differences.map(({ what }) => what).filter((what) => !met.has(what))).toEqual([])
  })

  afterAll(() => {
    if (process.env.DIFFS) writeFileSync(process.env.DIFFS, JSON.stringify(all))
  })
}
