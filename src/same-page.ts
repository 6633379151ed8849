/** Whether two URLs are one page: the same origin and path, a slash at the end apart. */
export const isSamePage = (one: string, other: string) => pageOf(one) === pageOf(other)

function pageOf(url: string): string {
  try {
    const { origin, pathname } = new URL(url)
    return origin + pathname.replace(/\/$/, '')
  } catch {
    // of a damaged record: no page
    return url
  }
}
