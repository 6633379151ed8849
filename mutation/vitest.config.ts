import { defineConfig } from 'vitest/config'

/** The unit tests without those that search at random and take their time. */
export default defineConfig({
  test: {
    include: ['test/*.test.ts'],
    exclude: ['test/fuzz.test.ts', 'test/testing.test.ts'],
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'https://app.example/callback' } },
  },
})
