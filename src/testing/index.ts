export type {
  TestAnswer,
  TestBody,
  TestClaims,
  TestEndpoint,
  TestRequest,
} from './answer.js'
export { createTestServer } from './create-test-server.js'
export { generateTestKey, type TestHeader, type TestKey } from './keys.js'
export type { RenewalFault, TestEndpoints, TestUser } from './knowledge.js'
export type { PlaywrightRoute } from './route.js'
export type { TestServer, TestServerOptions } from './test-server.js'
