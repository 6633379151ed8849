import { isPage } from '../environment.js'

/** What tabs tell each other: who is logged in. No token, no name. */
export interface News {
  readonly who: string
  /** Random, so that the other tabs notice. */
  readonly mark?: number
  /** The server knows nobody any more: no frame has to ask it again. */
  readonly forgotten?: boolean
}

/**
 * What stands in localStorage under a key: a state, which a tab that slept cannot miss, unlike a
 * message. Null: nobody is logged in. Where the browser refuses its storage, it is news of this
 * page alone.
 */
export function createNews(key: string) {
  let own: News | null = null
  let isRefused = !isPage()

  const read = (): News | null => {
    try {
      if (!isRefused) return JSON.parse(`${localStorage.getItem(key)}`)
    } catch {}
    return own
  }

  const write = (news: News | null) => {
    own = news
    try {
      if (!isRefused) localStorage.setItem(key, JSON.stringify(news))
    } catch {
      isRefused = true
    }
  }

  return [read, write] as const
}
