'use strict';

var answer = require('./answer.cjs');
var answerRequest = require('./answer-request.cjs');
var checkPlatform = require('./check-platform.cjs');
var driveLogins = require('./drive-logins.cjs');
var endpoints = require('./endpoints.cjs');
var fetch = require('./fetch.cjs');
var keys = require('./keys.cjs');
var memoryStorage = require('./memory-storage.cjs');
var route = require('./route.cjs');
var visits = require('./visits.cjs');

/**
 * Starts an authorization server in this process: real keys, real signatures, PKCE, rotating
 * refresh tokens, no network, nothing global touched.
 *
 * ```ts
 * const server = createTestServer()
 * const auth = createAuth({
 *   clientId: 'app', responseType: 'code', redirectUri: 'https://app.example/', ...server,
 * })
 * const url = await auth.buildAuthorizeUrl('google-oauth2')
 * const result = await auth.parseHash(await server.answer(url))
 * ```
 */
function createTestServer(options = {}) {
    checkPlatform.checkPlatform();
    const { respond, endpoints: endpoints$1 } = options;
    let ahead = 0;
    const now = () => (options.now ?? Date.now)() + ahead;
    const knowledge = createKnowledge(options, now);
    const { domain, issuer, algorithm, reuses } = knowledge;
    const requests = [];
    const visits$1 = visits.createVisits();
    let key = options.key;
    const handle = async (url, init) => {
        const request = endpoints.readRequest(knowledge, url, init);
        requests.push(request);
        key ??= keys.generateTestKey(algorithm);
        const signingKey = await key;
        const answer$1 = answer.draftAnswer(request, signingKey, algorithm, now());
        await answerRequest.answerRequest(knowledge, answer$1, signingKey);
        return (await respond?.(answer$1)) ?? answer.sendAnswer(answer$1);
    };
    const fetch$1 = fetch.fetchFrom(handle);
    return {
        domain,
        issuer,
        ...(endpoints$1 && { endpoints: endpoints$1 }),
        algorithms: [algorithm],
        now,
        requests,
        reuses,
        fetch: fetch$1,
        storage: memoryStorage.memoryStorage(now),
        navigate: visits$1.goTo,
        async answer(url) {
            const response = await handle(new URL(url ?? (await visits$1.next())), {});
            const callbackUrl = response.headers.get('location');
            if (callbackUrl === null)
                throw new Error(`the test server shows a page, status ${response.status}: ${await response.text()}`);
            return callbackUrl;
        },
        route: (route$1) => route.answerRoute(route$1, (url) => endpoints.endpointAt(knowledge, url) !== 'unknown', fetch$1),
        rotateKeys(next) {
            key = next;
        },
        advanceTime(seconds) {
            ahead += seconds * 1000;
        },
        ...driveLogins.driveLogins(knowledge),
    };
}
function createKnowledge(options, now) {
    const { issuer = 'https://login.example.test/' } = options;
    const address = /^https?:/.test(issuer) ? issuer : 'https://login.example.test';
    const domain = (options.domain ?? address).replace(/\/$/, '');
    return {
        domain,
        issuer,
        endpoints: endpoints.resolveEndpoints(domain, options.endpoints ?? {}),
        idTokenForToken: options.idTokenForToken ?? true,
        algorithm: options.algorithm ?? (options.key?.alg ?? 'RS256'),
        now: () => Math.floor(now() / 1000),
        accessTokenLifetime: options.accessTokenLifetime ?? 7200,
        refreshTokenRotation: options.refreshTokenRotation ?? true,
        refreshTokenGrace: options.refreshTokenGrace ?? 0,
        dpopNonceLifetime: options.dpopNonceLifetime,
        apis: options.apis ?? ['https://api.example.test/'],
        user: options.user ?? {
            sub: 'test|zoe',
            name: 'Zoë Example',
            email: 'zoe@example.test',
            email_verified: true,
        },
        session: undefined,
        renewalFault: undefined,
        reuses: [],
        codes: new Map(),
        accessTokens: new Map(),
        refreshTokens: new Map(),
        proofs: new Set(),
        dpopNonces: new Map(),
    };
}

exports.createTestServer = createTestServer;
