import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node } from '../run-command.mjs'

const compilers = { 'TypeScript 6': 'typescript', 'TypeScript 5.4': 'typescript-5' }

const resolutions = {
  bundler: { files: ['types.ts', 'script.ts'], module: 'esnext' },
  nodenext: { files: ['types.mts', 'types.cts'], module: 'nodenext' },
  node10: { files: ['types.ts'], module: 'commonjs' },
}

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
  noEmit: true,
}

export function typesChecks({ consumer }) {
  // One is compiled to imports, the other to require.
  for (const file of resolutions.nodenext.files)
    copyFileSync(join(consumer, 'types.ts'), join(consumer, file))
  return Object.fromEntries(
    Object.entries(compilers).flatMap(([compiler, specifier]) =>
      Object.entries(resolutions).map(([moduleResolution, { files, module }]) => [
        `${compiler}, ${moduleResolution}`,
        async () => {
          // TypeScript 6 still has node10, for those who say that they know it goes.
          const old =
            moduleResolution === 'node10' && specifier === 'typescript'
              ? { ignoreDeprecations: '6.0' }
              : {}
          const project = join(consumer, `tsconfig.${specifier}.${moduleResolution}.json`)
          writeFileSync(
            project,
            JSON.stringify({
              compilerOptions: { ...compilerOptions, ...old, module, moduleResolution },
              files,
            }),
          )
          await node([
            fileURLToPath(new URL('bin/tsc', import.meta.resolve(`${specifier}/package.json`))),
            '-p',
            project,
          ])
        },
      ]),
    ),
  )
}
