/** Why an answer to this address cannot reach this page; undefined if it can. */
export function findForeignOrigin(redirectUri: unknown): string | undefined {
  const { origin } = new URL(`${redirectUri}`, location.href)
  return origin === location.origin ? undefined : `redirectUri: ${origin}`
}
