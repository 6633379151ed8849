import { dpopAlgorithms } from './dpop-proof.js';

/** What the server says of itself; an endpoint that it does not have is absent. */
function metadata({ issuer, algorithm, endpoints }) {
    return {
        issuer,
        authorization_endpoint: endpoints.authorize ?? undefined,
        token_endpoint: endpoints.token ?? undefined,
        userinfo_endpoint: endpoints.userInfo ?? undefined,
        jwks_uri: endpoints.jwks ?? undefined,
        end_session_endpoint: endpoints.endSession ?? undefined,
        response_types_supported: [
            'code',
            'token',
            'id_token',
            'code token',
            'code id_token',
            'token id_token',
            'code token id_token',
        ],
        response_modes_supported: ['query', 'fragment', 'web_message'],
        grant_types_supported: ['authorization_code', 'implicit', 'refresh_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: [algorithm],
        token_endpoint_auth_methods_supported: ['none'],
        code_challenge_methods_supported: ['S256'],
        dpop_signing_alg_values_supported: dpopAlgorithms,
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    };
}

export { metadata };
