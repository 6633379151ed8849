// The files of this folder are checked by the compiler alone (`tsc -p test`); nothing in them runs.

/**
 * Whether two types are the same: optional, readonly and null included, and `any` equal to nothing
 * but `any`.
 */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** An intersection written out as one object type. */
export type Plain<T> = { [K in keyof T]: T[K] } & {}

/** Compiles for `true` alone. */
export type Expect<T extends true> = T

/** A value of any type, for the compiler. */
export declare function some<T>(): T
