import { expect, test } from './support/demo.js'

// To look into a page counts as a person's touch there, which allows a popup: so nothing looks
// before the page itself has spoken.
test.use({ trace: 'off' })

test('a popup that the browser blocks gives popup_blocked', async ({ app, context }) => {
  const problem = new Promise((resolve) =>
    context.exposeBinding('tellProblem', (_source, code: string) => resolve(code)),
  )
  await app.page.addInitScript(() => {
    addEventListener('load', () => {
      const { tellProblem } = window as unknown as { tellProblem(code: string | null): void }
      const code = document.querySelector('[data-error-code]') as HTMLElement
      new MutationObserver(() => tellProblem(code.textContent)).observe(code, { childList: true })
      // Playwright's own loading of the page counts as a touch in Firefox, for five seconds
      const waiting = setInterval(() => {
        if (navigator.userActivation.isActive) return
        clearInterval(waiting)
        document.querySelector<HTMLElement>('[data-connection=database][data-mode=popup]')?.click()
      }, 50)
    })
  })
  await app.open()
  expect(await problem).toBe('popup_blocked')
  expect(context.pages()).toHaveLength(1)
})

test('a popup that the browser blocks goes on by redirect where the app wants that', {
  tag: '@chromium',
}, async ({ bareApp, context }) => {
  const { bareUrl, tenantUrl: domain, clientId } = bareApp.demo
  await bareApp.page.addInitScript(
    (options) => {
      if (location.href !== options.startUrl) return
      addEventListener(
        'load',
        () => void window.postern.createAuth(options).popup('database', { onBlocked: 'redirect' }),
      )
    },
    {
      startUrl: bareUrl,
      domain,
      clientId,
      responseType: 'code' as const,
      redirectUri: `${bareUrl}callback`,
    },
  )
  await bareApp.page.goto(bareUrl)
  await bareApp.page.waitForURL(`${domain}u/login/*`)
  expect(context.pages()).toHaveLength(1)
})
