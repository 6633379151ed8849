'use strict';

/** What an error says in production bundles: its code and a word, as in `invalid_token: alg`. */
const explain = (reason) => reason;

exports.explain = explain;
