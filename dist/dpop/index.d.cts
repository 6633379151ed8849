/** Signs requests with a key that no script can read: what `createDpop` of `postern/dpop` gives. */
interface Dpop {
    /** `fetch` with a proof for token requests, and for those that carry an access token. */
    readonly fetch: typeof fetch;
    /** The key's name, `dpop_jkt` of the authorize request (RFC 9449 §10). */
    thumbprint(): Promise<string>;
    /** Forgets the key: the next login gets another. */
    clear(): Promise<void>;
}

/** Options of {@link createDpop}. */
interface DpopOptions {
    /**
     * Under which name the key lies in this origin's IndexedDB, for all tabs and page loads. Default
     * `default`. `null`: in memory, so that it is gone with the page. So it is where the browser
     * refuses its storage.
     */
    name?: string | null;
    /** Sends the requests. Default: the global `fetch`. */
    fetch?: typeof fetch;
    /** The device's clock, in ms. Default: `Date.now`. */
    now?: () => number;
}
/**
 * Signs requests with a P-256 key that no script can read, so that a token is worth nothing without
 * it (RFC 9449). Does nothing yet, and works in Node.
 *
 * ```ts
 * const dpop = createDpop()
 * const auth = createAuth({ domain, clientId, responseType: 'code', dpop })
 * ```
 */
declare function createDpop(options?: DpopOptions): Dpop;

export { createDpop };
export type { Dpop, DpopOptions };
