/** Why a page looks again at what it knows. */
export type Wake = (isNews: boolean) => unknown

/**
 * Calls back when the news of a key changed in another tab, and when the person or the net comes
 * back. Returns what ends it.
 */
export function listenForWakeUps(key: string, wake: Wake): () => void {
  const hear = ({ type, key: changed }: Event & { readonly key?: string | null }) => {
    const isNews = type === 'storage'
    // null: all of it was cleared
    if (isNews ? changed === key || changed === null : !document.hidden || type === 'online')
      wake(isNews)
  }
  const events = ['storage', 'visibilitychange', 'pageshow', 'online']
  for (const event of events) addEventListener(event, hear)
  return () => {
    for (const event of events) removeEventListener(event, hear)
  }
}
