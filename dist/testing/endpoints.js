/** Auth0's paths below the domain. */
const paths = {
    authorize: 'authorize',
    token: 'oauth/token',
    jwks: '.well-known/jwks.json',
    userInfo: 'userinfo',
    logout: 'v2/logout',
    endSession: 'oidc/logout',
};
/** The names that requests bear where they differ. */
const names = { userInfo: 'userinfo', endSession: 'logout' };
/** The endpoints as given, and Auth0's where none is. */
function resolveEndpoints(domain, given) {
    const defaults = Object.entries(paths).map(([name, path]) => [name, below(domain, path)]);
    return { ...Object.fromEntries(defaults), ...given };
}
/** Reads what `fetch`, or a visit to a page, asked for. */
function readRequest(knowledge, url, init) {
    const method = (init.method ?? 'GET').toUpperCase();
    const headers = new Headers(init.headers);
    // As `fetch` does for a body of this type.
    if (init.body instanceof URLSearchParams && !headers.has('content-type')) {
        headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8');
    }
    const parameters = init.body ? new URLSearchParams(String(init.body)) : url.searchParams;
    return { endpoint: endpointAt(knowledge, url), method, url: url.href, headers, parameters, init };
}
/** Which endpoint a URL is, whatever its query. */
function endpointAt({ domain, endpoints, apis }, url) {
    const page = pageOf(url);
    const { origin, pathname } = new URL(below(domain, ''));
    const metadata = [
        below(domain, '.well-known/openid-configuration'),
        // RFC 8414 §3.1 puts the well-known part before the path of the issuer
        `${origin}/.well-known/oauth-authorization-server${pathname.slice(0, -1)}`,
    ];
    if (metadata.some((address) => pageOf(address) === page))
        return 'metadata';
    for (const [name, address] of Object.entries(endpoints))
        if (address !== null && pageOf(address) === page)
            return names[name] ?? name;
    return apis.some((api) => `${page}/`.startsWith(below(pageOf(api), ''))) ? 'api' : 'unknown';
}
/** A query that the address of an endpoint has is a parameter, and no part of where it is. */
function pageOf(address) {
    const { origin, pathname } = new URL(address);
    return origin + pathname;
}
function below(address, path) {
    return `${address.replace(/\/$/, '')}/${path}`;
}

export { endpointAt, readRequest, resolveEndpoints };
