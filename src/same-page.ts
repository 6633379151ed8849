/** Whether two addresses are one page: the same origin and path, a slash at the end apart. */
export function isSamePage(one: string, other: string): boolean {
  const page = pageOf(one)
  return page !== undefined && page === pageOf(other)
}

function pageOf(address: string): string | undefined {
  try {
    const { protocol, host, pathname } = new URL(address)
    return `${protocol}//${host}${pathname.replace(/\/$/, '')}`
  } catch {
    return undefined
  }
}
