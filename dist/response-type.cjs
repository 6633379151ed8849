'use strict';

/** The words in one fixed order, so that two response types that ask for the same are the same text; undefined if it is none. */
function normalizeResponseType(responseType) {
    const words = String(responseType).split(' ').sort();
    const known = words.every((word, index) => /^(code|token|id_token)$/.test(word) && word !== words[index - 1]);
    return known ? words.join(' ') : undefined;
}

exports.normalizeResponseType = normalizeResponseType;
