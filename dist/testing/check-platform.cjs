'use strict';

/**
 * Throws where the test environment lacks what the test server and the login need, and says what:
 * jsdom has neither WebCrypto nor `Response`.
 */
function checkPlatform() {
    const needed = {
        Headers: globalThis.Headers,
        Response: globalThis.Response,
        TextDecoder: globalThis.TextDecoder,
        TextEncoder: globalThis.TextEncoder,
        'crypto.subtle': globalThis.crypto?.subtle,
    };
    const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
    if (missing.length > 0)
        throw new Error(`this environment has no ${missing.join(', no ')}: hand it those of Node.js, as "Jest with ` +
            'jsdom" in docs/testing-your-app.md does');
}

exports.checkPlatform = checkPlatform;
