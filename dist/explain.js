/**
 * What an error says in development builds and in Node: for every code and word what was found, and
 * what to do. Production bundles have `explain-nothing.ts` in its place, by `#explain` in
 * package.json. `{subject}` is what follows the word; the others are members of `detail`.
 */
const sentences = {
    'invalid_config: missing': '`{subject}` is missing or empty. Where it comes from an environment variable, see that ' +
        'the variable is set when the app is built.',
    'invalid_config: https': '`{subject}` is no absolute https URL. Give the whole address, https:// included; http is ' +
        'for loopback alone (localhost, *.localhost, 127.0.0.1, [::1]).',
    'invalid_config: fragment': '`{subject}` has a fragment. Leave out the # and all that follows it: the server puts its ' +
        'answer there.',
    'invalid_config: domain': '`domain` is missing, or more than a server. Give a host name, or an https URL with nothing ' +
        'but a path behind it. Where it comes from an environment variable, see that the variable is ' +
        'set when the app is built.',
    'invalid_config: clientId': '`clientId` is missing, or holds control characters. Where it comes from an environment ' +
        'variable, see that the variable is set when the app is built.',
    'invalid_config: clientSecret': '`clientSecret` is set, but everybody can read what a browser holds. Leave it out, and ' +
        'make the application a public one at the server (single page app, no client ' +
        'authentication).',
    'invalid_config: responseType': '`responseType` is missing, or none. Use `code`, `token`, `id_token` or several of these ' +
        'words, separated by single spaces. `code` is the one that standards recommend.',
    'invalid_config: responseMode': '`responseMode` is none that a page can read, or lists none for this `responseType`. Use ' +
        '`fragment`, `web_message`, or `query` with `code` alone: tokens in a query end in server ' +
        'logs. From `postern/providers`: another `responseType`, this one does not work there.',
    'invalid_config: scope': '`scope` is no text, or lacks `openid`, without which there is no ID Token. Add the word, or ' +
        'leave `id_token` out of `responseType`.',
    'invalid_config: openid': 'The scope lacks `openid`, without which there is no ID Token. Add the word; or leave it ' +
        "out of the client's `scope` too, and `id_token` out of `responseType`.",
    'invalid_config: algorithms': '`algorithms` is no list of asymmetric algorithms. Use names such as RS256, ES256, EdDSA; ' +
        'HMAC and `none` cannot be checked in a browser.',
    'invalid_config: leeway': '`leeway` is out of range. Give seconds, from 0 to 300.',
    'invalid_config: transactionTtl': '`transactionTtl` is no time. Give seconds, more than 0.',
    'invalid_config: timeout': '`timeout` is no time. Give milliseconds, more than 0, or Infinity for no limit.',
    'invalid_config: unusable': 'Something that was handed over cannot be used: reading it, or calling a function of it, ' +
        'failed. Look at the options, and at what this call was given.',
    'invalid_config: sub': '`sub` is no text. Give `claims.sub` of the login, or leave it out.',
    'invalid_config: signal': '`signal` is no AbortSignal. Give the one of an AbortController.',
    'invalid_config: window': '`window` is no window. Give what `open` returned, or leave it out.',
    'invalid_config: issuer': '`issuer` is no text. Give what `iss` is in the ID Tokens, letter by letter, or a list of ' +
        'its spellings.',
    'invalid_config: now': '`now` is no function.',
    'invalid_config: fetch': '`fetch` is no function.',
    'invalid_config: navigate': '`navigate` is no function.',
    'invalid_config: storage': '`storage` lacks one of the functions `get`, `set` and `remove`.',
    'invalid_config: dpop': '`dpop` is not what `createDpop()` of `postern/dpop` gives.',
    'invalid_config: endpoint': 'The server names no {subject} endpoint. Set `endpoints.{subject}` if it has one after ' +
        'all; else this cannot be done there.',
    'invalid_config: http-endpoint': 'The metadata of an https server names a {subject} without https. Do not use it; tell ' +
        'whoever runs the server.',
    'invalid_config: S256': 'The metadata lists challenge methods, and S256 is not among them. A code would be ' +
        'unprotected there (RFC 9700 §2.1.1); ask for PKCE with S256.',
    'invalid_config: owned': '`params.{subject}` is for Postern to set. Leave it out; where there is an option of that ' +
        'name, use the option.',
    'invalid_config: value': 'The value of `{subject}` cannot be sent: JSON cannot hold it.',
    'invalid_config: connection': 'The connection is no text. Was `authorize` or `popup` given as a click listener? Write ' +
        '`() => auth.authorize()`, or the event becomes the connection.',
    'invalid_config: max_age': '`params.max_age` is no number of seconds, 0 or more.',
    'invalid_config: organization': '`params.organization` is no text, or empty. Give the name or the `org_…` id of one.',
    'invalid_config: other-origin': '`redirectUri` is on another origin than this page, to which no popup or frame can hand ' +
        'its answer. Use a page of this origin, or `authorize`.',
    'invalid_config: appState': '`appState` cannot be kept: JSON cannot hold it (a cycle, or a BigInt).',
    'invalid_config: text': 'What should be read is no text. Give a hash, a query or a URL.',
    'invalid_config: keys': '`keys` is no list of JSON Web Keys.',
    'invalid_config: apis': '`apis` is no list of URLs.',
    'invalid_config: keep': '`keep` is none of `page`, `tab` and `browser`.',
    'invalid_config: session': 'This is no login that a session can be made of: it lacks an access token, or an ID Token. ' +
        'Use a `responseType` that brings both, keep `openid` in the scope, and adopt what `popup`, ' +
        '`parseHash` or `checkSession` gives.',
    'browser_required: page': 'This needs a page, and here is none (Node, or a worker). Call it in the browser; or give ' +
        '`redirectUri`, `storage` and `navigate`, with which a redirect works: popups and frames ' +
        'need a page.',
    'insecure_context: WebCrypto': 'This page has no WebCrypto: it came by http from another host than loopback. Serve it ' +
        'over https; `responseType: "token"` alone works without.',
    'storage_unavailable: storage': "The login could not be remembered: this origin's storage is blocked, or full. Offer " +
        '`popup`, which needs none; or pass `storage: cookieStorage()` from `postern/cookies`.',
    'state_too_large: appState': 'The login with its `appState` is too large to be remembered. Hand over less: an id, say, ' +
        'of what you keep yourself.',
    'state_missing: state': 'Tokens came without a state: nobody here asked for them. Begin a login, `authorize()`.',
    'state_unknown: state': 'No login here waits for this answer: it was used before, begun in another browser, or ' +
        'forgotten. Begin a new one, `authorize()`.',
    'state_unknown: opener': 'This window brings an answer, but the page that opened it is gone or did not wait. Close ' +
        'it, and begin again there.',
    'state_expired: time': 'The login took too long. Begin a new one, or raise `transactionTtl`.',
    'issuer_mismatch: iss': "The answer is from {actual}, but this client's `issuer` is {expected}. If that is the " +
        'same server, set `issuer` to what it calls itself, letter by letter; else the answer is ' +
        'an attack.',
    'issuer_mismatch: missing-iss': 'The answer does not say who it is from, though this server announces that it does (RFC ' +
        '9207). Some leave `iss` out of errors and of answers with an ID Token: then set ' +
        '`requireIss: false`.',
    'issuer_mismatch: metadata': 'The metadata is that of {actual}, not of {expected}. If that is the same server, say so: ' +
        '`discover(address, { issuer: … })` with what the metadata says.',
    'invalid_response: twice': 'A parameter stands in the answer more than once, so that two readers could read two ' +
        'things (RFC 6749 §3.1).',
    'invalid_response: nothing': 'The answer to this login holds neither tokens nor a code nor an error that can be ' +
        'recognised. See in the network log what the server sent, and which `responseType` it ' +
        'supports.',
    'invalid_response: error': 'The server refused with a word that means something else here, or repeats what was sent ' +
        '({description}).',
    'invalid_response: place': 'The answer came by {actual}, but {expected} was asked for. If that is how this server ' +
        'answers, set `responseMode: "{actual}"`; in a query it can be a code alone: use ' +
        '`responseType: "code"`.',
    'invalid_response: page': 'The code came to {actual}, but was sent to {expected}. Another server may have redirected ' +
        'it (RFC 9700 §4.4). Call `parseHash` on the page of `redirectUri`.',
    'invalid_response: missing': 'Asked for was {expected}, but {actual} came. See which response types the application ' +
        'allows at the server, or change `responseType`.',
    'invalid_response: responseType': 'This login was begun for {actual}, but this client takes {expected}. Complete it with a ' +
        'client of the same `responseType`.',
    'token_error: access_token': 'The token endpoint sent no access token, or one with characters that no header can hold. ' +
        'Some servers give one only where `scope` names an API.',
    'invalid_response: access_token': 'The access token has characters that no header can hold (RFC 6749 Appendix A.12).',
    'invalid_response: missing-token_type': 'The answer has no `token_type` (RFC 6749 §7.1). If this server always leaves it out, set ' +
        '`assumeBearer: true`.',
    'invalid_response: token_type': 'The access token is of another type than {expected}, which this client cannot use.',
    'invalid_response: expires_in': 'The lifetime `expires_in` is no number of seconds (RFC 6749 Appendix A.14).',
    'invalid_response: code_verifier': 'A code came, but the record of this login has no verifier for it (RFC 7636 §4.5). Who ' +
        'changes the records?',
    'invalid_token: missing': 'The token endpoint brought no ID Token, though the scope holds `openid` (OpenID Connect ' +
        'Core §3.1.3.3). For a server without OpenID Connect leave `openid` out of `scope`.',
    'invalid_token: jwt': 'The ID Token is no signed JWT. Encrypted ones cannot be read here.',
    'invalid_token: alg': 'The ID Token is signed by {actual}, but this client accepts {expected}. Set `algorithms` ' +
        'to what the server is known to use; HS256 and `none` prove nothing in a browser: change ' +
        "the application's signing algorithm at the server.",
    'invalid_token: typ': 'The token is of the class {actual}: that is no ID Token (RFC 8725 §3.11).',
    'invalid_token: crit': 'The ID Token demands an extension that is not understood (RFC 7515 §4.1.11).',
    'invalid_token: key': "Among the server's keys there is not exactly one for {expected} and the `kid` of the ID " +
        'Token. See what `endpoints.jwks` serves: an RSA key of less than 2048 bits counts as none, ' +
        'and so does one whose modulus is written with a zero in front (RFC 7518 §2).',
    'invalid_token: signature': 'The signature of the ID Token is wrong. It was changed on its way, or signed by somebody ' +
        'else.',
    'invalid_token: iss': "The ID Token is from {actual}, but this client's `issuer` is {expected}. If that is the " +
        'same server, set `issuer` to what the token says, letter by letter, the slash at its end ' +
        'too.',
    'invalid_token: aud': 'The ID Token is for {actual}, not for {expected}. See `clientId`.',
    'invalid_token: azp': 'The ID Token was issued to {actual}, not to {expected} (`azp`). Additional audiences are ' +
        'not trusted.',
    'invalid_token: sub': 'The answer is about another person than the one who is logged in here, or about nobody. ' +
        'Log in again.',
    'invalid_token: missing-sub': 'The answer of userinfo names no `sub`, so that nobody knows whom it is about (OpenID ' +
        'Connect Core §5.3.2). This server has a profile endpoint, but no userinfo: ask it ' +
        'yourself.',
    'invalid_token: exp': "The ID Token is expired: `exp` is {actual}, and has to be {expected} by this device's " +
        'clock. Is the clock right?',
    'invalid_token: iat': 'The ID Token is from the future: `iat` is {actual}, and has to be {expected} by this ' +
        "device's clock. Is the clock right?",
    'invalid_token: nbf': 'The ID Token is not valid yet: `nbf` is {actual}, and has to be {expected} by this ' +
        "device's clock. Is the clock right?",
    'invalid_token: auth_time': 'The login is older than `max_age` allows, or the server does not say how old: `auth_time` ' +
        'is {actual}, and has to be {expected}. Log in with `prompt: "login"`.',
    'invalid_token: org_id': 'The ID Token is for the organization {actual}, not for {expected}. Log in to that one.',
    'invalid_token: org_name': 'The ID Token is for the organization {actual}, not for {expected}. Names are in lower case.',
    'invalid_token: nonce': 'The ID Token belongs to another login: its `nonce` is not the one that was sent.',
    'invalid_token: missing-nonce': 'The server left the `nonce` out of the ID Token, so that it proves no login (OpenID ' +
        'Connect Core §3.1.3.7). Ask this server for an access token alone, or let an endpoint of ' +
        'your own redeem the code, which hands on no ID Token.',
    'invalid_token: at_hash': 'The access token is not the one that the ID Token was issued with: `at_hash` differs.',
    'invalid_token: missing-at_hash': 'The server left `at_hash` out of the ID Token, so that nothing ties the access token to ' +
        'it (OpenID Connect Core §3.2.2.10). Use `responseType: "code"`, or `"id_token"` alone; at ' +
        'Auth0, make the application OIDC conformant.',
    'invalid_token: c_hash': 'The code is not the one that the ID Token was issued with: `c_hash` differs.',
    'invalid_token: missing-c_hash': 'The server left `c_hash` out of the ID Token, so that nothing ties the code to it (OpenID ' +
        'Connect Core §3.3.2.11). Use `responseType: "code"`.',
    'popup_blocked: window': 'The browser opened no window. Call `popup` in the click, before any `await`; or set ' +
        '`onBlocked: "redirect"`.',
    'popup_closed: window': 'The window was closed before the login ended. Offer the button again. Did it show an error ' +
        "of the server? See whether `redirectUri` is one of the application's callback URLs there.",
    'aborted: signal': 'The call was given up by its `signal`.',
    'aborted: session': 'Somebody logged out, or another person logged in, while this call waited. Show what the ' +
        'session says now; do not repeat the call for another person.',
    'aborted: returned': 'The person came back to this page. Stop the spinner.',
    'aborted: navigate': 'This page could not be left: `navigate` failed.',
    'timeout: window': 'No answer came in the time that `timeout` gives. Offer the login again. If none ever comes: ' +
        "is `redirectUri` one of the application's callback URLs at the server, and does its page " +
        'call `parseHash` or load `postern/callback`?',
    'timeout: session': 'New tokens were asked for, by this tab or by another, and the server has not answered in ' +
        'time. The session stands, and the answer counts when it comes: try again later.',
    'timeout: server': '{subject} did not answer in time. Try again later; `timeout` says how long to wait.',
    'timeout: refresh': 'The token endpoint did not answer in time. The request goes on: ask again with the same ' +
        'refresh token, and get its answer.',
    'login_required: session': 'Nobody is logged in, or no longer. Show the login; what ended the session stands in ' +
        '`getState().error`. Where it ends with each access token, nothing can renew that: put ' +
        '`offline_access` into the scope, or set `silent: true`.',
    'network_error: unreachable': "{subject} could not be asked. Is it there, does it allow this page's origin (CORS: at " +
        'Auth0 "Allowed Web Origins"), and does the page\'s Content-Security-Policy have it in ' +
        '`connect-src`? A server whose keys no page may fetch: publish a copy, and set ' +
        '`endpoints.jwks`.',
    'network_error: answer': '{subject} answered {status} instead of the JSON that belongs there. See whether the ' +
        'address is right: `endpoints`, or `discover`.',
    'token_error: answer': '{subject} refused with {status}: {error} ({description}). `invalid_client`, or a demand ' +
        'for a secret: make the application a public one at the server. `invalid_grant`, or 401 for ' +
        'userinfo: the token is no longer good, log in again. 429, or 500 and more: try again later.',
    'token_error: json': '{subject} answered {status}, but not with the JSON that belongs there. See ' +
        'whether the address is right: `endpoints`, or `discover`. Some servers answer a form, as ' +
        'GitHub does: let an endpoint of your own ask them.',
    'token_error: missing-token_type': 'The token endpoint sent no `token_type` (RFC 6749 §5.1). If this server always leaves it ' +
        'out, set `assumeBearer: true`.',
    'token_error: token_type': 'The token endpoint sent an access token of another type than {expected}. For `DPoP` ' +
        'switch sender-constrained tokens on at the server; for `Bearer` leave `dpop` out.',
    'redirect_loop: redirects': 'This app went to the login three times within 30 s without anybody touching the page. ' +
        'Show what went wrong, and a button, instead of logging in again.',
    // the server's own words (RFC 6749 §4.1.2.1), and what most often lies behind them
    'invalid_request: server': 'The server cannot use this request: {error} ({description}). See whether the application ' +
        'there allows this `responseType`, and what is in `params`.',
    'unauthorized_client: server': 'The application may not log in this way: {error} ({description}). Allow the grant of this ' +
        '`responseType` for it at the server (at Auth0 Advanced Settings, Grant Types), or change ' +
        '`responseType`.',
    'unsupported_response_type: server': 'The server does not offer this `responseType`: {error} ({description}). Use `code`, or ' +
        'allow the other at the server.',
    'invalid_scope: server': 'The server does not give this scope: {error} ({description}). See `scope`, and what the ' +
        'application there may ask for.',
    '*: server': 'The server refused the login: {error} ({description}).',
};
/**
 * The sentence of a reason, with what it names filled in. At its end stands the reason itself,
 * unless that is the server's own word, which stands in the sentence.
 */
function explain(reason, detail) {
    const [, key = '', subject] = /^(\S+ \S+)(?: (.*))?$/.exec(reason) ?? [];
    const facts = { ...detail, subject };
    const sentence = sentences[key] ?? sentences['*: server'];
    const filled = sentence
        .replace(/\{(\w+)\}/g, (_, name) => quote(facts[name]))
        .replace(' (nothing)', '');
    return key === `${facts.error}: server` ? filled : `${filled} (${reason})`;
}
function quote(value) {
    if (value === undefined || value === null || value === '')
        return 'nothing';
    try {
        return typeof value === 'object' ? JSON.stringify(value).slice(0, 200) : `${value}`;
    }
    catch {
        return 'something that cannot be shown';
    }
}

export { explain, sentences };
