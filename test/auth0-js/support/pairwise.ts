/** The values that each factor of a case can take. */
export type Factors<Case> = { readonly [factor in keyof Case]: readonly Case[factor][] }

/**
 * A few cases in which each pair of values of any two factors occurs together: greedy, always the
 * same, and enough to meet every fault that takes two.
 */
export function pairwise<Case extends object>(factors: Factors<Case>): Case[] {
  const names = Object.keys(factors) as (keyof Case)[]
  const sizes = names.map((name) => factors[name].length)
  const open = new Set<string>()
  const pair = (a: number, i: number, b: number, j: number) =>
    a < b ? `${a}.${i} ${b}.${j}` : `${b}.${j} ${a}.${i}`
  for (let a = 0; a < names.length; a++)
    for (let b = a + 1; b < names.length; b++)
      for (let i = 0; i < (sizes[a] ?? 0); i++)
        for (let j = 0; j < (sizes[b] ?? 0); j++) open.add(pair(a, i, b, j))

  const cases: Case[] = []
  for (const first of open) {
    if (!open.has(first)) continue
    const chosen = new Map(
      first.split(' ').map((part) => part.split('.').map(Number) as [number, number]),
    )
    for (let factor = 0; factor < names.length; factor++) {
      if (chosen.has(factor)) continue
      const gains = Array.from(
        { length: sizes[factor] ?? 0 },
        (_, value) =>
          [...chosen].filter(([other, at]) => open.has(pair(factor, value, other, at))).length,
      )
      const best = Math.max(...gains)
      const candidates = gains.flatMap((gain, value) => (gain === best ? [value] : []))
      // not always the first: what nobody asks for should vary too
      chosen.set(factor, candidates[cases.length % candidates.length] as number)
    }
    const entries = [...chosen]
    for (const [a, i] of entries)
      for (const [b, j] of entries) if (a < b) open.delete(pair(a, i, b, j))
    cases.push(
      Object.fromEntries(
        entries.map(([factor, value]) => {
          const name = names[factor] as keyof Case
          return [name, factors[name][value]]
        }),
      ) as Case,
    )
  }
  return cases
}
