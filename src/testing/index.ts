export type {
  TestAnswer,
  TestBody,
  TestClaims,
  TestEndpoint,
  TestRequest,
} from './answer.js'
export { createTestServer } from './create-test-server.js'
export { generateTestKey, type TestHeader, type TestKey } from './keys.js'
export type { RenewalFault, TestUser } from './knowledge.js'
export type { TestServer, TestServerOptions } from './test-server.js'
