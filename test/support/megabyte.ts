import { expect } from 'vitest'

/**
 * Expects that a call ends for a megabyte of input, and for a fifth of it first: what grows with
 * the square of the length takes minutes there, and would take an hour at the end.
 *
 * The limit tells an hour from a second, on the slowest of machines too; how long it takes is
 * measured in `bench/`. The time of the processor is looked at, not the clock: what else the
 * machine does must not count.
 */
export async function endsForAMegabyte(work: (length: number) => unknown): Promise<void> {
  for (const length of [200_000, 1_000_000]) {
    const start = process.cpuUsage()
    await work(length)
    const { user, system } = process.cpuUsage(start)
    expect(user + system, 'microseconds').toBeLessThan(20_000_000)
  }
}
