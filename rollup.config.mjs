import { copyFileSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import nodeResolve from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import typescript from '@rollup/plugin-typescript'
import { dts } from 'rollup-plugin-dts'
import { entries } from './scripts/entries.mjs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** Builds for script tags: everything inside, one global each. */
const scripts = [
  { entry: 'index', file: 'postern.min.js', name: 'postern' },
  { entry: 'callback', file: 'postern-callback.min.js', name: 'posternCallback' },
  { entry: 'auth0-js/index', file: 'postern-auth0.min.js', name: 'auth0' },
]

/** Types of a script's global, for pages that have no modules. */
const globals = { 'auth0-js/index': 'export as namespace auth0;' }

/**
 * Types of a default export that holds the named ones: under whatever local name it is imported, it
 * is a namespace of types too.
 */
const namespaceDefault = () => ({
  name: 'namespace-default',
  renderChunk(code) {
    const lists = [...code.matchAll(/^export (?:type )?\{ .+ \};$/gm)]
    const members = lists.map(([line]) => `    ${line.replace(', _default as default', '')}\n`)
    const declared = `declare namespace _default {\n${members.join('')}}`
    return code.replace(/^declare const _default: \{$.*?^\};$/ms, declared)
  },
})

// No `module` and no `toplevel`: with either, terser drops `var postern =` and the script sets no
// global. Comments that begin with `!` stay: they are the licence notices.
const minify = () => terser({ ecma: 2020, compress: { passes: 3 }, format: { comments: /^!/ } })

const oneFileEach = { preserveModules: true, preserveModulesRoot: 'src' }

/** As package.json's `imports` have it for production, wherever the build goes. */
const withoutSentences = (out) => ({
  name: 'without-sentences',
  resolveId: (id) => (id === '#explain' ? resolve(out, 'explain-nothing.js') : null),
})

const copy = (from, to) => ({ name: 'copy', writeBundle: () => copyFileSync(from, to) })

/**
 * `rollup -c --configOut FOLDER` builds into FOLDER instead of `dist/`; so does the check that
 * `dist/` is up to date. The folder has to be inside the project, because the script builds resolve
 * js-cookie from there.
 */
export default ({ configOut: out = 'dist' }) => [
  {
    // `#explain` is one of two files: which one, is for the conditions of whoever imports it
    input: [...entries.map(({ source }) => source), 'src/explain.ts', 'src/explain-nothing.ts'],
    external: ['js-cookie', 'react', 'vue', '#explain'],
    plugins: [typescript({ tsconfig: './tsconfig.json', noEmit: false, include: ['src/**/*.ts'] })],
    // One file for each source file: js-cookie does not say that it is free of side effects, so a
    // bundler drops it only together with the one file that imports it, by our own `sideEffects:
    // false`.
    output: [
      { dir: out, format: 'es', ...oneFileEach, entryFileNames: '[name].js' },
      // 'compat': some bundlers answer `require('js-cookie')` with its ES module, the API below
      // `default`.
      {
        dir: out,
        format: 'cjs',
        ...oneFileEach,
        entryFileNames: '[name].cjs',
        exports: 'named',
        interop: 'compat',
      },
    ],
  },
  ...scripts.map(({ entry, file, name }) => ({
    input: join(out, `${entry}.js`),
    plugins: [withoutSentences(out), nodeResolve({ browser: true })],
    output: {
      file: join(out, file),
      format: 'iife',
      name,
      exports: 'named',
      esModule: false,
      banner: `/*! postern ${version} | MIT */`,
      plugins: [minify()],
    },
  })),
  ...entries.map(({ source, output }) => ({
    input: source,
    external: ['react', 'vue', '#explain'],
    plugins: [
      // what is `@internal` is for our own files: doubles of a class need not have it
      dts({ tsconfig: './tsconfig.json', compilerOptions: { stripInternal: true } }),
      ...(globals[output] ? [namespaceDefault()] : []),
      copy(join(out, `${output}.d.ts`), join(out, `${output}.d.cts`)),
    ],
    output: { file: join(out, `${output}.d.ts`), format: 'es', footer: globals[output] },
  })),
]
