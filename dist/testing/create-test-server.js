import { draftAnswer, sendAnswer } from './answer.js';
import { answerRequest } from './answer-request.js';
import { checkPlatform } from './check-platform.js';
import { driveLogins } from './drive-logins.js';
import { resolveEndpoints, readRequest, endpointAt } from './endpoints.js';
import { fetchFrom } from './fetch.js';
import { generateTestKey } from './keys.js';
import { memoryStorage } from './memory-storage.js';
import { answerRoute } from './route.js';
import { createVisits } from './visits.js';

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
    checkPlatform();
    const { respond, endpoints } = options;
    let ahead = 0;
    const now = () => (options.now ?? Date.now)() + ahead;
    const knowledge = createKnowledge(options, now);
    const { domain, issuer, algorithm, reuses } = knowledge;
    const requests = [];
    const visits = createVisits();
    let key = options.key;
    const handle = async (url, init) => {
        const request = readRequest(knowledge, url, init);
        requests.push(request);
        key ??= generateTestKey(algorithm);
        const signingKey = await key;
        const answer = draftAnswer(request, signingKey, algorithm, now());
        await answerRequest(knowledge, answer, signingKey);
        return (await respond?.(answer)) ?? sendAnswer(answer);
    };
    const fetch = fetchFrom(handle);
    return {
        domain,
        issuer,
        ...(endpoints && { endpoints }),
        algorithms: [algorithm],
        now,
        requests,
        reuses,
        fetch,
        storage: memoryStorage(now),
        navigate: visits.goTo,
        async answer(url) {
            const response = await handle(new URL(url ?? (await visits.next())), {});
            const callbackUrl = response.headers.get('location');
            if (callbackUrl === null)
                throw new Error(`the test server shows a page, status ${response.status}: ${await response.text()}`);
            return callbackUrl;
        },
        route: (route) => answerRoute(route, (url) => endpointAt(knowledge, url) !== 'unknown', fetch),
        rotateKeys(next) {
            key = next;
        },
        advanceTime(seconds) {
            ahead += seconds * 1000;
        },
        ...driveLogins(knowledge),
    };
}
function createKnowledge(options, now) {
    const { issuer = 'https://login.example.test/' } = options;
    const address = /^https?:/.test(issuer) ? issuer : 'https://login.example.test';
    const domain = (options.domain ?? address).replace(/\/$/, '');
    return {
        domain,
        issuer,
        endpoints: resolveEndpoints(domain, options.endpoints ?? {}),
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

export { createTestServer };
