/** What a hash says, in wire spelling. Nothing in it is believed. */
export type Answer = Readonly<Record<string, string | undefined>>

/** A hash that may be an answer. */
export interface HashAnswer {
  /** Without the marks in front: what makes two answers the same. */
  readonly text: string
  readonly answer: Answer
  /** RFC 6749 §3.1: a parameter is there twice, so that two readers could read two things. */
  readonly isAmbiguous: boolean
}

const PARAMETER =
  /^((access|id|refresh)_token|token_type|expires_in|scope|code|state|error(_description)?)$/

/**
 * Reads a hash, with or without `#`, and with the `/` that a hash router may have put there. A
 * parameter without a value is none (RFC 6749 §3.1).
 */
export function readHash(hash: string): HashAnswer {
  const text = hash.replace(/^#?\/?/, '')
  // a ? that the parameters begin with is part of a name, or a route's
  const parameters = new URLSearchParams(text.replace(/^\?/, '%3F'))
  const known = [...parameters].filter(([name]) => PARAMETER.test(name))
  return {
    text,
    answer: Object.fromEntries(known.filter(([, value]) => value)),
    isAmbiguous: new Map(known).size < known.length,
  }
}

/** What other readers make of a parameter that is there twice. */
export const hasLists = (answer: object) =>
  Object.entries(answer).some(([name, value]) => PARAMETER.test(name) && Array.isArray(value))

export const hasTokens = ({ access_token, id_token, refresh_token }: Answer) =>
  access_token || id_token || refresh_token
