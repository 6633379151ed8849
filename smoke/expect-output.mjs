import assert from 'node:assert/strict'

/** The last line, because some runners talk before. */
export function expectOutput(output, expected) {
  assert.equal(output.trim().split('\n').at(-1), expected)
}
