import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/architecture/**'],
          environment: 'happy-dom',
          environmentOptions: { happyDOM: { url: 'https://app.example/callback' } },
          // Not one of them waits: real keys take their time where the machine is busy.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'architecture',
          include: ['test/architecture/**/*.test.ts'],
          environment: 'node',
          // Each of these bundles, packs or type-checks something.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
