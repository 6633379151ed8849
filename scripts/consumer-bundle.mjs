// What a user's bundler makes of one import from the built package: `npm run size` weighs it, the
// tree-shaking test reads it.
import { fileURLToPath } from 'node:url'
import nodeResolve from '@rollup/plugin-node-resolve'
import * as esbuild from 'esbuild'
import { rollup } from 'rollup'
import { minify } from 'terser'
import { entries } from './entries.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const distFile = (wanted) =>
  `${root}dist/${entries.find(({ specifier }) => specifier === wanted).output}.js`

/**
 * Source of a program that uses these names and nothing else.
 * @param {[name: string, specifier: string][]} imports
 */
const program = (imports) =>
  imports
    .map(([name, specifier]) => `export { ${name} } from ${JSON.stringify(distFile(specifier))}`)
    .join('\n')

/** @param {string} source an ES module; its relative imports are found from the project's root */
export async function rollupProgram(
  source,
  plugins = [nodeResolve({ browser: true, exportConditions: ['production'] })],
) {
  const entry = `${root}program.js`
  const bundle = await rollup({
    input: entry,
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      },
      ...plugins,
    ],
    external: ['react', 'vue'],
    onwarn(warning) {
      throw new Error(warning.message)
    },
  })
  const { output } = await bundle.generate({ format: 'es', sourcemap: plugins.length > 1 })
  await bundle.close()
  return output[0]
}

/**
 * @param {[name: string, specifier: string][]} imports
 * @returns {Promise<string>} code for them, js-cookie included where one needs it, not yet minified
 */
export async function bundleWithRollup(imports) {
  return (await rollupProgram(program(imports))).code
}

/** The same from esbuild. */
export async function bundleWithEsbuild(imports) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: program(imports), resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    external: ['react', 'vue'],
    // our own would lead `#explain` to the sources
    tsconfigRaw: '{}',
    target: 'es2022',
  })
  return outputFiles[0].text
}

/**
 * As a production build does it; the options are those that every bundler's terser preset allows.
 */
export async function minifyModule(code, sourceMap) {
  return minify(code, {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    mangle: true,
    format: { comments: false },
    ...(sourceMap && { sourceMap }),
  })
}
