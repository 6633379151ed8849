import { logIn, openApp, takeToken } from './session-page.js'
import { expect, test } from './session-test.js'

test.describe('3: requests that are refused', () => {
  test('twenty at once cost one renewal and twenty repetitions, with whole bodies', async ({
    page,
    world,
    faults,
  }) => {
    faults.expect(/401/)
    await logIn(await openApp(page, world))
    const refused = await takeToken(page)
    world.apiStatus = (token) => (token === refused ? 401 : 200)
    const statuses = await page.evaluate(
      (url) =>
        Promise.all(
          Array.from({ length: 20 }, async (_, number) => {
            const body = `body ${number} ${'ä'.repeat(10_000)}`
            return (await window.session.fetch(url, { method: 'POST', body })).status
          }),
        ),
      `${world.api}/private/things`,
    )
    expect(statuses).toEqual(Array(20).fill(200))
    expect(world.renewals()).toHaveLength(1)
    const posts = world.apiRequests.filter(({ method }) => method === 'POST')
    expect(posts).toHaveLength(40)
    const bodies = posts.map(({ body }) => body).sort()
    expect(bodies.filter((_, index) => index % 2)).toEqual(
      bodies.filter((_, index) => index % 2 === 0),
    )
    expect(bodies.every((body) => body.endsWith('ä'.repeat(10_000)))).toBe(true)
  })

  test('a form with a file arrives whole twice', async ({ page, world, faults }) => {
    faults.expect(/401/)
    await logIn(await openApp(page, world))
    const refused = await takeToken(page)
    world.apiStatus = (token) => (token === refused ? 401 : 200)
    await page.evaluate((url) => {
      const body = new FormData()
      body.append('file', new Blob(['content of the file']), 'file.txt')
      return window.session.fetch(url, { method: 'POST', body }).then(({ status }) => status)
    }, `${world.api}/private/files`)
    expect(world.apiRequests.map(({ body }) => body.includes('content of the file'))).toEqual([
      true,
      true,
    ])
  })
})

test.describe('4: an API that always says 401', () => {
  test('a hundred calls cost one renewal', async ({ page, world, faults }) => {
    faults.expect(/401/)
    await logIn(await openApp(page, world))
    world.apiStatus = () => 401
    const statuses = await page.evaluate(async (url) => {
      const seen: number[] = []
      for (let call = 0; call < 100; call++) seen.push((await window.session.fetch(url)).status)
      return seen
    }, `${world.api}/private/things`)
    expect(statuses).toEqual(Array(100).fill(401))
    expect(world.renewals()).toHaveLength(1)
    expect(world.apiRequests).toHaveLength(101)
  })
})

test.describe('25: the token goes to the API alone', () => {
  test('whatever a page writes for an address', async ({ page, world }) => {
    await logIn(await openApp(page, world))
    const token = await takeToken(page)
    const { api, elsewhere } = world
    const host = new URL(api).host
    const addresses = [
      `${api}/private`,
      `//${host}/private/a`,
      `${api}\\private\\a`,
      `${api}/x/../private/a`,
      `${api}/x/%2e%2e/private/a`,
      `${api}/privately`,
      `${api}/private/../a`,
      `${api}/private/%2e%2e/a`,
      `${api}/private\\..\\a`,
      `${api}//private`,
      `${api}/`,
      `${elsewhere}/private`,
      `//${new URL(elsewhere).host}/private`,
      `${elsewhere}/?${api}/private`,
      '/private',
      'private',
    ]
    await page.evaluate(async (urls) => {
      for (const url of urls) await window.session.fetch(url)
    }, addresses)
    expect(world.apiRequests.slice(0, 5).map(({ authorization }) => authorization)).toEqual(
      Array(5).fill(`Bearer ${token}`),
    )
    expect(
      world.apiRequests.slice(5).filter(({ authorization }) => authorization !== null),
    ).toEqual([])
    expect(world.apiRequests).toHaveLength(14)
  })
})

test.describe('26: a redirect to another origin', () => {
  test('does not take the token along', async ({ page, world }) => {
    await logIn(await openApp(page, world))
    const target = `${world.elsewhere}/landing`
    await page.evaluate(
      (url) => window.session.fetch(url).catch(() => undefined),
      `${world.api}/private/a?${new URLSearchParams({ redirect: target })}`,
    )
    const [first, ...others] = world.apiRequests
    expect(first?.authorization).toMatch(/^Bearer /)
    expect(others.filter(({ authorization }) => authorization !== null)).toEqual([])
  })
})
