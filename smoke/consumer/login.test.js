import { expected, runProgram } from './program.js'

test('a login', async () => {
  expect(await runProgram()).toEqual(expected)
})
