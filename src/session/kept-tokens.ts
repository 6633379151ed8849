import { createNewsBoard, type News } from './news.js'
import type { SessionOptions } from './session.js'
import type { SessionTokens } from './session-tokens.js'
import { createTokenStore } from './token-store.js'

/** The tokens, where `keep` says, and the news of them. */
export interface KeptTokens {
  /** What all tabs know. Null: nobody is logged in, whatever lies elsewhere. */
  readNews(): News | null
  /** The tokens of whoever is logged in, as far as this tab can have them. */
  read(): Promise<SessionTokens | undefined>
  /** A login: whatever was there before. */
  write(tokens: SessionTokens): Promise<unknown>
  /**
   * A renewal: only over the record that it was made from. Resolves with what stands there then:
   * what another tab wrote meanwhile, or nothing after a logout.
   */
  replace(
    before: SessionTokens | undefined,
    next: SessionTokens,
  ): Promise<SessionTokens | undefined>
  /** The session has failed: its tokens go, and where they were everybody's, so does the news. */
  end(failed: SessionTokens | undefined): Promise<void>
  /** A logout, in all tabs. Resolves with the ID Token. */
  clear(): Promise<string | undefined>
}

export function createKeptTokens(
  keep: NonNullable<SessionOptions['keep']>,
  key: string,
): KeptTokens {
  const isShared = keep === 'browser'
  const news = createNewsBoard(key)
  const store = createTokenStore(keep, key)

  // without a lock, another tab may have been there meanwhile
  const replaceOnly = (before: SessionTokens | undefined, next?: SessionTokens) =>
    store((found) => (isSame(found, before) ? next : found))

  // a mark, so that a new login of the same person is news too
  const announce = ({ who }: SessionTokens) =>
    news.write(isShared ? { who, mark: Math.random() } : { who })

  return {
    readNews: news.read,

    async read() {
      const tokens = await store()
      const who = news.read()?.who
      if (isShared ? who : who === tokens?.who) return tokens
      // logged out elsewhere, or another person logged in
      return isShared ? undefined : replaceOnly(tokens)
    },

    async write(tokens) {
      const written = store(() => tokens)
      // whoever is told must find them
      if (isShared) await written
      announce(tokens)
    },

    async replace(before, next) {
      if (!news.read()) return undefined
      const tokens = await replaceOnly(before, next)
      // a frame can bring another person; of the same one nobody has to be told
      if (tokens === next && next.who !== news.read()?.who) announce(next)
      return tokens
    },

    async end(failed) {
      const told = news.read()
      const others = await replaceOnly(failed)
      // other tabs may hold tokens of their own that are good
      if (!others && told) news.write(isShared ? null : { ...told, forgotten: true })
    },

    async clear() {
      let idToken: string | undefined
      news.write(null)
      await store((found) => {
        idToken = found?.idToken
        return undefined
      })
      return idToken
    },
  }
}

/** Whether two records are one. */
export const isSame = (one: SessionTokens | undefined, other: SessionTokens | undefined) =>
  one?.accessToken === other?.accessToken
