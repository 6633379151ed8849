import reference from 'auth0-js'
import postern from '../../../src/auth0-js/index.js'

/** What both have in common; they are called with what apps pass, whatever the types say. */
// biome-ignore lint/suspicious/noExplicitAny: wrong options are part of the comparison
type Loose = any

export interface Library {
  readonly WebAuth: new (options: Loose) => Loose
  readonly Authentication: new (options: Loose) => Loose
}

/** auth0-js itself. */
export const auth0Js = reference as unknown as Library
/** The entry that takes its place. */
export const entry = postern as unknown as Library
