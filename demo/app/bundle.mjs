import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Bundles the sample app with the built library: `{ script, style, callbackScript, files }`. Names
 * carry a hash of the content, so that a browser asks for each file once.
 */
export async function bundleApp() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: here('.'),
    entryPoints: ['browser/main.js', 'browser/callback-static.js', 'assets/app.css'],
    outdir: here('out'), // a name only: nothing is written
    entryNames: '[name]-[hash]',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    alias: {
      postern: here('../../dist/index.js'),
      'postern/callback': here('../../dist/callback.js'),
    },
    // js-cookie, when only the demo's own packages are installed
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
    script: urlOf('browser/main.js'),
    style: urlOf('assets/app.css'),
    callbackScript: urlOf('browser/callback-static.js'),
  }
}
