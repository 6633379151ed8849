// The integrity hash of each file for script tags, as the `integrity` attribute takes it
// (Subresource Integrity): npm run integrity
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const dist = new URL('../dist/', import.meta.url)

/** @returns {{ file: string, integrity: string }[]} */
export const scriptBuilds = () =>
  readdirSync(dist)
    .filter((name) => name.endsWith('.min.js'))
    .sort()
    .map((name) => {
      const hash = createHash('sha384').update(readFileSync(new URL(name, dist)))
      return { file: `dist/${name}`, integrity: `sha384-${hash.digest('base64')}` }
    })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, integrity } of scriptBuilds()) console.log(`${file} ${integrity}`)
}
