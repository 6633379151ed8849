import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // the sources, not what was built of them last
  resolve: { alias: { '#explain': fileURLToPath(new URL('src/explain.ts', import.meta.url)) } },
  test: {
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
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
        extends: true,
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
