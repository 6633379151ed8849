import { isPage } from '../environment.js'

/** What tabs tell each other: who is logged in. No token, no name. */
export interface News {
  readonly who: string
  /** Random, so that the other tabs notice. */
  readonly mark?: number
  /** The server knows nobody any more: no frame has to ask it again. */
  readonly forgotten?: boolean
}

/** A state in localStorage, which a tab that slept cannot miss, unlike a message. */
export interface NewsBoard {
  /** Null: nobody is logged in. */
  read(): News | null
  write(news: News | null): void
}

/** Where the browser refuses its storage, there is news of this page alone. */
export function createNewsBoard(key: string): NewsBoard {
  let own: News | null = null
  let isRefused = !isPage()
  return {
    read() {
      try {
        if (!isRefused) return JSON.parse(`${localStorage.getItem(key)}`)
      } catch {}
      return own
    },
    write(news) {
      own = news
      try {
        if (!isRefused) localStorage.setItem(key, JSON.stringify(news))
      } catch {
        isRefused = true
      }
    },
  }
}
