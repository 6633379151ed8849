'use strict';

/**
 * A `fetch` that asks the handler in place of the network, and keeps to `signal` and `redirect` as
 * a browser does.
 */
function fetchFrom(handle) {
    const send = async (url, init) => {
        init.signal?.throwIfAborted();
        const response = await unlessAborted(handle(url, init), init.signal);
        const location = response.headers.get('location');
        const { redirect = 'follow' } = init;
        if (location === null ||
            ![301, 302, 303, 307, 308].includes(response.status) ||
            redirect === 'manual')
            return response;
        if (redirect === 'error')
            throw new TypeError('redirect: "error" forbids to follow the redirect that was answered');
        const target = new URL(location, url);
        const headers = new Headers(init.headers);
        if (target.origin !== url.origin)
            headers.delete('Authorization');
        const keepsBody = response.status === 307 || response.status === 308;
        const changes = keepsBody ? { headers } : { headers, method: 'GET', body: null };
        return send(target, { ...init, ...changes });
    };
    return async (input, init) => {
        if (typeof input === 'string' || input instanceof URL)
            return send(new URL(input), init ?? {});
        const { url, method, headers, signal, redirect, credentials, cache } = input;
        const body = method === 'GET' || method === 'HEAD' ? null : await input.text();
        return send(new URL(url), {
            method,
            headers,
            body,
            signal,
            redirect,
            credentials,
            cache,
            ...init,
        });
    };
}
function unlessAborted(work, signal) {
    if (!signal)
        return work;
    return new Promise((resolve, reject) => {
        const abort = () => reject(signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
}

exports.fetchFrom = fetchFrom;
