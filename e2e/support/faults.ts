import type { BrowserContext, Page } from 'playwright/test'

/**
 * What Firefox says of a page that was left while its font came: NS_BINDING_ABORTED. No test can
 * keep that from happening.
 */
const FONT_CUT_OFF = /^exception: download failed \(font-family.*: status=2152398850 /

/**
 * What a page must never do: violate its Content-Security-Policy, write an error to the console,
 * let an exception escape. A test that provokes one says so beforehand, with `expect`.
 */
export class Faults {
  readonly #found: string[] = []
  readonly #expected = [FONT_CUT_OFF]
  readonly #watched: BrowserContext[] = []

  /**
   * This test provokes such a fault: a server's refusal, say, which browsers write to the console.
   */
  expect(fault: RegExp) {
    this.#expected.push(fault)
  }

  async unexpected() {
    for (const context of this.#watched) {
      for (const page of context.pages()) await letEventsArrive(page)
    }
    return this.#found.filter((fault) => !this.#expected.some((expected) => expected.test(fault)))
  }

  /** Listens to every page, popup and frame of a browser profile. Before its first page opens. */
  async watch(context: BrowserContext) {
    this.#watched.push(context)
    context.on('console', (message) => {
      if (message.type() === 'error')
        this.#found.push(`console: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => this.#found.push(`exception: ${error.error().message}`))
    await context.exposeBinding('reportViolation', ({ frame }, violation: string) => {
      this.#found.push(`violation: ${violation} (${frame.url().replace(/[?#].*/, '')})`)
    })
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        const { reportViolation } = globalThis as unknown as {
          reportViolation(violation: string): void
        }
        reportViolation(`${effectiveDirective} refused ${blockedURI}`)
      })
    })
  }
}

/** A violation is an event of its own, later than its cause. */
async function letEventsArrive(page: Page) {
  const oneTask = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = done
      port2.postMessage('')
    })
  // a popup may be closing, and a page may be on its way elsewhere: then there is nothing to wait
  // for
  await page.evaluate(oneTask).catch(() => undefined)
}
