import { type BrowserContext, test as base, expect } from 'playwright/test'
import { defaultPorts, startDemo } from '../../demo/start.mjs'
import { App } from './app.js'
import { BareApp, startBareApp } from './bare-app.js'
import { Faults } from './faults.js'

export type Demo = Awaited<ReturnType<typeof startDemo>> & { bareUrl: string }

interface TestFixtures {
  baseURL: string
  faults: Faults
  app: App
  bareApp: BareApp
  answerTo: (authorizeUrl: string) => Promise<URL>
  anotherBrowser: () => Promise<BrowserContext>
}

interface WorkerFixtures {
  demo: Demo
  sameSiteDemo: Demo
  httpsDemo: Demo
}

const anyPorts = Object.fromEntries(Object.keys(defaultPorts).map((server) => [server, 0]))

const running = new Set<Awaited<ReturnType<typeof startDemo>>>()

async function useDemo(
  options: NonNullable<Parameters<typeof startDemo>[0]>,
  use: (demo: Demo) => Promise<void>,
) {
  const bareApp = await startBareApp(
    options.sameSite === false ? 'bare.localhost' : 'bare.postern.localhost',
  )
  const demo = await startDemo({
    ports: anyPorts,
    redirectUris: [`${bareApp.url}callback`],
    ...options,
  })
  running.add(demo)
  await use({ ...demo, bareUrl: bareApp.url })
  running.delete(demo)
  await Promise.all([demo.close(), bareApp.close()])
}

/**
 * Every worker has its own demo, with the sample app and the authorization server on ports that the
 * system chose; every test has a fresh browser profile, and none may cause a fault in a page.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  /** App and server on different sites. */
  // biome-ignore lint/correctness/noEmptyPattern: it tells Playwright the fixtures needed
  demo: [({}, use) => useDemo({ sameSite: false }, use), { scope: 'worker' }],

  /** App and server under one registrable domain, as `npm start` has them. */
  // biome-ignore lint/correctness/noEmptyPattern: as above
  sameSiteDemo: [({}, use) => useDemo({}, use), { scope: 'worker' }],

  /** The same, over https. */
  // biome-ignore lint/correctness/noEmptyPattern: as above
  httpsDemo: [({}, use) => useDemo({ https: true }, use), { scope: 'worker' }],

  baseURL: ({ demo }, use) => use(demo.appUrl),

  faults: [
    async ({ context }, use) => {
      const faults = new Faults()
      await faults.watch(context)
      await use(faults)
      for (const { hooks } of running)
        for (const hook of Object.keys(hooks)) delete hooks[hook as keyof typeof hooks]
      expect(await faults.unexpected(), 'faults in pages').toEqual([])
    },
    { auto: true },
  ],

  app: async ({ page, demo }, use) => use(new App(page, demo)),

  bareApp: async ({ page, demo }, use) => use(new BareApp(page, demo)),

  /**
   * The server's answer to somebody else's authorize request, in the hands of whoever wants to try
   * something with it: got by a person in another browser, whose address bar keeps the answer
   * because no script runs there.
   */
  answerTo: async ({ browser, demo }, use) => {
    await use(async (authorizeUrl) => {
      const context = await browser.newContext({ javaScriptEnabled: false })
      try {
        const page = await context.newPage()
        await page.goto(authorizeUrl)
        await new App(page, demo).logIn()
        await page.waitForURL(/\/callback[?#]/)
        return new URL(page.url())
      } finally {
        await context.close()
      }
    })
  },

  /** A profile of its own, as of another person or machine. */
  anotherBrowser: async ({ browser, faults }, use) => {
    const opened: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext()
      opened.push(context)
      await faults.watch(context)
      return context
    })
    for (const context of opened) await context.close()
  },
})

export { expect }
