import { exportJWK, generateKeyPair } from 'jose'
import { useKeys } from '../oidc-provider.mjs'

/** A fresh RS256 key as a key set. The key id is its thumbprint, which the provider adds. */
export async function createKeySet() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] }
}

/**
 * From now on the provider signs with a new key and publishes that one alone. It has no call for
 * this: its own start-up routine is run again.
 */
export async function rotateKeys(provider) {
  useKeys.call(provider, await createKeySet())
}
