/**
 * A difference that is wanted. It says for which cases it holds, and makes of what auth0-js does
 * what the entry has to do instead.
 */
export interface WantedDifference<Case, Observation> {
  readonly what: string
  readonly why: string
  readonly holds: (given: Case, seen: Observation) => boolean
  readonly change: (seen: Observation, given: Case) => Observation
}

/** What the entry has to do, and which differences that makes. */
export function expected<Case, Observation>(
  differences: readonly WantedDifference<Case, Observation>[],
  given: Case,
  reference: Observation,
) {
  const applied: string[] = []
  let wanted = reference
  for (const { what, holds, change } of differences) {
    if (!holds(given, wanted)) continue
    const changed = change(wanted, given)
    if (JSON.stringify(changed) !== JSON.stringify(wanted)) applied.push(what)
    wanted = changed
  }
  return { wanted, applied }
}
