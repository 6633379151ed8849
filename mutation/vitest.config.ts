import { defineConfig } from 'vitest/config'

/**
 * The unit tests that judge these files one by one; those that run whole logins again would kill
 * the same mutants, only later.
 */
const tests = [
  'authorization-response',
  'complete-login',
  'id-token',
  'jose-algorithms',
  'jose-parsing',
  'jwks',
  'parse-hash',
  'popup',
  'query-mode',
  'refresh',
  'relay',
  'safe-return-to',
  'state',
]

export default defineConfig({
  test: {
    include: tests.map((name) => `test/${name}.test.ts`),
    setupFiles: ['mutation/no-stopwatch.ts'],
    testTimeout: 60_000,
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'https://app.example/callback' } },
  },
})
