interface Waiting {
  readonly start: () => Promise<void>
}

/**
 * Web Locks for tests where there are none, as far as exclusive locks go: a queue for each name,
 * `signal` for those who wait, `steal` (Web Locks API §4).
 */
export function createLockManager(): Pick<LockManager, 'request'> {
  const queues = new Map<string, Waiting[]>()

  const request = (name: string, options: LockOptions, callback: () => unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      const aborted = () => new DOMException('given up, or stolen', 'AbortError')
      const waiting: Waiting & { stolen: () => void } = {
        stolen: () => reject(aborted()),
        async start() {
          options.signal?.removeEventListener('abort', giveUp)
          try {
            resolve(await callback())
          } catch (error) {
            reject(error)
          }
          if (queue[0] !== waiting) return
          queue.shift()
          void queue[0]?.start()
        },
      }
      const giveUp = () => {
        queue.splice(queue.indexOf(waiting), 1)
        reject(aborted())
      }
      if (options.steal) {
        const [holder] = queue.splice(0, 1, waiting) as [typeof waiting?]
        holder?.stolen()
        void waiting.start()
        return
      }
      options.signal?.addEventListener('abort', giveUp)
      queue.push(waiting)
      // as in a browser, never at once
      if (queue[0] === waiting) queueMicrotask(() => void waiting.start())
    })

  return { request: request as LockManager['request'] }
}
