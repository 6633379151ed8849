import { expected, runProgram } from './program.js'

export const finished = runProgram().then((outcome) => {
  globalThis.smoke = { outcome: JSON.stringify(outcome), expected: JSON.stringify(expected) }
  console.log(
    globalThis.smoke.outcome === globalThis.smoke.expected
      ? 'The program works'
      : JSON.stringify(globalThis.smoke),
  )
})
