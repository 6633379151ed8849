import type { AuthOptions, ResponseModes } from '../auth-options.js'
import type { ResponseType } from '../response-type.js'

/**
 * What a provider's function gives: options to spread into `createAuth`. `R` are the response types
 * that the provider answers to a page without a client secret; with another one `createAuth` does
 * not compile, because `responseMode` says nothing of it. Left out, the mode is the default of
 * `createAuth` for each of them.
 */
export type Provider<R extends ResponseType> = Pick<
  AuthOptions,
  | 'domain'
  | 'issuer'
  | 'endpoints'
  | 'scope'
  | 'algorithms'
  | 'requireIss'
  | 'assumeBearer'
  | 'returnToName'
> & { readonly responseMode?: ResponseModes<R> }

/** Two words of a response type, in either order. */
export type EitherOrder<A extends string, B extends string> = `${A} ${B}` | `${B} ${A}`
