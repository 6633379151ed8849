/**
 * Where redirect logins are remembered: synchronous, one string per state. An `AuthError` that it
 * throws passes as it is; anything else becomes `storage_unavailable`.
 */
interface TransactionStorage {
    get(state: string): string | null | undefined;
    /** @param maxAge seconds after which the record may be forgotten */
    set(state: string, record: string, maxAge: number): void;
    remove(state: string): void;
}

/** Whose cookies remember the logins. */
interface CookieStorageOptions {
    /**
     * A domain whose every subdomain reads and writes the records: for a login that begins on one and
     * ends on another. Default: none, this host alone.
     */
    domain?: string;
}
/**
 * Remembers begun redirect logins in cookies, as the option `storage` of `createAuth`: for pages
 * without origin storage (an Android WebView without DOM storage) and, with `domain`, for logins
 * that cross subdomains. Every server of the host sees them, the verifier among them: where a page
 * has `localStorage`, leave the option out.
 *
 * At most five records, 4,000 characters together; a longer record than 2,000 is `state_too_large`,
 * and what the browser does not keep is `storage_unavailable`.
 */
declare function cookieStorage(options?: CookieStorageOptions): TransactionStorage;

export { cookieStorage };
export type { CookieStorageOptions };
