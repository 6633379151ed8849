// @vitest-environment node
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judge, runStep } from '../../scripts/run-step.mjs'

const tallyModule = new URL('../../scripts/tally.mjs', import.meta.url).href

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-step-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a runner that does what its program says, with `tally` and `setTimeout` at hand. */
function start(program: string, { silence = 60_000, isOneCheck = false } = {}) {
  const tallyFile = join(mkdtempSync(join(folder, 'step-')), 'tally')
  let printed = ''
  const source = `import { tally } from ${JSON.stringify(tallyModule)}\n${program}`
  const running = runStep(
    {
      name: 'a runner',
      command: [process.execPath, '--input-type=module', '--eval', source],
      isOneCheck,
    },
    { silence, tallyFile, print: (chunk) => (printed += chunk) },
  )
  return { ...running, printed: () => printed }
}

const run = (...call: Parameters<typeof start>) => start(...call).result

const hang = 'setInterval(() => {}, 1000)'

// Long enough for a program to begin on a busy machine; the tests wait for it side by side.
const briefly = 8000

describe.concurrent('a step of npm test', { timeout: 120_000 }, () => {
  test('counts what its runner told, test by test', async () => {
    expect(await run('tally(true); tally(true)')).toEqual({ passed: 2, failed: 0 })
    expect(await run('tally(true); tally(false); process.exitCode = 1')).toEqual({
      passed: 1,
      failed: 1,
    })
  })

  test('names what failed, with its message', async () => {
    const failing = `
      tally(false, 'one', 'it is 1\\nand not 2')
      tally(false)
      tally(true, 'two')
      process.exitCode = 1`
    expect(await run(failing)).toEqual({
      passed: 1,
      failed: 2,
      failures: ['one\nit is 1\nand not 2'],
    })
  })

  test('is stopped when it falls silent, and keeps what had passed', async () => {
    const hanging = `tally(true); tally(true); console.log('two are done'); ${hang}`
    const { result, printed } = start(hanging, { silence: briefly })
    expect(await result).toEqual({
      passed: 2,
      failed: 1,
      note: 'stopped after 8 s of silence',
    })
    expect(printed()).toBe('two are done\n')
  })

  test('goes on for as long as it prints, on whichever stream', async () => {
    const slow = `
      let lines = 0
      const timer = setInterval(() => {
        lines++
        if (lines % 2) console.log(lines)
        else console.error(lines)
        if (lines < 35) return
        clearInterval(timer)
        tally(true)
      }, 250)`
    const since = performance.now()
    expect(await run(slow, { silence: briefly })).toEqual({ passed: 1, failed: 0 })
    expect(performance.now() - since).toBeGreaterThan(briefly)
  })

  test('names the signal that ended it, and keeps what had passed', async () => {
    expect(await run(`tally(true); process.kill(process.pid, 'SIGSEGV'); ${hang}`)).toEqual({
      passed: 1,
      failed: 1,
      note: 'ended by SIGSEGV',
    })
  })

  test('names a crash beside passed tests', async () => {
    expect(await run(`tally(true); throw new Error('between two tests')`)).toEqual({
      passed: 1,
      failed: 1,
      note: 'ended with status 1, without a failed test',
    })
  })

  test('fails where no test ran', async () => {
    expect(await run('')).toEqual({ passed: 0, failed: 1, note: 'no test ran' })
  })

  test('fails where its report is gone', async () => {
    const { note, ...counts } = await run(`
      import { rmSync } from 'node:fs'
      rmSync(process.env.POSTERN_TALLY)`)
    expect(counts).toEqual({ passed: 0, failed: 1 })
    expect(note).toMatch(/^no report: ENOENT/)
  })

  test('fails where its program cannot be started', async () => {
    const missing = { name: 'missing', command: [join(folder, 'no-such-program')] }
    const { result } = runStep(missing, { silence: 20_000, tallyFile: join(folder, 'missing') })
    const { note, ...counts } = await result
    expect(counts).toEqual({ passed: 0, failed: 1 })
    expect(note).toMatch(/^it did not start: .*ENOENT/)
  })

  test('that is one check passes or fails by its status', async () => {
    expect(await run('', { isOneCheck: true })).toEqual({ passed: 1, failed: 0 })
    expect(await run('process.exitCode = 2', { isOneCheck: true })).toEqual({
      passed: 0,
      failed: 1,
    })
    expect(await run(hang, { isOneCheck: true, silence: 500 })).toEqual({
      passed: 0,
      failed: 1,
      note: 'stopped after 0.5 s of silence',
    })
  })

  test.each([
    ['with all that it started', false],
    ['although something outside its group holds on to its output', true],
  ])('ends %s', async (_, detached) => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const connected = once(server, 'connection') as Promise<[Socket]>
    const { result } = start(
      `
      import { spawn } from 'node:child_process'
      tally(true)
      const connection = "require('node:net').connect(${port}, '127.0.0.1')"
      const options = { stdio: 'inherit', detached: ${detached} }
      spawn(process.execPath, ['--eval', connection], options).unref()`,
      { silence: briefly },
    )
    const [socket] = await connected
    const gone = once(socket, 'close')
    const { passed, failed, note } = await result
    expect({ passed, failed }).toEqual({ passed: 1, failed: 1 })
    expect(note).toMatch(/silence/)
    if (detached) socket.destroy()
    await gone
    server.close()
  })

  test('can be stopped from outside, and says by what', async () => {
    const { result, stop, printed } = start(`tally(true); console.log('begun'); ${hang}`)
    await expect.poll(printed, { timeout: 20_000 }).toBe('begun\n')
    stop('stopped by SIGTERM')
    expect(await result).toEqual({ passed: 1, failed: 1, note: 'stopped by SIGTERM' })
  })

  test('that was stopped and has no report names both', () => {
    const lost = () => {
      throw new Error('it is gone')
    }
    expect(judge({ cause: 'stopped after 300 s of silence' }, lost).note).toBe(
      'stopped after 300 s of silence; no report: it is gone',
    )
  })
})

describe('the tally of a step', { timeout: 120_000 }, () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const reporter = join(root, 'scripts/tally.mjs')

  /** Lets a runner, begun with `args`, run three tests in a folder of their own. */
  const runTests = (library: string, args: string[], more = '') => {
    const tests = mkdtempSync(join(folder, 'tests-'))
    const source = `
      import { test } from '${library}'
      const fail = () => { throw new Error('on purpose') }
      test('right', () => {})
      test('wrong', fail)
      test.skip('left out', fail)`
    writeFileSync(join(tests, 'three.test.mjs'), source + more)
    const command = [process.execPath, ...args, tests, '--reporter', reporter]
    const tallyFile = join(tests, 'tally')
    const print = () => undefined
    return runStep({ name: library, command }, { silence: 100_000, tallyFile, print }).result
  }

  test('is kept by vitest', async () => {
    const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root']
    expect(await runTests('vitest', args)).toEqual({
      passed: 1,
      failed: 1,
      failures: [expect.stringMatching(/three\.test\.mjs › wrong\non purpose$/)],
    })
  })

  test('is kept by Playwright, where what was expected to fail has passed', async () => {
    const library = pathToFileURL(join(root, 'node_modules/playwright/test.mjs')).href
    const args = [join(root, 'node_modules/playwright/cli.js'), 'test', '-c']
    const more = `\ntest.fail('rightly wrong', fail)`
    expect(await runTests(library, args, more)).toEqual({
      passed: 2,
      failed: 1,
      failures: [expect.stringMatching(/three\.test\.mjs › wrong\n.*on purpose/)],
    })
  })
})
