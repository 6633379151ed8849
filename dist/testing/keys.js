/**
 * Makes a signing key. Making an RSA key takes long: make one for many test servers and hand it to
 * each as `key`.
 */
async function generateTestKey(algorithm = 'RS256') {
    const parameters = webCryptoParameters(algorithm);
    if (!parameters)
        throw new Error(`no test key can be made for ${algorithm}`);
    const pair = (await crypto.subtle.generateKey(parameters, true, [
        'sign',
        'verify',
    ]));
    return {
        ...bareKey(await crypto.subtle.exportKey('jwk', pair.privateKey)),
        alg: algorithm,
        kid: randomText(9),
    };
}
/** What a key set shows of a key. */
function publicKey({ kty, n, e, crv, x, y, alg, kid }) {
    // Through JSON, so that members this kind of key does not have are absent.
    return JSON.parse(JSON.stringify({ kty, n, e, crv, x, y, alg, kid, use: 'sig' }));
}
/**
 * A signed token in compact form (RFC 7515 §7.1). An algorithm nobody knows is only named: the
 * key's own signs.
 */
async function signToken(header, claims, key) {
    const input = `${encodeText(JSON.stringify(header))}.${encodeText(JSON.stringify(claims))}`;
    return `${input}.${await signature(input, String(header.alg), key)}`;
}
/** A token taken apart; undefined for what is no signed token in compact form. */
function readToken(token) {
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token))
        return undefined;
    try {
        const [header, claims] = token
            .split('.', 2)
            .map((part) => Object(JSON.parse(new TextDecoder().decode(decodeBytes(part)))));
        return { header, claims };
    }
    catch {
        return undefined;
    }
}
/** Whether the token's signature is that of the key; false for a key that is none. */
async function verifyToken(token, algorithm, key) {
    const parameters = webCryptoParameters(algorithm);
    const end = token.lastIndexOf('.');
    if (!parameters || parameters.kty !== key.kty)
        return false;
    try {
        return await crypto.subtle.verify(parameters, await crypto.subtle.importKey('jwk', bareKey(key), parameters, false, ['verify']), decodeBytes(token.slice(end + 1)), new TextEncoder().encode(token.slice(0, end)));
    }
    catch {
        return false;
    }
}
/** The thumbprint of a public key (RFC 7638 §3). */
async function jwkThumbprint({ crv, e, kty, n, x, y }) {
    // in the order of the alphabet; what a kind of key does not have is left out
    return sha256(JSON.stringify({ crv, e, kty, n, x, y }));
}
/**
 * `at_hash` or `c_hash`: the left half of the digest that belongs to the algorithm (OpenID Connect
 * Core §3.3.2.11).
 */
async function leftHalfHash(value, algorithm) {
    const digest = await crypto.subtle.digest(hashName(algorithm), new TextEncoder().encode(value));
    return encodeBytes(new Uint8Array(digest, 0, digest.byteLength / 2));
}
/** SHA-256 of a text in base64url, as in the S256 challenge of a verifier (RFC 7636 §4.2). */
async function sha256(text) {
    return encodeBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
/** Unguessable text without meaning, for codes, tokens and key ids. */
function randomText(bytes = 32) {
    return encodeBytes(crypto.getRandomValues(new Uint8Array(bytes)));
}
async function signature(input, algorithm, key) {
    if (algorithm.toLowerCase() === 'none')
        return '';
    const parameters = webCryptoParameters(algorithm) ?? webCryptoParameters(key.alg ?? '');
    if (!parameters || parameters.kty !== key.kty) {
        throw new Error(`a key of type ${key.kty} cannot sign ${algorithm}: put another into \`answer.key\``);
    }
    const signingKey = await crypto.subtle.importKey('jwk', bareKey(key), parameters, false, ['sign']);
    return encodeBytes(new Uint8Array(await crypto.subtle.sign(parameters, signingKey, new TextEncoder().encode(input))));
}
/**
 * One object that serves to make, import and use a key: WebCrypto reads from it what each call
 * needs.
 */
function webCryptoParameters(algorithm) {
    const parameters = (kty, name, namedCurve = '') => {
        const saltLength = Number(algorithm.slice(2)) / 8;
        return {
            kty,
            name,
            namedCurve,
            hash: hashName(algorithm),
            saltLength,
            modulusLength: 2048,
            publicExponent: Uint8Array.of(1, 0, 1),
        };
    };
    if (/^RS(256|384|512)$/.test(algorithm))
        return parameters('RSA', 'RSASSA-PKCS1-v1_5');
    if (/^PS(256|384|512)$/.test(algorithm))
        return parameters('RSA', 'RSA-PSS');
    if (/^HS(256|384|512)$/.test(algorithm))
        return parameters('oct', 'HMAC');
    if (algorithm === 'EdDSA' || algorithm === 'Ed25519')
        return parameters('OKP', 'Ed25519');
    const curve = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }[algorithm];
    return curve ? parameters('EC', 'ECDSA', curve) : undefined;
}
/** EdDSA is Ed25519 here, which hashes with SHA-512 (RFC 8032 §5.1). */
function hashName(algorithm) {
    return `SHA-${/(256|384|512)$/.exec(algorithm)?.[0] ?? 512}`;
}
/**
 * The key without the members that tie it to one use, so that an RSA key signs with every RSA
 * algorithm.
 */
function bareKey({ alg, use, key_ops, ext, ...material }) {
    return material;
}
function encodeText(text) {
    return encodeBytes(new TextEncoder().encode(text));
}
function encodeBytes(bytes) {
    return btoa(String.fromCharCode(...bytes))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');
}
function decodeBytes(text) {
    const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}

export { generateTestKey, jwkThumbprint, leftHalfHash, publicKey, randomText, readToken, sha256, signToken, verifyToken };
