import { beforeEach, describe, expect, test } from 'vitest'
import { safeReturnTo } from '../src/index.js'
import { visit } from './support/page.js'

beforeEach(() => visit('https://app.example/callback?code=x'))

describe('safeReturnTo hands out a place in this app', () => {
  test.each([
    ['/inbox', '/inbox'],
    ['inbox', '/inbox'],
    ['', '/callback?code=x'],
    ['?q=1', '/callback?q=1'],
    ['#part', '/callback?code=x#part'],
    ['/a//b', '/a//b'],
    ['/a%2F%2Fb', '/a%2F%2Fb'],
    ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
    ['/x?y=1#/z', '/x?y=1#/z'],
    ['/x?next=https://evil.example//', '/x?next=https://evil.example//'],
    ['/使 🎉', '/%E4%BD%BF%20%F0%9F%8E%89'],
    ['https://app.example', '/'],
    ['https://app.example/deep/link', '/deep/link'],
    ['HTTPS://APP.EXAMPLE/x', '/x'],
    ['https://app.example:443/x', '/x'],
  ])('%o as path, query and fragment, ready for a router or location', (target, path) => {
    expect(safeReturnTo(target)).toBe(path)
    expect(path).toMatch(/^\/(?!\/)/)
    expect(new URL(path, 'https://app.example/deep//er?x#y').origin).toBe('https://app.example')
  })

  test('on plain http too, of its own scheme and port alone', () => {
    visit('http://localhost:3000/')
    expect(safeReturnTo('/inbox')).toBe('/inbox')
    expect(safeReturnTo('http://localhost:3000/inbox?x')).toBe('/inbox?x')
    for (const other of [
      'http://localhost/inbox',
      'http://localhost:3001/inbox',
      'https://localhost:3000/inbox',
    ]) {
      expect(safeReturnTo(other)).toBe('/')
    }
  })
})

describe('safeReturnTo falls back where the target leaves this origin (RFC 9700 §4.11.1)', () => {
  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '\\/evil.example',
    'https:\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '\u0000//evil.example',
    '/a\u007fb',
    '/a\u0080b',
    '/a\u009fb',
    'ht\ntps://evil.example',
    'https://evil.example',
    'https://app.example.evil.example/',
    'https://app.example@evil.example/',
    'https://app.exampleevil/',
    'https://evilapp.example/',
    'https://app.example:8443/',
    'http://app.example/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'blob:https://app.example/3e4c1f',
    'filesystem:https://app.example/x',
    'ftp://app.example/',
    'about:blank',
    'wss://app.example/',
    'https://',
    'https://[',
  ])('%o', (target) => {
    expect(safeReturnTo(target)).toBe('/')
    expect(safeReturnTo(target, '/home')).toBe('/home')
  })

  test.each(['https:evil.example', 'https:/evil.example:1/', 'http:evil.example'])(
    '%o never leaves the origin',
    (target) => {
      expect(new URL(safeReturnTo(target), location.href).origin).toBe('https://app.example')
    },
  )
})

describe('safeReturnTo falls back where the target could be misread later', () => {
  test.each([
    'https://app.example//evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    './/evil.example',
    '/%2e//evil.example',
  ])('a path that begins with two slashes: %o (CVE-2026-107369)', (target) => {
    expect(safeReturnTo(target)).toBe('/')
  })

  test.each([
    'https://user@app.example/',
    'https://user:word@app.example/',
    'https://:word@app.example/',
  ])('user info: %o', (target) => expect(safeReturnTo(target)).toBe('/'))

  test.each([
    '/in\\box',
    '/in\tbox',
    '/in\nbox',
    '/in\rbox',
    '/in\u0000box',
    '\u0008/inbox',
    '/inbox\u001f',
  ])('a backslash or a control character, even one that the URL parser would drop: %o', (target) =>
    expect(safeReturnTo(target)).toBe('/'),
  )

  test.each([
    [undefined],
    [null],
    [42],
    [true],
    [{}],
    [['/inbox']],
    [new URL('https://app.example/inbox')],
    [{ toString: () => '/inbox' }],
  ])('what is no text: %o', (target) => expect(safeReturnTo(target)).toBe('/'))
})

test('the fallback is the caller’s own, given back as it is', () => {
  expect(safeReturnTo('//evil.example', 'https://elsewhere.example/out')).toBe(
    'https://elsewhere.example/out',
  )
  expect(safeReturnTo(undefined, '')).toBe('')
})
