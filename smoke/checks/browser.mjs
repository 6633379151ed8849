import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import { chromium } from 'playwright'
import * as vite from 'vite'
import { findChromium, isRoot } from '../../scripts/browsers.mjs'

const host = 'localhost'

/** Loads the page in Chromium and returns what the program in it came to. */
async function outcomeOf(url) {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: !isRoot && executablePath !== undefined,
  })
  try {
    const page = await browser.newPage()
    const faults = []
    page.on('pageerror', (error) => faults.push(error.message))
    // A callback page closes itself; this one has still to be read.
    await page.addInitScript(() => {
      window.close = () => {}
    })
    await page.goto(url)
    const outcome = await page
      .waitForFunction(() => globalThis.smoke)
      .then((handle) => handle.jsonValue())
    assert.deepEqual(faults, [])
    return outcome
  } finally {
    await browser.close()
  }
}

async function expectToWork(server) {
  try {
    const [url] = server.resolvedUrls.local
    const { outcome, expected } = await outcomeOf(url)
    assert.equal(outcome, expected)
  } finally {
    await server.close()
  }
}

export const browserChecks = ({ consumer, work }) => ({
  async 'Vite dev'() {
    const server = await vite.createServer({
      root: consumer,
      configFile: false,
      logLevel: 'error',
      server: { host, port: 0 },
    })
    await server.listen()
    await expectToWork(server)
  },

  async 'Vite build'() {
    const outDir = join(work, 'built by Vite for a browser')
    await vite.build({
      root: consumer,
      configFile: false,
      logLevel: 'warn',
      build: { outDir, emptyOutDir: true },
    })
    await expectToWork(
      await vite.preview({
        root: consumer,
        configFile: false,
        logLevel: 'error',
        build: { outDir },
        preview: { host, port: 0 },
      }),
    )
  },

  async 'plain <script>'() {
    const root = join(work, 'scripts')
    await esbuild.build({
      entryPoints: [join(consumer, 'main.js')],
      outfile: join(root, 'main.js'),
      bundle: true,
      format: 'iife',
      plugins: [fromGlobals({ postern: 'postern', 'postern/callback': 'posternCallback' })],
    })
    const scripts = ['postern.min.js', 'postern-callback.min.js']
    for (const script of scripts)
      writeFileSync(
        join(root, script),
        readFileSync(join(consumer, 'node_modules/postern/dist', script)),
      )
    const page = readFileSync(join(consumer, 'index.html'), 'utf8')
    const tags = [...scripts, 'main.js']
      .map((script) => `<script src="/${script}"></script>`)
      .join('\n    ')
    writeFileSync(join(root, 'index.html'), page.replace(/<script.*<\/script>/, tags))
    await expectToWork(
      await vite.preview({
        root,
        configFile: false,
        logLevel: 'error',
        build: { outDir: root },
        preview: { host, port: 0 },
      }),
    )
  },
})

/**
 * The program takes the library from the globals that the scripts set; only the test server is
 * bundled with it.
 */
const fromGlobals = (globals) => ({
  name: 'from-globals',
  setup(build) {
    build.onResolve({ filter: /^postern/ }, ({ path }) =>
      path in globals ? { path, namespace: 'globals' } : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'globals' }, ({ path }) => ({
      contents: `module.exports = globalThis.${globals[path]}`,
    }))
  },
})
