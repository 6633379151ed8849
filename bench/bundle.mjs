// Bundles as a user's bundler does, and weighs what comes out.
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import * as esbuild from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Postern's own folder has a React too, for its tests: an app must not get two. */
const alias = Object.fromEntries(
  ['react', 'react-dom'].map((name) => [name, `${here}node_modules/${name}`]),
)

/**
 * A program as one script. Not by terser: three passes over the bigger libraries take minutes where
 * cores are shared.
 * @param {string} contents the source, which imports as a file in this folder does
 * @param {object} [options]
 * @param {'esm' | 'iife'} [options.format] `iife`: without exports, so that it can be evaluated
 * @param {boolean} [options.minify]
 * @param {string[]} [options.external] packages that are left out
 */
export async function bundle(contents, { format = 'esm', minify = false, external = [] } = {}) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    write: false,
    format,
    globalName: format === 'iife' ? 'login' : undefined,
    minify,
    external,
    alias: external.length > 0 ? {} : alias,
    jsx: 'automatic',
    // the root's leads `#explain` to the sources, and so to the sentences of development
    tsconfigRaw: '{}',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
  })
  return outputFiles[0].text
}

/** @param {string} code minified */
export const weigh = (code) => ({
  minified: Buffer.byteLength(code),
  brotli: brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
})
