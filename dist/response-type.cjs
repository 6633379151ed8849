'use strict';

/** Whether a list of words separated by spaces, a response type or scope, holds a word. */
function hasWord(words, word) {
    return words.split(' ').includes(word);
}
/** The words in one fixed order: two response types that ask for the same become the same text. */
function sortWords(words) {
    return `${words}`.split(' ').sort().join(' ');
}
function isResponseType(value) {
    return typeof value === 'string' && /^(?=.)(code( |$))?(id_token( |$))?(token)?$/.test(sortWords(value));
}

exports.hasWord = hasWord;
exports.isResponseType = isResponseType;
exports.sortWords = sortWords;
