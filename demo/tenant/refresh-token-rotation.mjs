import { shortLivedStore } from '../short-lived.mjs'

/**
 * Refresh tokens rotate: each is good once, and one that comes again ends the whole login it
 * belongs to, since somebody else may have it. `graceInterval` answers for how many seconds a spent
 * one is still taken (at Auth0 the rotation overlap period), for apps that lost an answer; none by
 * default.
 */
export function keepSpentRefreshTokens(createAdapter, graceInterval) {
  const spentAt = shortLivedStore()
  return (model) => {
    const adapter = createAdapter(model)
    if (model !== 'RefreshToken') return adapter
    const { find, consume } = adapter

    adapter.consume = async (id) => {
      if (spentAt.peek(id) === undefined) spentAt.put(id, Date.now())
      await consume.call(adapter, id)
    }
    adapter.find = async (id) => {
      const token = await find.call(adapter, id)
      const inGrace = Date.now() - (spentAt.peek(id) ?? 0) < (graceInterval() ?? 0) * 1000
      return token && inGrace ? { ...token, consumed: undefined } : token
    }
    return adapter
  }
}
