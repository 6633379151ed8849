import { fileURLToPath } from 'node:url'
import nodeResolve from '@rollup/plugin-node-resolve'
import * as esbuild from 'esbuild'
import { describe, expect, test } from 'vitest'
import { rollupProgram } from '../../scripts/consumer-bundle.mjs'
import { sentences } from '../../src/explain.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = "export * from './dist/index.js'"

/** The longest stretch of each sentence that every bundler writes as it is. */
const stretches = Object.values(sentences).map(
  (sentence) =>
    sentence
      .split(/[^\w ,.:;()-]/)
      .sort((a, b) => b.length - a.length)[0]
      ?.trim() ?? '',
)

const bundlers: [string, (condition: string) => Promise<string>][] = [
  [
    'esbuild',
    async (condition) => {
      const { outputFiles } = await esbuild.build({
        stdin: { contents: program, resolveDir: root },
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        platform: 'browser',
        conditions: [condition],
        // our own would lead `#explain` to the sources
        tsconfigRaw: '{}',
      })
      return outputFiles[0]?.text ?? ''
    },
  ],
  [
    'rollup',
    async (condition) => {
      const plugins = [nodeResolve({ browser: true, exportConditions: [condition] })]
      const { code } = await rollupProgram(program, plugins)
      // what is written in several parts is one text
      return code.replace(/['"] \+\s*['"]/g, '')
    },
  ],
]

test('a sentence has a stretch of plain words by which it is found', () => {
  for (const stretch of stretches) expect(stretch.length).toBeGreaterThanOrEqual(10)
})

describe.each(bundlers)('a bundle by %s', (_, bundle) => {
  test('for development has every sentence', async () => {
    const code = await bundle('development')
    expect(stretches.filter((stretch) => !code.includes(stretch))).toEqual([])
  })

  test('for production has none, and the words that the code gives', async () => {
    const code = await bundle('production')
    expect(stretches.filter((stretch) => code.includes(stretch))).toEqual([])
    expect(code).toContain('state_unknown: state')
  })
})

test('in Node an error says its sentence', async () => {
  const { createAuth } = await import(`${root}dist/index.js`)
  expect(() => createAuth({ domain: '' })).toThrow(/[a-z ]{20}.*\(invalid_config: \w+\)$/)
})
