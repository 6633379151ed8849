type ResponseTypeWord = 'code' | 'token' | 'id_token'

/** Every order of every selection of the words. */
type Combinations<Word extends string, First extends Word = Word> = First extends Word
  ? First | `${First} ${Combinations<Exclude<Word, First>>}`
  : never

/**
 * What the authorization endpoint is asked for: `code`, `token`, `id_token` or a combination, in
 * any order (RFC 6749 §3.1.1, OAuth 2.0 Multiple Response Type Encoding Practices §3, §5). Sent as
 * written, compared as a set.
 */
export type ResponseType = Combinations<ResponseTypeWord>

/** Whether a response type holds a word, at the type level. */
export type Asks<
  R extends string,
  Word extends string,
> = ` ${R} ` extends `${string} ${Word} ${string}` ? true : false

/** Whether a list of words separated by spaces, a response type or scope say, holds a word. */
export function hasWord(words: string | undefined, word: string): boolean {
  return ` ${words} `.includes(` ${word} `)
}

/**
 * Whether a login must bring an ID Token, from the front channel or with its code; only `token`
 * alone need not (OpenID Connect Core §3.1.3.3).
 */
export const expectsIdToken = (responseType: string, scope: string) =>
  responseType !== 'token' && hasWord(scope, 'openid')

/** The words in one fixed order: two response types that ask for the same become the same text. */
export function sortWords(words: string): string {
  return words.split(' ').sort().join(' ')
}

/** One to three of the words, each at most once, in the order of {@link sortWords}. */
const SORTED = /^(code( id_token)?( token)?|id_token( token)?|token)$/

export function isResponseType(value: unknown): value is ResponseType {
  return typeof value === 'string' && SORTED.test(sortWords(value))
}
