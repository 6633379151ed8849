// What abandoned logins leave behind, and what the next login costs after them.
import { answered, createClient, forgetAll, server } from './client.js'
import { median } from './stopwatch.js'

const rounds = 40

const headerBytes = async () => Number(await (await fetch('/cookie-bytes')).text())

function restore(entries) {
  forgetAll()
  for (const [key, value] of entries) localStorage.setItem(key, value)
}

async function abandon(auth, abandoned, appState) {
  forgetAll()
  for (let index = 0; index < abandoned; index++)
    await auth.buildAuthorizeUrl('google-oauth2', { appState })
  const entries = Object.entries(localStorage)
  if (sessionStorage.length) throw new Error('there was no room in localStorage')
  return {
    abandoned,
    appState,
    entries,
    cookieHeaderBytes: await headerBytes(),
    authorize: [],
    parseHash: [],
  }
}

async function logInOnce(auth, { appState, entries, authorize, parseHash }) {
  restore(entries)
  const start = performance.now()
  const url = await auth.buildAuthorizeUrl('google-oauth2', { appState })
  authorize.push((performance.now() - start) * 1000)
  const callback = await server.answer(url)
  const back = performance.now()
  await auth.parseHash(callback)
  parseHash.push((performance.now() - back) * 1000)
}

/** Each number of logins is begun once; then all of them take turns at one more login. */
export async function measureGrowth() {
  const auth = createClient()
  await auth.parseHash(await answered(auth))
  const cases = []
  for (const appState of [undefined, 'x'.repeat(1000)]) {
    for (const abandoned of [1, 10, 100, 1000]) cases.push(await abandon(auth, abandoned, appState))
  }
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) await logInOnce(auth, one)
  }
  forgetAll()
  return cases.map(({ abandoned, appState, entries, cookieHeaderBytes, authorize, parseHash }) => ({
    abandoned,
    appStateBytes: appState?.length ?? 0,
    cookieHeaderBytes,
    records: entries.length,
    characters: entries.flat().join('').length,
    authorize: median(authorize),
    parseHash: median(parseHash),
  }))
}
