import axe, { type RunOptions } from 'axe-core'
import { expect, type Page } from 'playwright/test'

// What differs in the dark is colour alone.
const schemes: ['light' | 'dark', RunOptions][] = [
  ['light', {}],
  ['dark', { runOnly: ['color-contrast'] }],
]

/**
 * Looks at the page as it is with axe, light and dark, and expects nothing to be found. `state`
 * says in a failure what the page showed.
 */
export async function expectAccessible(page: Page, state: string) {
  for (const [colorScheme, options] of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // a colour on its way from one scheme to the other is neither's
    await page.evaluate(async () => {
      const running = document.getAnimations().filter((one) => one instanceof CSSTransition)
      await Promise.allSettled(running.map(({ finished }) => finished))
    })
    await page.evaluate(axe.source)
    const found = await page.evaluate(async (settings) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe }
      const { violations } = await inPage.run(document, settings)
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
      )
    }, options)
    expect(found, `${state}, ${colorScheme}`).toEqual([])
  }
}
