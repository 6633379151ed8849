import { describe, expect, test } from 'vitest'
import { limits, measure } from '../../scripts/size.mjs'

describe('minified and brotli-compressed, js-cookie included', async () => {
  const rows = await measure()

  test.each(Object.entries(limits))('%s has at most %i bytes', (label, limit) => {
    expect(rows.find((row) => row.label === label)?.bytes).toBeLessThanOrEqual(limit)
  })
})
