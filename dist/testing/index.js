import { draftAnswer, sendAnswer } from './answer.js';
import { readRequest, answerRequest } from './endpoints.js';
import { fetchFrom } from './fetch.js';
import { generateTestKey } from './keys.js';

/**
 * Starts an authorization server in this process: real keys, real signatures, PKCE, rotating
 * refresh tokens, no network, nothing global touched.
 *
 * ```ts
 * const server = createTestServer()
 * const auth = createAuth({ domain: server.issuer, clientId: 'app', responseType: 'code',
 * redirectUri: 'https://app.example/', ...server }) const result = await auth.parseHash(await
 * server.answer(await auth.buildAuthorizeUrl('google-oauth2')))
 * ```
 */
function createTestServer(options = {}) {
    const { issuer = 'https://login.example.test/', algorithm = (options.key?.alg ?? 'RS256'), user = {
        sub: 'test|zoe',
        name: 'Zoë Example',
        email: 'zoe@example.test',
        email_verified: true,
    }, now = () => Date.now(), respond, } = options;
    const requests = [];
    const knowledge = {
        issuer,
        algorithm,
        user,
        now: () => Math.floor(now() / 1000),
        session: undefined,
        codes: new Map(),
        accessTokens: new Map(),
        refreshTokens: new Map(),
    };
    let key = options.key;
    const handle = async (url, init) => {
        const request = readRequest(issuer, url, init);
        requests.push(request);
        key ??= generateTestKey(algorithm);
        const signingKey = await key;
        const answer = draftAnswer(request, signingKey, algorithm);
        await answerRequest(knowledge, answer, signingKey);
        return (await respond?.(answer)) ?? sendAnswer(answer);
    };
    let visited;
    const waiting = [];
    const nextVisit = () => new Promise((resolve) => {
        if (visited === undefined)
            waiting.push(resolve);
        else
            resolve(visited);
        visited = undefined;
    });
    return {
        issuer,
        algorithms: [algorithm],
        now,
        requests,
        fetch: fetchFrom(handle),
        storage: memoryStorage(now),
        navigate(url) {
            const resolve = waiting.shift();
            if (resolve)
                resolve(url);
            else
                visited = url;
        },
        async answer(url) {
            const response = await handle(new URL(url ?? (await nextVisit())), {});
            const callbackUrl = response.headers.get('location');
            if (callbackUrl === null)
                throw new Error(`the test server shows a page, status ${response.status}: ${await response.text()}`);
            return callbackUrl;
        },
        rotateKeys(next) {
            key = next;
        },
    };
}
function memoryStorage(now) {
    const records = new Map();
    const ends = new Map();
    return {
        records,
        get: (state) => (now() < (ends.get(state) ?? 0) ? records.get(state) : undefined),
        set(state, record, maxAge) {
            records.set(state, record);
            ends.set(state, now() + maxAge * 1000);
        },
        remove: (state) => void records.delete(state),
    };
}

export { createTestServer, generateTestKey };
