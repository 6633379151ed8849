/** The smallest first. */
export const bySize = ({ sizes }) => sizes.toSorted((a, b) => a.brotli - b.brotli)

/** A library with its version, if it has one. */
export const title = ({ name, version }) => (version ? `${name} ${version}` : name)
