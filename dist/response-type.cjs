'use strict';

/** Whether a list of words separated by spaces, a response type or scope say, holds a word. */
function hasWord(words, word) {
    return ` ${words} `.includes(` ${word} `);
}
/**
 * Whether a login must bring an ID Token, from the front channel or with its code; only `token`
 * alone need not (OpenID Connect Core §3.1.3.3).
 */
const expectsIdToken = (responseType, scope) => responseType !== 'token' && hasWord(scope, 'openid');
/** The words in one fixed order: two response types that ask for the same become the same text. */
function sortWords(words) {
    return words.split(' ').sort().join(' ');
}
/** One to three of the words, each at most once, in the order of {@link sortWords}. */
const SORTED = /^(code( id_token)?( token)?|id_token( token)?|token)$/;
function isResponseType(value) {
    return typeof value === 'string' && SORTED.test(sortWords(value));
}

exports.expectsIdToken = expectsIdToken;
exports.hasWord = hasWord;
exports.isResponseType = isResponseType;
exports.sortWords = sortWords;
