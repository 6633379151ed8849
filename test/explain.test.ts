// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CODES } from '../src/auth-error.js'
import { explain, sentences } from '../src/explain.js'
import { explain as explainNothing } from '../src/explain-nothing.js'

const isServers = (reason: string) =>
  reason.endsWith(': server') && !(CODES as readonly string[]).includes(reason.split(':')[0] ?? '')
const reasons = Object.keys(sentences).filter((reason) => !isServers(reason))
const serversReasons = Object.keys(sentences).filter((reason) => isServers(reason))

/** Every fact that a sentence can name. */
const facts = {
  expected: ['one', 'other'],
  actual: 'another',
  error: 'invalid_grant',
  description: 'the server’s own words',
  status: 400,
}

/** Each reason that the sources give as literal text, with the file that gives it. */
const literals = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'explain.ts')
  .flatMap((file) => {
    const pattern = new RegExp(`['\`]((?:${CODES.join('|')}): [\\w-]+)(?: [^'\`]*)?['\`]`, 'g')
    const text = readFileSync(join('src', file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '')
    return [...text.matchAll(pattern)].map(([, reason = '']) => [reason, file] as const)
  })

describe('a reason', () => {
  test.each(reasons)('%s is a code and one word', (reason) => {
    const [code, word] = reason.split(': ')
    // the one code of a server's that a session says too
    expect([...CODES, 'login_required']).toContain(code)
    expect(word).toMatch(/^[\w-]+$/)
  })

  test.each(literals)('%s, which %s gives, has its sentence', (reason) => {
    expect(reasons).toContain(reason)
  })

  test('is given as a literal in many places', () => {
    expect(literals.length).toBeGreaterThan(50)
  })

  test('is there for every code', () => {
    const codes = reasons.map((reason) => reason.split(':')[0])
    expect(codes).toEqual(expect.arrayContaining([...CODES]))
  })
})

describe('the sentence of a reason', () => {
  test.each(reasons)('%s names what it is about, and its reason at the end', (reason) => {
    const sentence = explain(`${reason} redirectUri`, facts)
    expect(sentence).not.toMatch(/\{\w+\}|undefined|null|\[object/)
    expect(sentence).toMatch(/^([A-Z`]|redirectUri )/)
    expect(sentence.endsWith(`(${reason} redirectUri)`)).toBe(true)
    // a sentence, and not the word again
    expect(sentence).toMatch(/^\S+( \S+){3,}[.?] \(/)
  })

  test.each(reasons)('%s can be read where nothing is known', (reason) => {
    const sentence = explain(reason)
    expect(sentence).not.toMatch(/\{\w+\}|undefined|null/)
    expect(sentence.endsWith(`(${reason})`)).toBe(true)
  })

  test('is no other’s', () => {
    expect(new Set(Object.values(sentences)).size).toBe(Object.keys(sentences).length)
  })

  test('of a server’s own code has the server’s words', () => {
    expect(
      explain('access_denied: server', { error: 'access_denied', description: 'Not now' }),
    ).toMatch(/access_denied.*Not now\S+$/)
    expect(explain('access_denied: server', { error: 'access_denied' })).not.toMatch(/nothing|\{/)
  })

  test.each(serversReasons)('of a server, %s, has the server’s words too', (reason) => {
    const [error] = reason.split(':')
    const sentence = explain(reason, { error, description: 'Their words' })
    expect(sentence).toContain(`${error} (Their words).`)
    expect(sentence.endsWith('.')).toBe(true)
    expect(explain(reason, { error })).not.toMatch(/nothing|[{(]\W/)
  })

  test('quotes what is large, or cannot be shown, in few characters', () => {
    const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)
    for (const actual of [deep, Array(10_000).fill('x'), Symbol('x'), Object.create(null), 1n]) {
      const sentence = explain('invalid_token: aud', { expected: 'app', actual })
      expect(sentence.length).toBeLessThan(400)
      expect(sentence).toContain('app')
    }
  })
})

test('in production it is the reason alone', () => {
  for (const reason of reasons) expect(explainNothing(`${reason} x`)).toBe(`${reason} x`)
})
