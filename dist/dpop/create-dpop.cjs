'use strict';

var ownMembers = require('../own-members.cjs');
var keyPair = require('./key-pair.cjs');
var proof = require('./proof.cjs');

/**
 * Signs requests with a P-256 key that no script can read, so that a token is worth nothing without
 * it (RFC 9449). Does nothing yet, and works in Node.
 *
 * ```ts
 * const dpop = createDpop()
 * const auth = createAuth({ domain, clientId, responseType: 'code', dpop })
 * ```
 */
function createDpop(options) {
    const own = ownMembers.ownMembers(options);
    const { name = 'default', now = () => Date.now() } = own;
    const keyPair$1 = keyPair.createKeyPairSource(name);
    // by origin, in memory: what one server sent goes to no other (RFC 9449 §8.2)
    const nonces = new Map();
    // how far servers are ahead of this device, ms
    let ahead = 0;
    // called without an owner, which the browser's own fetch insists on
    const send = (input, init) => (own.fetch ?? fetch)(input, init);
    const learnTime = ({ headers, ok }) => {
        const difference = Date.parse(headers.get('Date') ?? '') - now();
        // the browser's cache answers with an old date: only a refusal puts the clock back
        if (difference > ahead || (!ok && difference <= ahead))
            ahead = difference;
    };
    /** `spare` is the same request, in case a nonce is asked for: a body can be sent once. */
    const sendWithProof = async (request, token, spare) => {
        const { origin, pathname } = new URL(request.url);
        const pair = await keyPair$1.find();
        const ath = token && (await proof.sha256(token));
        const proof$1 = await proof.createProof(pair, {
            htm: request.method,
            htu: origin + pathname,
            iat: Math.floor((now() + ahead) / 1000),
            nonce: nonces.get(origin),
            ath,
        });
        request.headers.set('DPoP', proof$1);
        const response = await send(request);
        learnTime(response);
        const next = response.headers.get('DPoP-Nonce');
        if (next)
            nonces.set(origin, next);
        const again = spare && next && (await asksForNonce(response));
        return again ? sendWithProof(spare, token) : response;
    };
    return {
        async fetch(input, init) {
            const headers = new Headers(init?.headers ?? input.headers);
            const token = /^DPoP +(.+)/i.exec(headers.get('Authorization') ?? '')?.[1];
            if (!token && !isTokenRequest(init))
                return send(input, init);
            // a proof holds for one URL: behind a redirect it is worth nothing, and its nonce is another
            // server's
            const request = new Request(input, { ...init, redirect: 'error' });
            return sendWithProof(request.clone(), token, request);
        },
        thumbprint: async () => proof.sha256(JSON.stringify(await proof.exportPublicJwk(await keyPair$1.find()))),
        clear: keyPair$1.forget,
    };
}
/** A form with a grant (RFC 6749 §4.1.3, §6): the answer is bound to the key that signed it. */
const isTokenRequest = (init) => init?.body instanceof URLSearchParams && init.body.has('grant_type');
/**
 * Whether an answer refuses a request for want of a nonce alone: an API says so in a header (RFC
 * 9449 §9), the token endpoint in the body (§8).
 */
const asksForNonce = async (response) => !response.ok &&
    /use_dpop_nonce/.test(response.headers.get('WWW-Authenticate') + (await response.clone().text()));

exports.createDpop = createDpop;
