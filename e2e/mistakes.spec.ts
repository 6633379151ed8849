import { App } from './support/app.js'
import { expect, test } from './support/demo.js'

// The five mistakes in setting up that are made most often: each is made against the demo's server,
// and the error's own sentence has to say what to change, and where.
const mistakes = [
  {
    name: 'environment',
    title: 'a variable of the environment that is missing',
    code: 'invalid_config',
    says: [/`domain` is missing/, /environment variable/],
  },
  {
    name: 'callback',
    title: 'a callback URL that is not allowed',
    code: 'timeout',
    says: [/is `redirectUri` one of the application's callback URLs at the server/],
    fault: /frame-ancestors|status of 400/,
  },
  {
    name: 'origin',
    title: 'an origin that may not ask',
    code: 'network_error',
    says: [/\/oauth\/token could not be asked/, /CORS: at Auth0 "Allowed Web Origins"/],
    fault: /CORS policy|ERR_FAILED|Same Origin Policy disallows/,
    logsIn: true,
  },
  {
    name: 'response-type',
    title: 'a response type that the application may not use',
    code: 'invalid_request',
    says: [/response_type is not allowed for this client/, /allows this `responseType`/],
  },
  {
    name: 'secret',
    title: 'a secret that the server demands',
    code: 'token_error',
    says: [/invalid_client/, /make the application a public one at the server/],
    fault: /status of 401/,
    logsIn: true,
  },
]

for (const { name, title, code, says, fault, logsIn } of mistakes) {
  test(`${title} gives ${code}, and a sentence that says what to do`, async ({
    page,
    sameSiteDemo,
    faults,
  }) => {
    if (fault) faults.expect(fault)
    await page.goto(`${sameSiteDemo.appUrl}mistakes`)
    const popup = logsIn ? page.waitForEvent('popup') : undefined
    await page.locator(`[data-mistake=${name}]`).click()
    if (popup) await new App(page, sameSiteDemo).logIn(await popup)
    const outcome = page.locator(`[data-step=${name}] [data-outcome]`)
    await page.locator(`[data-step=${name}] [data-outcome]:not([hidden])`).waitFor()
    await expect(outcome.locator('[data-code]')).toHaveText(code)
    for (const words of says) await expect(outcome).toContainText(words)
  })
}

test('a callback URL that is not allowed is named on a page of the server', async ({
  page,
  sameSiteDemo,
  faults,
}) => {
  faults.expect(/status of 400/)
  const query = new URLSearchParams({
    client_id: sameSiteDemo.clientId,
    response_type: 'code',
    redirect_uri: `${sameSiteDemo.appUrl}not-registered`,
    scope: 'openid',
  })
  await page.goto(`${sameSiteDemo.tenantUrl}authorize?${query}`)
  await expect(page.getByRole('main')).toContainText(/redirect_uri/)
})
