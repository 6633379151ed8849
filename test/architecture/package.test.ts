import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { missingFrom } from '../../scripts/complete-lock.mjs'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The files below a folder, those in folders of its own too. */
async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  const files = found.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => relative(join(root, folder), join(parentPath, name)))
}

const distFiles = () => filesBelow('dist')

describe('the packed package', () => {
  let folder: string
  let tarball: string
  let files: string[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postern-pack-'))
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: root,
    })
    const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
    tarball = join(folder, packed.filename)
    files = packed.files.map(({ path }) => path)
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('holds dist, the guides and the texts for users, and nothing else', async () => {
    const dist = (await distFiles()).map((file) => `dist/${file}`)
    const guides = (await filesBelow('docs'))
      .filter((file) => file.endsWith('.md') && !file.startsWith('api/'))
      .map((file) => `docs/${file}`)
    const texts = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'docs/llms.txt']
    expect(files.sort()).toEqual(['package.json', ...texts, ...guides, ...dist].sort())
  })

  test('has types that resolve in every module system (attw)', async () => {
    await run(process.execPath, [
      join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'),
      tarball,
      '--no-color',
    ])
  })

  test('follows the rules for packages (publint)', async () => {
    await run(process.execPath, [
      join(root, 'node_modules/publint/src/cli.js'),
      'run',
      tarball,
      '--strict',
    ])
  })
})

test('depends on js-cookie alone and runs no script when installed', async () => {
  const { dependencies, peerDependencies, peerDependenciesMeta, optionalDependencies, scripts } =
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  expect({ dependencies: Object.keys(dependencies), optionalDependencies }).toEqual({
    dependencies: ['js-cookie'],
  })
  const optional = { optional: true }
  expect(Object.keys(peerDependencies)).toEqual(['react', 'vue'])
  expect(peerDependenciesMeta).toEqual({ react: optional, vue: optional })
  expect(
    Object.keys(scripts).filter((name) =>
      /^(pre|post)?(install|prepare)$|^dependencies$/.test(name),
    ),
  ).toEqual([])
})

describe('every lock file', async () => {
  const { stdout } = await run('git', ['ls-files', 'package-lock.json', '*/package-lock.json'], {
    cwd: root,
  })
  const locks = stdout.trim().split('\n')

  test.each(locks)('%s holds no download addresses', async (file) => {
    expect(await readFile(join(root, file), 'utf8')).not.toContain('"resolved": "http')
  })

  test.each(locks)(
    '%s names the optional packages of every platform, without which npm ci refuses it',
    async (file) => {
      expect(missingFrom(JSON.parse(await readFile(join(root, file), 'utf8')))).toEqual([])
    },
  )
})

describe('every file in dist/', async () => {
  const names = (await distFiles()).filter((name) => /\.c?js$/.test(name))
  const dist = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(root, 'dist', name), 'utf8') })),
  )
  const holding = (pattern: RegExp) =>
    dist.filter(({ text }) => pattern.test(text)).map(({ name }) => name)

  test('runs no text as code', () => {
    expect(holding(/\beval\b|\bFunction\s*\(/)).toEqual([])
  })

  test('writes no text as HTML', () => {
    expect(holding(/innerHTML|outerHTML|document\.write|insertAdjacentHTML/)).toEqual([])
  })

  test('posts messages to named origins alone', () => {
    expect(holding(/postMessage\([^)]*["'`]\*["'`]/)).toEqual([])
  })

  test('names no path of the machine that built it', () => {
    expect(dist.filter(({ text }) => text.includes(root)).map(({ name }) => name)).toEqual([])
  })
})

// A fresh context has no window, document, crypto or fetch: a script that touches one while it
// loads throws here.
test.each([
  ['postern.min.js', 'postern', 'createAuth'],
  ['postern-callback.min.js', 'posternCallback', 'relay'],
  ['postern-auth0.min.js', 'auth0', 'WebAuth'],
])('%s sets the global %s, does nothing else and needs nothing', async (file, global, member) => {
  const context: Record<string, Record<string, unknown>> = {}
  runInNewContext(await readFile(join(root, 'dist', file), 'utf8'), context)
  expect(Object.keys(context)).toEqual([global])
  expect(context[global]?.[member]).toBeTypeOf('function')
})

test('a worker, which has no page, can do a whole login with the built package', async () => {
  const built = (entry: string) => JSON.stringify(pathToFileURL(join(root, 'dist', entry)).href)
  const program = `
    import { parentPort } from 'node:worker_threads'
    import { createAuth, readResponse, safeReturnTo } from ${built('index.js')}
    import { createTestServer } from ${built('testing/index.js')}
    const server = createTestServer()
    const redirectUri = 'https://app.example/callback'
    const client = { domain: server.issuer, clientId: 'app', responseType: 'code', redirectUri }
    const auth = createAuth({ ...server, ...client })
    const callback = await server.answer(await auth.buildAuthorizeUrl('google-oauth2'))
    const { claims } = await auth.parseHash(callback)
    const popup = await auth.popup().catch(({ code }) => code)
    const { state } = readResponse(callback)
    const isOurs = claims.iss === server.issuer
    parentPort.postMessage([state.length, isOurs, safeReturnTo('/inbox', '/'), popup])
  `
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`))
  const [answer] = await once(worker, 'message')
  expect(answer).toEqual([64, true, '/', 'browser_required'])
  await worker.terminate()
})
