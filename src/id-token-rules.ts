import { check } from './auth-error.js'
import type { SigningAlgorithm } from './auth-options.js'
import type { KeySet } from './jwks.js'

/** What holds for every ID Token of one client. */
export interface IdTokenRules {
  /** What `iss` may be, letter by letter; the first is the one that the client goes by. */
  readonly issuers: readonly string[]
  readonly clientId: string
  readonly algorithms: readonly string[]
  /** Seconds. */
  readonly leeway: number
  /** ms. */
  readonly now: () => number
  readonly keys: KeySet
}

/** RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2: asymmetric ones that WebCrypto knows. */
const ASYMMETRIC = /^([RPE]S(256|384|512)|EdDSA|Ed25519)$/

/** How far clocks may be apart at most, seconds. */
export const MAX_LEEWAY = 300

/** What holds where the app says nothing. */
export const ID_TOKEN_DEFAULTS = {
  algorithms: ['RS256'] as readonly SigningAlgorithm[],
  leeway: 60,
  // the clock that the page has when it is asked: tests put another in its place
  now: () => Date.now(),
}

/**
 * What may sign is the app's choice (RFC 8725 §3.1), and no clock is far off. Throws
 * `invalid_config`.
 */
export function checkRules({
  algorithms,
  leeway,
}: Pick<IdTokenRules, 'algorithms' | 'leeway'>): void {
  const isList = Array.isArray(algorithms) && algorithms.length > 0
  check(isList && algorithms.every((name) => ASYMMETRIC.test(name)), 'invalid_config: algorithms')
  check(Number.isFinite(leeway) && leeway >= 0 && leeway <= MAX_LEEWAY, 'invalid_config: leeway')
}

/** What an issuer of many tenants has in place of the tenant (Entra: `common`, `organizations`). */
const TENANT = '{tenantid}'

/** Whether `iss` is one of the issuers, letter by letter. */
export function isIssuer(issuers: readonly string[], iss: unknown): boolean {
  return issuers.some((issuer) => issuer === iss && !issuer.includes(TENANT))
}

/** The tenant that an `iss` names where an issuer with `{tenantid}` fits it; else undefined. */
export function tenantOf(issuers: readonly string[], iss: unknown): string | undefined {
  for (const issuer of issuers) {
    // what is no issuer at all fits nothing
    const [before, after] = `${issuer}`.split(TENANT)
    if (after === undefined) continue
    const tenant = `${iss}`.slice(before?.length, -after.length || undefined)
    if (/^[\w.-]+$/.test(tenant) && issuer.replace(TENANT, tenant) === iss) return tenant
  }
  return undefined
}
