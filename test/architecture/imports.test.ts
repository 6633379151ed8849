import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** Every file of `src/`, lowest first: a file may import only from files above it in this list. */
const layers = [
  'auth-error',
  'base64url',
  'environment',
  'fetch-json',
  'response-type',
  'secure-url',
  'safe-return-to',
  'authorize-url',
  'jwks',
  'config',
  'jws',
  'id-token',
  'transaction',
  'authorization-response',
  'state',
  'authorization-request',
  'auth-result',
  'token-request',
  'complete-login',
  'redirect-loop',
  'redirect',
  'relay',
  'page-response',
  'window-login',
  'popup',
  'frame',
  'refresh',
  'user-info',
  'logout',
  'discover',
  'create-auth',
  'index',
  'callback',
  'testing-keys',
  'testing-answer',
  'testing-tokens',
  'testing-authorize',
  'testing-endpoints',
  'testing-fetch',
  'testing',
]

const folder = new URL('../../src/', import.meta.url)
const files = readdirSync(folder).map((file) => {
  const text = readFileSync(new URL(file, folder), 'utf8')
  return { file, name: file.replace(/\.ts$/, ''), text, imports: ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName) }
})

describe('src/', () => {
  test('is flat, and every file has its place in the list of layers', () => {
    expect(files.map(({ file }) => file).sort()).toEqual(layers.map((name) => `${name}.ts`).sort())
  })

  for (const { file, name, imports, text } of files) {
    test(`${file} imports from lower layers alone`, () => {
      const lower = layers.slice(0, layers.indexOf(name)).map((layer) => `./${layer}.js`)
      expect(imports.filter((path) => path.startsWith('.') && !lower.includes(path))).toEqual([])
    })

    test(`${file} has at most 200 lines`, () => {
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(200)
    })
  }

  test('depends on js-cookie alone, and there in transaction alone', () => {
    const packages = files.flatMap(({ file, imports }) => imports.filter((path) => !path.startsWith('.')).map((path) => `${file}: ${path}`))
    expect(packages).toEqual(['transaction.ts: js-cookie'])
  })
})
