import { checkSecureUrl } from '../secure-url.js';
import { isSame } from './session-tokens.js';

/**
 * A `fetch` that sends the access token to `apis`, and to nobody else. Throws `invalid_config` for
 * an address that is not https, or http on loopback.
 */
function createApiFetch(apis, send, takeTokens) {
    const places = apis.map((api) => folderOf(checkSecureUrl(api, 'apis')));
    const sendWithToken = (request, { tokenType, accessToken }) => {
        request.headers.set('Authorization', `${tokenType} ${accessToken}`);
        return send(request);
    };
    return async (input, init) => {
        const request = new Request(input, init);
        const { url, headers, signal } = request;
        if (headers.has('Authorization') || !places.some((place) => folderOf(url).startsWith(place)))
            return send(request);
        // a body can be sent once
        const repetition = request.clone();
        const tokens = await takeTokens({ signal });
        const response = await sendWithToken(request, tokens);
        if (response.status !== 401)
            return response;
        const renewed = await takeTokens({ signal, refused: tokens.accessToken }, tokens.who);
        return isSame(renewed, tokens) ? response : sendWithToken(repetition, renewed);
    };
}
/** Origin and path, to be compared by whole segments: `/apix` is not below `/api`. */
function folderOf(url) {
    const { origin, pathname } = new URL(url);
    return origin + pathname.replace(/\/?$/, '/');
}

export { createApiFetch };
