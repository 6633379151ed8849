/**
 * Milliseconds that the processor worked for a call: a busy machine does not count, as it would by
 * the clock.
 */
export async function cpuTime(work: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
