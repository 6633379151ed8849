import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { part, parts } from './parts.mjs'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: '#explain', replacement: at('../src/explain.ts') },
      { find: /^.*\/support\/megabyte\.js$/, replacement: at('megabyte.ts') },
    ],
  },
  test: {
    include: parts[part].tests.map((name) => `test/${name}.test.ts`),
    testTimeout: 60_000,
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'https://app.example/callback' } },
  },
})
