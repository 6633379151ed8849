// Times cases in turns: a slow second of the machine falls on all of them.

/** The middle one. @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** In another order each time: what one case leaves to the next falls on all of them. */
function shuffle(cases) {
  const places = cases.map((one) => ({ one, place: Math.random() }))
  return places.sort((a, b) => a.place - b.place).map(({ one }) => one)
}

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {(input: any) => unknown} run what is timed
 * @property {() => unknown} [prepare] makes the input of one run, untimed
 * @property {() => void} [clean] after each batch, untimed
 * @property {number} [batch] runs between two looks at the clock; few, for a case that takes long
 *   is more often interrupted where processors are shared
 */

/**
 * @param {Case[]} cases
 * @param {number} rounds
 * @returns {Promise<{ name: string, microseconds: number | null, fault?: string }[]>} the median of
 * the rounds, for one run
 */
export async function timeInTurns(cases, rounds) {
  const samples = new Map(cases.map(({ name }) => [name, []]))
  const faults = new Map()
  for (let round = -2; round < rounds; round++) {
    for (const { name, run, prepare, clean, batch = 5 } of shuffle(cases)) {
      if (faults.has(name)) continue
      try {
        const inputs = []
        for (let index = 0; index < batch; index++) inputs.push(await prepare?.())
        const start = performance.now()
        for (const input of inputs) await run(input)
        const time = performance.now() - start
        clean?.()
        // two rounds to warm up
        if (round >= 0) samples.get(name).push((time * 1000) / batch)
      } catch (error) {
        faults.set(name, `${error?.message ?? JSON.stringify(error)}`)
      }
    }
  }
  return cases.map(({ name }) => {
    const fault = faults.get(name)
    return fault
      ? { name, microseconds: null, fault }
      : { name, microseconds: median(samples.get(name)) }
  })
}
