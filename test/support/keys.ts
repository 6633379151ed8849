import type { SigningAlgorithm } from '../../src/auth-options.js'
import { generateTestKey, type TestKey } from '../../src/testing/index.js'

/** One RSA key for all servers of a test file: making one takes long. */
export const rsaKey = await generateTestKey('RS256')

/** A key for an algorithm; the RSA key signs with each RSA algorithm. */
export async function keyFor(algorithm: SigningAlgorithm = 'RS256'): Promise<TestKey> {
  return /^[RP]S/.test(algorithm) ? { ...rsaKey, alg: algorithm } : generateTestKey(algorithm)
}
