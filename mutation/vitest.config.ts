import { fileURLToPath } from 'node:url'
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
  'remembered-results',
  'safe-return-to',
  'session/*',
  'state',
]

export default defineConfig({
  resolve: { alias: { '#explain': fileURLToPath(new URL('../src/explain.ts', import.meta.url)) } },
  test: {
    include: tests.map((name) => `test/${name}.test.ts`),
    setupFiles: ['mutation/no-stopwatch.ts'],
    testTimeout: 60_000,
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'https://app.example/callback' } },
  },
})
