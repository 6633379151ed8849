const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Looks until what is looked for is there, and returns it. What a look throws counts as not yet: a
 * page may be between two documents.
 * @template T
 * @param {() => T | Promise<T>} look
 * @param {string | (() => string)} what for the message if it never comes
 * @returns {Promise<NonNullable<T>>}
 */
export async function eventually(look, what, within = 15_000) {
  const deadline = performance.now() + within
  for (let problem; ; await pause(50)) {
    try {
      const found = await look()
      if (found) return found
    } catch (error) {
      problem = error
    }
    if (performance.now() > deadline)
      throw new Error(
        `Not within ${within / 1000} s: ${typeof what === 'function' ? what() : what}`,
        { cause: problem },
      )
  }
}
