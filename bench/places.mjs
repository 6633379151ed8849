// Puts what was measured into the places that documents keep for it: between `<!-- bench: NAME -->`
// and `<!-- /bench: NAME -->`.

/** The three parts of a place; a formatter may have broken a mark over two lines. */
const placeOf = (name) => {
  const mark = (text) => `<!--\\s+${text.replace(/ /g, '\\s+')}\\s+-->`
  return new RegExp(`(${mark(`bench: ${name}`)})[\\s\\S]*?(${mark(`/bench: ${name}`)})`)
}

/** Puts a table, or a paragraph, into its place; throws where there is none. */
export function fillBlock(document, name, content) {
  const place = placeOf(name)
  if (!place.test(document)) throw new Error(`There is no place for "${name}"`)
  return document.replace(place, (_, start, end) => `${start}\n\n${content}\n\n${end}`)
}

/** Puts words into their place in a line; where there is none, the document stays as it is. */
export const fillWords = (document, name, words) =>
  document.replace(placeOf(name), (_, start, end) => `${start}${words}${end}`)
