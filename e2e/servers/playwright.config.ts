import { defineConfig } from 'playwright/test'
import config from '../playwright.config.js'

const chromium = config.projects?.find(({ name }) => name === 'chromium')?.use

// `npx playwright test -c e2e/servers --project=better-auth`, once it is installed: `npm run
// test:all` does that.
export default defineConfig({
  ...config,
  testDir: '.',
  testIgnore: [],
  // Two more servers on this machine: each answers when it can.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  outputDir: '../../node_modules/.cache/postern-servers',
  // The app and better-auth are on https, with a certificate of their own.
  projects: ['better-auth', 'django-oauth-toolkit'].map((name) => ({
    name,
    testMatch: `${name}.spec.ts`,
    use: { ...chromium, ignoreHTTPSErrors: true },
  })),
})
