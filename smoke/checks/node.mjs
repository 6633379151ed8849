import { fileURLToPath } from 'node:url'
import { expectOutput } from '../expect-output.mjs'
import { node } from '../run-command.mjs'

const entries = {
  postern: [
    'createAuth',
    'isAuthError',
    'AuthError',
    'buildAuthorizeUrl',
    'readResponse',
    'verifyIdToken',
    'discover',
    'safeReturnTo',
  ],
  'postern/callback': ['relay'],
  'postern/testing': ['createTestServer'],
}

export const nodeChecks = ({ consumer }) => ({
  ...Object.fromEntries(
    Object.entries(entries).map(([specifier, names]) => [
      `import and require of ${specifier}`,
      async () =>
        expectOutput(
          await node(['entries.mjs', specifier, ...names], { cwd: consumer }),
          'The entry works',
        ),
    ]),
  ),
  async 'a login, its modules imported'() {
    expectOutput(await node(['main.js'], { cwd: consumer }), 'The program works')
  },
  async 'a login, its modules required'() {
    expectOutput(await node(['common-js/main.js'], { cwd: consumer }), 'The program works')
  },
  async 'a login, its modules loaded by Vite as for server-side rendering'() {
    const script = fileURLToPath(new URL('../load-with-vite.mjs', import.meta.url))
    expectOutput(await node([script, consumer, '/main.js']), 'The program works')
  },
  async 'an error of the ES module is one for the CommonJS module too, and the other way round'() {
    expectOutput(await node(['two-copies.mjs'], { cwd: consumer }), 'The copies know each other')
  },
})
