import { attempt } from './auth-error.js';

/**
 * form-urlencoded (RFC 6749 Appendix B): arrays repeated, objects as JSON, `undefined` and `null`
 * left out.
 */
function encodeForm(parameters) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        for (const item of [value].flat()) {
            const add = () => form.append(name, typeof item === 'object' ? JSON.stringify(item) : `${item}`);
            if (item != null)
                attempt(add, 'invalid_config', name);
        }
    }
    return form;
}
/**
 * The URL of an authorize request. Pure: saves nothing, checks nothing, works in Node and workers.
 * A query that `endpoint` already has is kept (RFC 6749 §3.1). Throws `invalid_config` for a value
 * that JSON cannot hold.
 */
function buildAuthorizeUrl(endpoint, params) {
    return endpoint + (endpoint.includes('?') ? '&' : '?') + encodeForm(params);
}

export { buildAuthorizeUrl, encodeForm };
