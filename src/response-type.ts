type ResponseTypeWord = 'code' | 'token' | 'id_token'

/** Every order of every selection of the words. */
type Combinations<Word extends string, First extends Word = Word> = First extends Word
  ? First | `${First} ${Combinations<Exclude<Word, First>>}`
  : never

/**
 * What the authorization endpoint is asked for: `code`, `token`, `id_token` or a combination, in any order
 * (RFC 6749 §3.1.1, OAuth 2.0 Multiple Response Type Encoding Practices §3, §5). Sent as written, compared as a set.
 */
export type ResponseType = Combinations<ResponseTypeWord>

/** Whether a response type holds a word, at the type level. */
export type Asks<R extends string, Word extends string> = ` ${R} ` extends `${string} ${Word} ${string}` ? true : false

/** The words in one fixed order, so that two response types that ask for the same are the same text; undefined if it is none. */
export function normalizeResponseType(responseType: unknown): string | undefined {
  const words = String(responseType).split(' ').sort()
  const known = words.every((word, index) => /^(code|token|id_token)$/.test(word) && word !== words[index - 1])
  return known ? words.join(' ') : undefined
}
