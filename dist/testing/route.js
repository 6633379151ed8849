/**
 * Answers a browser's request, a page's visit as well as a `fetch`; leaves what is not the server's
 * to other handlers and to the network. A `fetch` that fails is a network failure there.
 */
async function answerRoute(route, serves, fetch) {
    const request = route.request();
    const url = new URL(request.url());
    if (!serves(url))
        return route.fallback();
    const answer = request.isNavigationRequest() ? answerVisit : answerFetch;
    const response = await answer(request, url, fetch).catch(() => null);
    return response ? route.fulfill(response) : route.abort();
}
/** Lets a page of another origin ask, and read what DPoP needs (Fetch Standard, CORS protocol). */
async function answerFetch(request, url, fetch) {
    const method = request.method();
    const asked = request.headers();
    const allowed = {
        // of a request with `credentials: 'include'` a browser takes no `*`
        'access-control-allow-origin': asked.origin ?? '*',
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': asked['access-control-request-method'] ?? method,
        'access-control-allow-headers': asked['access-control-request-headers'] ?? '',
        'access-control-expose-headers': 'date, dpop-nonce, www-authenticate',
    };
    // Playwright itself answers a preflight in some engines: in none is it a request to the server.
    if (method === 'OPTIONS')
        return { status: 204, headers: allowed, body: '' };
    const response = await fetch(url, { method, headers: asked, body: request.postData() });
    const headers = { ...Object.fromEntries(response.headers), ...allowed };
    return { status: response.status, headers, body: await response.text() };
}
/** Playwright cannot send a redirect in every engine: a page that goes on does the same in all. */
async function answerVisit(_, url, fetch) {
    const response = await fetch(url, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (location === null) {
        const headers = Object.fromEntries(response.headers);
        return { status: response.status, headers, body: await response.text() };
    }
    const isMessage = url.searchParams.get('response_mode') === 'web_message';
    const script = isMessage ? postResponse(location) : `location.replace(${inScript(location)})`;
    const body = `<!doctype html><title>Test server</title><script>${script}</script>`;
    return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
/** What a page of `response_mode=web_message` does with the answer in the callback URL. */
function postResponse(callbackUrl) {
    const { hash, origin } = new URL(callbackUrl);
    const response = Object.fromEntries(new URLSearchParams(hash.slice(1)));
    const message = inScript({ type: 'authorization_response', response });
    return `(opener ?? parent).postMessage(${message}, ${inScript(origin)})`;
}
/** A value inside a script element, which no text in it can end. */
function inScript(value) {
    return JSON.stringify(value).replaceAll('<', '\\u003c');
}

export { answerRoute };
