import { updateRecord } from '../database.js'
import { requireSubtleCrypto } from '../environment.js'
import { signatureAlgorithm } from '../jwks.js'

/** The key pair of one name, for all tabs of this origin. */
export interface KeyPairSource {
  /** The pair that is there, else a new one. Rejects `insecure_context`. */
  find(): Promise<CryptoKeyPair>
  /** Removes it: the next one that is asked for is new. */
  forget(): Promise<void>
}

/** Keeps it in IndexedDB; in memory without a name, or where the browser refuses its storage. */
export function createKeyPairSource(name: string | null): KeyPairSource {
  let inMemory: CryptoKeyPair | Promise<CryptoKeyPair> | undefined
  return {
    async find() {
      requireSubtleCrypto()
      // looked for at each call: another tab may have removed it
      const stored = name === null ? undefined : await findStored(name).catch(() => undefined)
      inMemory = stored ?? inMemory ?? generateKeyPair()
      return inMemory
    },

    async forget() {
      inMemory = undefined
      // where the storage is refused, no key is in it
      if (name !== null) await updateRecord('keys', name, () => undefined).catch(() => undefined)
    },
  }
}

async function findStored(name: string): Promise<CryptoKeyPair> {
  const found = await updateRecord('keys', name, (pair?: CryptoKeyPair) => pair)
  if (found) return found
  const made = await generateKeyPair()
  // of several tabs that make one at once, the first wins
  return updateRecord('keys', name, (pair?: CryptoKeyPair) => pair ?? made)
}

/** No script can read the private key (RFC 9449 §11.4). */
const generateKeyPair = () =>
  crypto.subtle.generateKey(signatureAlgorithm('ES256'), false, [
    'sign',
    'verify',
  ]) as Promise<CryptoKeyPair>
