/** What an error says in production bundles: its code and a word, as in `invalid_token: alg`. */
export const explain = (reason: string): string => reason
