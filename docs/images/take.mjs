// Takes the picture of the README anew, after the demo has changed: node docs/images/take.mjs, then
// pngquant --strip --force -o demo.png demo.png
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { startDemo } from '../../demo/start.mjs'
import { findChromium } from '../../scripts/browsers.mjs'

const demo = await startDemo()
const browser = await chromium.launch({ executablePath: findChromium() })
const page = await browser.newPage({
  viewport: { width: 1280, height: 900 },
  colorScheme: 'light',
  reducedMotion: 'reduce',
})
await page.goto(demo.appUrl)
await page.locator('[data-view=login] h2').first().waitFor()
await page.evaluate(() => document.fonts.ready)
await page.screenshot({ path: fileURLToPath(new URL('demo.png', import.meta.url)), fullPage: true })
await browser.close()
await demo.close()
