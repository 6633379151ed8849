/** Whether two URLs are one page: the same origin and path, a slash at the end apart. */
export const isSamePage = (one: string, other: string) => pageOf(one) === pageOf(other)

function pageOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname.replace(/\/$/, '')
}
