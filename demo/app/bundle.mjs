import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const root = here('../../')

const scripts = ['main', 'callback-static', 'session', 'tour', 'mistakes']

/** The library as it was built, under the names that an app imports it by. */
function libraryEntries() {
  const { name, exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  const modules = Object.entries(exports).filter(([, entry]) => entry.import)
  return Object.fromEntries(
    modules.map(([path, entry]) => [name + path.slice(1), root + entry.import.default]),
  )
}

/**
 * Bundles the sample app with the built library: `{ scripts, style, files }`. Names carry a hash of
 * the content, so that a browser asks for each file once.
 */
export async function bundleApp() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: here('.'),
    entryPoints: [...scripts.map((script) => `browser/${script}.js`), 'assets/app.css'],
    outdir: here('out'), // a name only: nothing is written
    entryNames: '[name]-[hash]',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['development'], // whoever tries this wants errors that say what to do
    alias: libraryEntries(),
    nodePaths: [here('../node_modules')],
    external: ['/assets/*'],
    loader: { '.svg': 'dataurl' }, // small pictures come with the style sheet
    logLevel: 'silent',
  })
  const files = new Map(
    outputFiles.map(({ path, contents }) => [
      `/assets/${path.split(/[\\/]/).at(-1)}`,
      Buffer.from(contents),
    ]),
  )
  const urlOf = (entryPoint) => {
    const [output] = Object.entries(metafile.outputs).find(
      ([, { entryPoint: from }]) => from === entryPoint,
    )
    return `/assets/${output.split('/').at(-1)}`
  }
  return {
    files,
    scripts: Object.fromEntries(scripts.map((name) => [name, urlOf(`browser/${name}.js`)])),
    style: urlOf('assets/app.css'),
  }
}
