import { logIn } from '../person.mjs'

export const sampleApp = ['popup', 'redirect'].map((mode) => ({
  title: `the sample app logs in by ${mode}`,
  tags: [],
  async run({ app, browser }) {
    const page = await browser.open(app.demo.appUrl)
    const login = () => page.click(`button[data-connection=database][data-mode=${mode}]`)
    if (mode === 'popup') await logIn(await page.opens(login), app.demo)
    else {
      await login()
      await logIn(page, app.demo)
    }
    await page.until(
      (subject) => document.querySelector('#result').textContent.includes(subject),
      'database|',
    )
  },
}))
