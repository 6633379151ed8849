import { createNews } from './news.js'
import type { SessionOptions } from './session.js'
import { isSame, type SessionTokens } from './session-tokens.js'
import { createTokenStore } from './token-store.js'

/** Tokens, or nobody's. */
type Found = SessionTokens | undefined

/** The tokens, where `keep` says, and the news of them. */
export interface KeptTokens {
  /** The tokens of whoever is logged in, as far as this tab can have them. */
  read(): Promise<Found>
  /** A login, whatever was there before; or, of nothing, a logout of all tabs. */
  write(tokens: Found): Promise<void>
  /**
   * A renewal, or without `next` the end of the session: only over the record that it was made
   * from. Resolves with what stands there then: what another tab wrote meanwhile, or nothing after
   * a logout.
   */
  replace(before: Found, next?: SessionTokens): Promise<Found>
  /** Whether somebody logged in here whom the server may still know. */
  isRemembered(): boolean
}

export function createKeptTokens(
  keep: NonNullable<SessionOptions['keep']>,
  key: string,
): KeptTokens {
  const [readNews, writeNews] = createNews(key)
  const [store, isShared] = createTokenStore(keep, key)

  // another tab may have been there meanwhile
  const replaceOnly = (before: Found, next?: SessionTokens) =>
    store((found) => (isSame(found, before) ? next : found))

  // a mark, so that a new login of the same person is news too
  const announce = (tokens: Found) =>
    writeNews(tokens ? { who: tokens.who, ...(isShared() && { mark: Math.random() }) } : null)

  return {
    async read() {
      const tokens = await store()
      const news = readNews()
      if (isShared()) return news ? tokens : undefined
      // logged out elsewhere, or another person logged in: forgotten
      return news?.who === tokens?.who ? tokens : replaceOnly(tokens)
    },

    async write(tokens) {
      const written = store(() => tokens)
      // whoever is told must find them
      if (isShared()) await written
      announce(tokens)
    },

    async replace(before, next) {
      const news = readNews()
      if (!news) return undefined
      const tokens = await replaceOnly(before, next)
      if (tokens === next) {
        // nobody has to be told of a renewal, unless a frame brought another person; and where the
        // session ends, other tabs may hold tokens of their own that are good
        if (next ? next.who !== news.who : isShared()) announce(next)
        else if (!next) writeNews({ ...news, forgotten: true })
      }
      return tokens
    },

    isRemembered() {
      const told = readNews()
      return !!told && !told.forgotten
    },
  }
}
