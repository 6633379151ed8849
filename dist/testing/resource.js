import { readDpopProof, dpopAlgorithms } from './dpop-proof.js';

/** Answers userinfo: the claims of whom the access token is about (OpenID Connect Core §5.3). */
async function answerUserInfo(knowledge, answer) {
    const issued = await findAccessToken(knowledge, answer);
    if (issued)
        answer.body = { ...issued.grant.user };
}
/** Answers an API: whom the access token is about, and what it allows. */
async function answerApi(knowledge, answer) {
    const issued = await findAccessToken(knowledge, answer);
    if (issued)
        answer.body = { sub: issued.grant.user.sub, scope: issued.scope };
}
/**
 * The living access token in the header, with the proof that its kind demands (RFC 6750 §2.1, RFC
 * 9449 §7.1). Without one the answer becomes a 401 that says why.
 */
async function findAccessToken(knowledge, answer) {
    const { headers } = answer.request;
    const [, scheme, accessToken = ''] = /^(Bearer|DPoP) (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
    if (scheme === undefined) {
        challenge(answer, 'Bearer');
        return undefined;
    }
    const isDpop = scheme.toLowerCase() === 'dpop';
    const { fault, thumbprint } = isDpop
        ? await readDpopProof(knowledge, answer.request, accessToken)
        : {};
    const issued = knowledge.accessTokens.get(accessToken);
    const isRight = issued &&
        !issued.grant.revoked &&
        issued.expiresAt > knowledge.now() &&
        // RFC 9449 §7.1: what is bound to a key is no Bearer token, and what is not bound no DPoP token
        issued.thumbprint === thumbprint &&
        isDpop === (thumbprint !== undefined);
    if (isRight && !fault)
        return issued;
    challenge(answer, isDpop ? 'DPoP' : 'Bearer', fault?.[0] ?? 'invalid_token');
    return undefined;
}
function challenge(answer, scheme, error) {
    const algs = scheme === 'DPoP' ? [`algs="${dpopAlgorithms.join(' ')}"`] : [];
    const parameters = [...(error ? [`error="${error}"`] : []), ...algs].join(', ');
    answer.status = 401;
    answer.headers.set('www-authenticate', `${scheme} ${parameters}`.trim());
    answer.body = error ? { error } : {};
}

export { answerApi, answerUserInfo };
