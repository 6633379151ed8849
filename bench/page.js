// All that runs in the page. `run.mjs` bundles it and calls `bench`.
import { server } from './client.js'
import { measureGrowth } from './growth.js'
import { authorizePeers, callbackPeers } from './peer-cases.js'
import { authorizeCases, callbackCases } from './postern-cases.js'
import { timeInTurns } from './stopwatch.js'

/** Evaluates each program in a fresh frame: nothing is compiled yet. */
async function startUpCases(programs) {
  let count = 0
  let frame
  return programs.map(({ name, code }) => ({
    name,
    batch: 1,
    prepare: () => {
      frame?.remove()
      frame = document.body.appendChild(document.createElement('iframe'))
      count += 1
      return {
        evaluate: frame.contentWindow.eval,
        text: `${code}\n//# sourceURL=start-up-${count}.js`,
      }
    },
    run: ({ evaluate, text }) => {
      evaluate(text)
    },
  }))
}

globalThis.bench = {
  jwks: async () => (await server.fetch(`${server.issuer}.well-known/jwks.json`)).text(),
  startUp: async (programs, rounds) => timeInTurns(await startUpCases(programs), rounds),
  authorize: async (rounds) =>
    timeInTurns([...authorizeCases(), ...(await authorizePeers())], rounds),
  callback: async (rounds) => timeInTurns([...(await callbackCases()), ...callbackPeers()], rounds),
  growth: measureGrowth,
}
