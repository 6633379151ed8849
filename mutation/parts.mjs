/**
 * What is mutated, and the unit tests that judge it one by one; those that run whole logins again
 * would kill the same mutants, only later. The transports, and what only builds URLs, are left to
 * the end-to-end tests.
 */
export const parts = {
  login: {
    files: [
      'authorization-response',
      'complete-login',
      'id-token',
      'id-token-claims',
      'id-token-rules',
      'jwks',
      'jws',
      'safe-return-to',
      'state',
      'token-request',
    ],
    tests: [
      'authorization-response',
      'complete-login',
      'config',
      'discover',
      'dpop/login',
      'id-token',
      'jose-algorithms',
      'jose-parsing',
      'jwks',
      'mix-up',
      'parse-hash',
      'popup',
      'providers/cognito',
      'providers/entra',
      'query-mode',
      'refresh',
      'relay',
      'remembered-results',
      'safe-return-to',
      'second-token',
      'session-parameters',
      'state',
    ],
  },
  session: { files: ['session/*'], tests: ['session/*'] },
}

/** The variable of the environment that names the part, for the runner's own processes too. */
export const partVariable = 'POSTERN_MUTATION'

export const part = process.env[partVariable] ?? 'login'
