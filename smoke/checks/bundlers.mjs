import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import * as esbuild from 'esbuild'
import { rollup } from 'rollup'
import * as vite from 'vite'
import webpack from 'webpack'
import { expectOutput } from '../expect-output.mjs'
import { node } from '../run-command.mjs'

const bundlers = {
  async esbuild({ entry, folder }) {
    const { warnings } = await esbuild.build({
      entryPoints: [entry],
      outfile: join(folder, 'bundle.js'),
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
    })
    assert.deepEqual(warnings, [])
  },

  async rollup({ entry, folder }) {
    const onwarn = ({ message }) => assert.fail(message)
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })], onwarn })
    await bundle.write({ file: join(folder, 'bundle.js'), format: 'es' })
    await bundle.close()
  },

  async 'webpack 5'({ entry, folder, consumer }) {
    const stats = await promisify(webpack)({
      mode: 'production',
      target: 'web',
      context: consumer,
      entry,
      output: { path: folder, filename: 'bundle.js' },
      performance: false,
    })
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true })
    assert.deepEqual([...errors, ...warnings], [])
  },

  async 'Vite build'({ entry, folder, consumer }) {
    await vite.build({
      root: consumer,
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir: folder,
        emptyOutDir: false,
        lib: { entry, formats: ['es'], fileName: () => 'bundle.js' },
      },
    })
  },
}

/** Builds for browsers. What comes out runs in Node too, since the program brings its own page. */
export function bundlerChecks({ consumer, work }) {
  const check = (bundler, kind, entry) => [
    `${bundler}, from ${kind}`,
    async () => {
      // Outside of the app, where an import that the bundle left open finds nothing.
      const folder = join(work, `built by ${bundler} from ${kind}`)
      mkdirSync(folder)
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
      await bundlers[bundler]({ entry, folder, consumer })
      expectOutput(await node(['bundle.js'], { cwd: folder }), 'The program works')
    },
  ]
  return Object.fromEntries([
    ...Object.keys(bundlers).map((bundler) =>
      check(bundler, 'ES modules', join(consumer, 'main.js')),
    ),
    ...Object.keys(bundlers).map((bundler) =>
      check(bundler, 'the namespace of auth0-js', join(consumer, 'auth0-js.js')),
    ),
    // Rollup knows CommonJS only through a plugin.
    ...['esbuild', 'webpack 5', 'Vite build'].map((bundler) =>
      check(bundler, 'CommonJS', join(consumer, 'common-js', 'main.js')),
    ),
  ])
}
