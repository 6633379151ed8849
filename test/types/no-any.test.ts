// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const dist = new URL('../../dist/', import.meta.url)
const declarations = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.d\.c?ts$/.test(name),
)

/** Where a text of types says `any`; the word in a comment is none. */
function findAny(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${name}: ${node.parent.getText()}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('there are declarations to look at', () => {
  expect(declarations).toEqual(
    expect.arrayContaining(['index.d.ts', 'index.d.cts', 'callback.d.ts', 'testing/index.d.ts']),
  )
})

/** The one `any` of `postern/auth0-js`: without it, apps written for auth0-js would not compile. */
const exempt = (name: string) =>
  /^auth0-js\/index\.d\.c?ts$/.test(name) ? [`${name}: type Untyped = any;`] : []

test.each(declarations)('%s has no any: nothing slips through unchecked into an app', (name) => {
  expect(findAny(name, readFileSync(new URL(name, dist), 'utf8'))).toEqual(exempt(name))
})

test('an any would be found, whatever it hides in', () => {
  const text =
    '/** any */ export declare const a: Promise<any>; interface B { [c: string]: any[] } ' +
    'declare function any(any: string): void'
  expect(findAny('a.d.ts', text)).toEqual(['a.d.ts: Promise<any>', 'a.d.ts: any[]'])
})
