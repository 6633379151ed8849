import { check, attempt } from './auth-error.js';

/**
 * form-urlencoded (RFC 6749 Appendix B): arrays repeated, objects as JSON, `undefined` and `null`
 * left out. Throws `invalid_config` for a value that JSON cannot hold.
 */
function encodeForm(parameters) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        attempt(() => {
            for (const item of [value].flat())
                if (item != null)
                    form.append(name, typeof item === 'object' ? JSON.stringify(item) : `${item}`);
        }, `invalid_config: value ${name}`);
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
    const query = `${encodeForm(params ?? {})}`.replaceAll('+', '%20');
    return endpoint + (endpoint.includes('?') ? '&' : '?') + query;
}

export { buildAuthorizeUrl, encodeForm };
