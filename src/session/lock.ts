/** Runs one thing at a time, of all tabs; `steal`: at once, whoever holds the lock. */
export type Lock = (work: () => Promise<void>, steal: boolean) => Promise<void>

/** The Web Lock of a name. Without a name, and where there is none to be had, it works without. */
export const createLock =
  (name: string | undefined): Lock =>
  async (work, steal) => {
    let outcome: Promise<void> | undefined
    try {
      if (name)
        await navigator.locks.request(name, { steal }, () => {
          outcome = work()
          return outcome
        })
    } catch {
      // refused; or stolen, or failed, and then the outcome says more
    }
    // after the lock was given back: what comes of it may be anybody's code
    return outcome ?? work()
  }
