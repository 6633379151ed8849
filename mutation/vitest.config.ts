import { defineConfig } from 'vitest/config'

/** The unit tests without those of other files, and those that search at random and take their time. */
export default defineConfig({
  test: {
    include: ['test/*.test.ts'],
    exclude: [
      ...['config', 'discover', 'errors', 'frame', 'logout', 'node', 'popup', 'redirect', 'relay', 'transaction'],
      ...['fuzz', 'secrets', 'testing'],
    ].map((name) => `test/${name}.test.ts`),
    setupFiles: ['mutation/no-stopwatch.ts'],
    testTimeout: 60_000,
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'https://app.example/callback' } },
  },
})
