import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterAwake } from '../../src/session/awake.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('6: seconds in which the page is awake are counted, and told once', () => {
  const callback = vi.fn()
  afterAwake(3, callback)
  vi.advanceTimersByTime(2999)
  expect(callback).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(callback).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(10_000)
  expect(callback).toHaveBeenCalledTimes(1)
})

test('6: what is ended counts no more, and leaves no timer', () => {
  const callback = vi.fn()
  const stop = afterAwake(3, callback)
  stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(10_000)
  expect(callback).not.toHaveBeenCalled()
})
