import { part, parts } from './parts.mjs'

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: parts[part].files.map((name) => `src/${name}.ts`),
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  // no type checker: a mutant that does not compile would count as killed for the wrong reason
  checkers: [],
  disableTypeChecks: true,
  concurrency: 2,
  timeoutMS: 8_000,
  ignorePatterns: ['bench', 'demo', 'dist', 'docs', 'e2e', 'fixtures', 'smoke', '.git'],
  tempDirName: 'mutation/.stryker-tmp',
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `mutation/report/${part}.json` },
  htmlReporter: { fileName: `mutation/report/${part}.html` },
  thresholds: { high: 95, low: 90, break: 90 },
}
