import { test as base, expect } from 'playwright/test'
import { defaultPorts, startDemo } from '../../demo/start.mjs'

export type Demo = Awaited<ReturnType<typeof startDemo>>

const anyPorts = Object.fromEntries(Object.keys(defaultPorts).map((server) => [server, 0]))

/** Every worker has its own demo, with the sample app and the authorization server on ports that the system chose. */
export const test = base.extend<{ baseURL: string }, { demo: Demo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures needed from this pattern
    async ({}, use) => {
      const demo = await startDemo({ ports: anyPorts })
      await use(demo)
      await demo.close()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ demo }, use) => use(demo.appUrl),
})

export { expect }
