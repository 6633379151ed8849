import { check, attempt } from './auth-error.js';

/**
 * form-urlencoded (RFC 6749 Appendix B): arrays repeated, objects as JSON, `undefined` and `null`
 * left out. Throws `invalid_config` for a value that JSON cannot hold.
 */
function encodeForm(parameters) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        const reason = `invalid_config: value ${name}`;
        for (const item of attempt(() => [value].flat(), reason)) {
            if (item == null)
                continue;
            const text = attempt(() => (Object(item) === item ? JSON.stringify(item) : `${item}`), reason);
            check(typeof text === 'string', reason);
            form.append(name, text);
        }
    }
    return form;
}
/**
 * The URL of an authorize request. Pure: saves nothing, checks nothing, works in Node and workers.
 * A query that `endpoint` already has is kept (RFC 6749 §3.1). Spaces go out as `%20`, which every
 * server reads. Throws `invalid_config` for a value that JSON cannot hold, or without an endpoint.
 */
function buildAuthorizeUrl(endpoint, params) {
    check(typeof endpoint === 'string', 'invalid_config: text');
    const form = attempt(() => encodeForm(params ?? {}), 'invalid_config: unusable');
    const query = `${form}`.replaceAll('+', '%20');
    return endpoint + (endpoint.includes('?') ? '&' : '?') + query;
}

export { buildAuthorizeUrl, encodeForm };
