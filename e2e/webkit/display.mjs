import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { eventually } from '../engines/eventually.mjs'

export const screen = { width: 1280, height: 800 }

/** Ends with this process, if it has to end before it can stop what it started. */
function startProgram(program, arguments_, options) {
  const child = spawn(program, arguments_, options)
  const kill = () => child.kill()
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

const stop = (child) =>
  new Promise((stopped) => {
    if (child.exitCode !== null || child.signalCode !== null) return stopped()
    child.once('exit', stopped)
    child.kill()
  })

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** A display of our own, where nobody else's windows take the focus. It chooses its own number. */
async function startDisplay(program) {
  const child = startProgram(
    program,
    ['-displayfd', '3', '-screen', '0', `${screen.width}x${screen.height}x24`, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  const number = await new Promise((resolve, reject) => {
    child.stdio[3].once('data', (data) => resolve(`${data}`.trim()))
    child.once('error', reject)
    child.once('exit', (status) => reject(new Error(`${program} ended with ${status}`)))
  })
  return { name: `:${number}`, close: () => stop(child) }
}

/**
 * WebKit's browser without a driver, which would give it a fresh profile each time: `visit` opens a
 * page in a profile, and gives what ends the browser. `{ visit, close() }`
 */
export async function startUndriven({ browser, display }) {
  const screen = await startDisplay(display)
  const visit = (url, profile) => {
    const env = { ...process.env, DISPLAY: screen.name }
    for (const kind of ['DATA', 'CACHE', 'CONFIG']) env[`XDG_${kind}_HOME`] = profile
    const child = startProgram(browser, [url], { env, stdio: 'ignore' })
    return () => stop(child)
  }
  return { visit, close: screen.close }
}

/** WebKit's WebDriver on a display of its own: `{ url, close() }`. */
export async function startDriver({ driver, display }) {
  const screen = await startDisplay(display)
  const port = await freePort()
  const child = startProgram(driver, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: screen.name },
    stdio: 'ignore',
  })
  const close = async () => {
    await stop(child)
    await screen.close()
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await eventually(async () => (await fetch(`${url}/status`)).ok, `${driver} answers`)
  } catch (error) {
    await close()
    throw error
  }
  return { url, close }
}
