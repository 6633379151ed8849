import { isPage } from '../environment.js'

/**
 * Calls back when the news of a key changed in another tab, and when the person or the net comes
 * back. Returns what ends it.
 */
export function listenForWakeUps(key: string, wake: (isNews: boolean) => void): () => void {
  const end = new AbortController()
  const hear = ({ type, key: changed }: Event & { readonly key?: string | null }) => {
    const isNews = type === 'storage'
    // null: all of it was cleared
    if (isNews ? !changed || changed === key : type === 'online' || !document.hidden) wake(isNews)
  }
  if (isPage())
    for (const event of ['storage', 'visibilitychange', 'pageshow', 'online'])
      addEventListener(event, hear, end)
  return () => end.abort()
}
