import { signToken } from './keys.js';

/** An empty answer of status 200, for an endpoint to fill. Its date is that of `now` (ms). */
function draftAnswer(request, key, alg, now) {
    const answer = {
        endpoint: request.endpoint,
        request,
        status: 200,
        headers: new Headers({ 'cache-control': 'no-store', date: new Date(now).toUTCString() }),
        body: {},
        responseMode: undefined,
        header: { alg, kid: key.kid, typ: 'JWT' },
        claims: {},
        key,
        sign: () => signToken(answer.header, answer.claims, answer.key),
    };
    return answer;
}
/**
 * Makes an answer an error of the endpoint: 400 and JSON, or, where the body goes to the callback
 * URL, a redirect (RFC 6749 §4.1.2.1, §5.2).
 */
function refuse(answer, error, description) {
    if (!answer.responseMode)
        answer.status = 400;
    answer.body = { error, error_description: description, state: answer.body.state };
}
/** The answer as it is sent. */
async function sendAnswer({ body, headers, status, responseMode, request, }) {
    const members = await Promise.all(Object.entries(body).map(async ([name, value]) => [name, typeof value === 'function' ? await value() : value]));
    if (responseMode && status < 400) {
        const redirectUri = request.parameters.get('redirect_uri') ?? '';
        headers.set('location', redirectUri + separator(redirectUri, responseMode) + queryOf(members));
    }
    // the Fetch Standard lets these have no body; nobody reads that of a redirect
    const isRedirect = status >= 300 && status < 400 && headers.has('location');
    if (isRedirect || [204, 205, 304].includes(status))
        return new Response(null, { status, headers });
    if (!headers.has('content-type'))
        headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(Object.fromEntries(members)), { status, headers });
}
function separator(redirectUri, responseMode) {
    if (responseMode === 'fragment')
        return '#';
    return redirectUri.includes('?') ? '&' : '?';
}
function queryOf(members) {
    const parameters = new URLSearchParams();
    for (const [name, value] of members) {
        for (const single of Array.isArray(value) ? value : [value]) {
            if (single !== undefined && single !== null)
                parameters.append(name, String(single));
        }
    }
    return parameters.toString();
}

export { draftAnswer, refuse, sendAnswer };
