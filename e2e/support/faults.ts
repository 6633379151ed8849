import type { BrowserContext } from 'playwright/test'

/**
 * What a page must never do: violate its Content-Security-Policy, write an error to the console, let an exception escape.
 * A test that provokes one says so beforehand, with `expect`.
 */
export class Faults {
  readonly #found: string[] = []
  readonly #expected: RegExp[] = []

  /** This test provokes such a fault: a server's refusal, say, which browsers write to the console. */
  expect(fault: RegExp) {
    this.#expected.push(fault)
  }

  get unexpected() {
    return this.#found.filter((fault) => !this.#expected.some((expected) => expected.test(fault)))
  }

  /** Listens to every page, popup and frame of a browser profile. Before its first page opens. */
  async watch(context: BrowserContext) {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#found.push(`console: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => this.#found.push(`exception: ${error.error().message}`))
    await context.exposeBinding('reportViolation', ({ frame }, violation: string) => {
      this.#found.push(`violation: ${violation} (${frame.url().replace(/[?#].*/, '')})`)
    })
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        const { reportViolation } = globalThis as unknown as { reportViolation(violation: string): void }
        reportViolation(`${effectiveDirective} refused ${blockedURI}`)
      })
    })
  }
}
