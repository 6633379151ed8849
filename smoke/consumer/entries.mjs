// One entry of the package at a time, where nothing of a page exists.
import { createRequire } from 'node:module'

const [specifier, ...names] = process.argv.slice(2)
const require = createRequire(import.meta.url)
for (const entry of [await import(specifier), require(specifier)]) {
  const missing = names.filter((name) => typeof entry[name] !== 'function')
  if (missing.length > 0)
    throw new Error(
      `${specifier} lacks ${missing.join(', ')}; it has ${Object.keys(entry).join(', ')}`,
    )
}
console.log('The entry works')
