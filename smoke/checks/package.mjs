import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { node, run } from '../run-command.mjs'

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))
const beside = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md']

// npm runs these in the app that installs the package.
const installScripts = ['preinstall', 'install', 'postinstall', 'prepare']

export const packageChecks = ({ tarball, files, consumer }) => {
  const installed = join(consumer, 'node_modules', 'postern')
  const manifest = readJson(join(installed, 'package.json'))
  return {
    'holds dist, docs and the pages beside them, and nothing else'() {
      const outside = files.filter((file) => !/^(dist|docs)\//.test(file))
      assert.deepEqual(outside.sort(), beside.sort())
    },

    'holds every file that package.json names'() {
      const named = (value) =>
        typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(named)
      const { main, module, types, unpkg, jsdelivr, exports, typesVersions } = manifest
      const paths = named([main, module, types, unpkg, jsdelivr, exports, typesVersions]).map(
        (path) => path.replace(/^\.\//, ''),
      )
      assert.ok(paths.length > 0)
      assert.deepEqual(
        paths.filter((path) => !files.includes(path)),
        [],
      )
    },

    async 'brings js-cookie and nothing else'() {
      const { dependencies } = JSON.parse(
        await run('npm', ['ls', '--omit=dev', '--all', '--json'], { cwd: consumer }),
      )
      const names = (tree) =>
        Object.entries(tree ?? {})
          // a peer that is optional, and not there, has none
          .filter(([, { version }]) => version)
          .map(([name, { dependencies }]) => [name, names(dependencies)])
      assert.deepEqual(names(dependencies), [['postern', [['js-cookie', []]]]])
    },

    'runs no script on installation'() {
      for (const name of ['postern', 'js-cookie']) {
        const { scripts = {} } = readJson(join(consumer, 'node_modules', name, 'package.json'))
        assert.deepEqual(
          installScripts.filter((script) => script in scripts),
          [],
          name,
        )
      }
    },

    async 'publint has nothing to say'() {
      const { messages, pkg } = await publint({ pack: { tarball: await arrayBuffer(tarball) } })
      assert.deepEqual(
        messages.map((message) => formatMessage(message, pkg)),
        [],
      )
    },

    async 'Are The Types Wrong? finds them right, in every way to resolve them'() {
      const cli = new URL(
        'dist/index.js',
        import.meta.resolve('@arethetypeswrong/cli/package.json'),
      )
      await node([fileURLToPath(cli), tarball, '--no-color', '--no-emoji'])
    },
  }
}

async function arrayBuffer(file) {
  const { buffer, byteOffset, byteLength } = readFileSync(file)
  return buffer.slice(byteOffset, byteOffset + byteLength)
}
