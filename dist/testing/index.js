export { createTestServer } from './create-test-server.js';
export { generateTestKey } from './keys.js';
