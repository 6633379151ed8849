import { generateTestKey } from '../../src/testing.js'

/** One RSA key for all servers of a test file: making one takes long. */
export const rsaKey = await generateTestKey('RS256')
