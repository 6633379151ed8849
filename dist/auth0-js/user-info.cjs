'use strict';

var outcome = require('./outcome.cjs');

const JSON_TYPE = /[/+]json\b/i;
/**
 * Asks the userinfo endpoint (OpenID Connect Core §5.3). The result is passed on as received: JSON
 * as what it says, anything else as text. A refusal has the status and the server's own words, and
 * never the access token.
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
        return read(response, await response.text());
    }
    catch {
        return [outcome.wrapError({ method: 'GET', url }, { name: 'Error' })];
    }
}
function read({ ok, status, statusText, headers }, text) {
    const isJson = text && JSON_TYPE.test(`${headers.get('content-type')}`);
    let body = null;
    try {
        if (isJson)
            body = JSON.parse(text);
    }
    catch {
        return [outcome.wrapError({ status }, { status, name: 'Error' })];
    }
    const received = isJson ? body : text;
    if (ok)
        return received ? [null, received] : [outcome.describeNothing()];
    const original = { status, response: { status, statusText, body } };
    const said = Object(body || { status, name: 'Error' });
    return [
        {
            statusCode: status,
            ...(statusText && { statusText }),
            ...outcome.wrapError(original, Object(said.err || said)),
        },
    ];
}

exports.requestUserInfo = requestUserInfo;
