// npm leaves optional packages of other platforms out of a lock file when it cannot see them, and
// `npm ci` then refuses that file. This adds them by name, version and platform; npm keeps them
// from then on. Run it after adding a dependency: node scripts/complete-lock.mjs [folder]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'ppc64le',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

/**
 * @returns {[at: string, entry: object][]} of the optional packages that the lock file does not
 * name
 */
export function missingFrom({ packages }) {
  const missing = new Map()
  for (const [dependent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const at = `node_modules/${name}`
      if (packages[at] || packages[`${dependent}/${at}`]) continue
      const words = name.split('/').at(-1).split('-')
      const system =
        words.find((word) => systems.includes(word)) ?? (name === 'fsevents' && 'darwin')
      const processor = words.find((word) => processors.includes(word))
      const library = system === 'linux' && words.map((word) => libraries[word]).find(Boolean)
      missing.set(at, {
        version: range.replace(/^[~^]/, ''),
        ...(processor && { cpu: [processor] }),
        ...(dev && { dev }),
        ...(library && { libc: [library] }),
        optional: true,
        ...(system && { os: [system] }),
      })
    }
  }
  return [...missing]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(process.argv[2] ?? '.', 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingFrom(lock)
  const packages = [...Object.entries(lock.packages), ...missing].sort(([a], [b]) =>
    a.localeCompare(b, 'en'),
  )
  writeFileSync(
    file,
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
  )
  console.log(`${file}: ${missing.length} packages added`)
}
