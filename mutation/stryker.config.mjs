/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  // what judges a response, and what keeps a session; the transports and what only builds URLs are
  // left to the end-to-end tests
  mutate: [
    'authorization-response',
    'complete-login',
    'id-token',
    'id-token-claims',
    'id-token-rules',
    'jwks',
    'jws',
    'safe-return-to',
    'session/*',
    'state',
    'token-request',
  ].map((name) => `src/${name}.ts`),
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
  jsonReporter: { fileName: 'mutation/report/mutation.json' },
  htmlReporter: { fileName: 'mutation/report/index.html' },
  thresholds: { high: 95, low: 90, break: 90 },
}
