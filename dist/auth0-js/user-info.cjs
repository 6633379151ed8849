'use strict';

var fetchJson = require('../fetch-json.cjs');
var outcome = require('./outcome.cjs');

/**
 * Asks the userinfo endpoint (OpenID Connect Core §5.3). The result is passed on as received; a
 * refusal has the status and the server's own words, and never the access token.
 */
async function requestUserInfo(url, accessToken) {
    try {
        const response = await fetch(url, {
            headers: { authorization: `Bearer ${accessToken}` },
            credentials: 'omit',
            // RFC 6750 §5.3: the token goes to nobody else
            redirect: 'error',
            referrerPolicy: 'no-referrer',
        });
        const { ok, status, statusText } = response;
        const received = parseJson(await response.text());
        if (ok)
            return [null, received];
        const body = fetchJson.isObject(received) ? received : {};
        const { name, policy } = body;
        const original = { status, response: { status, statusText, body } };
        const described = outcome.wrapError({ status, ...body });
        return [{ name, policy, statusCode: status, statusText, ...described, original }];
    }
    catch {
        return [{ ...outcome.wrapError({}), original: { method: 'GET', url }, name: 'Error' }];
    }
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return text;
    }
}

exports.requestUserInfo = requestUserInfo;
