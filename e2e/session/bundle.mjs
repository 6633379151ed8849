import { mkdtemp } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as esbuild from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = `${root}node_modules/.cache/`

/** A page's script, with the library built from its sources. */
export async function bundleForPage(file) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
  })
  return outputFiles[0].text
}

/** `postern/testing`, from its sources, for a runner that reads no TypeScript. */
export async function importTestingKit() {
  const folder = await mkdtemp(`${cache}postern-testing-`)
  await esbuild.build({
    entryPoints: [`${root}src/testing/index.ts`],
    bundle: true,
    outfile: `${folder}/index.mjs`,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
  })
  return import(pathToFileURL(`${folder}/index.mjs`).href)
}
