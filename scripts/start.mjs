// npm start: installs what is missing, builds what is out of date, starts the demo, and says where
// it is. Programs wait for the line that begins with the word for that, so nothing before it may
// hold that word or an address: what npm and the build print is kept back and shown only if they
// fail.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const demo = join(root, 'demo')

const usage = `npm start                    the demo: an authorization server with every kind
                             of connection, an API, and a sample app
npm start -- --port 5000     the app at another port; the others follow it
npm start -- --cross-site    app and server on two sites, where browsers keep the server's
                             cookie out of the app's frames
npm start -- --verbose       prints the addresses of all servers
npm start -- --domain tenant.example.com --client-id abc123 [--connections one,two] [--audience …]
                             the sample app alone, against your own tenant`

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        'cross-site': { type: 'boolean' },
        verbose: { type: 'boolean' },
        domain: { type: 'string' },
        'client-id': { type: 'string' },
        connections: { type: 'string' },
        audience: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port))
      throw new Error('--port takes a number.')
    if ((values.domain === undefined) !== (values['client-id'] === undefined))
      throw new Error('--domain and --client-id go together.')
    return values
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`)
    process.exit(1)
  }
}

/** Runs npm in a folder, silently; rejects with everything it printed. */
function npm(folder, ...args) {
  const { npm_execpath: cli } = process.env
  const [command, ...before] = cli ? [process.execPath, cli] : ['npm']
  const child = spawn(command, [...before, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: !cli && process.platform === 'win32',
  })
  const printed = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => printed.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else
        reject(new Error(`npm ${args.join(' ')} failed in ${folder}:\n${Buffer.concat(printed)}`))
    })
  })
}

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'))

function isInstalled(folder) {
  const { dependencies = {}, devDependencies = {} } = readJson(folder, 'package.json')
  return Object.entries({ ...dependencies, ...devDependencies }).every(([name, wanted]) => {
    const manifest = join(folder, 'node_modules', name, 'package.json')
    if (!existsSync(manifest)) return false
    return !/^\d/.test(wanted) || readJson(manifest).version === wanted
  })
}

async function install(folder, what) {
  if (isInstalled(folder)) return
  console.log(`Installing ${what} …`)
  const quietly = ['--no-audit', '--no-fund']
  try {
    await npm(folder, 'ci', ...quietly)
  } catch {
    // npm ci refuses some lock files that npm wrote itself, where packages for other platforms are
    // missing
    await npm(folder, 'install', '--no-save', ...quietly)
  }
}

const newest = (folder) =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true }).map(
      (entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs,
    ),
  )

// A clone writes all files within a moment, in no order that means anything.
const aMoment = 10_000

function isBuilt() {
  const outputs = ['index.js', 'callback.js'].map((file) => join(root, 'dist', file))
  if (!outputs.every(existsSync)) return false
  return (
    newest(join(root, 'src')) <=
    Math.max(...outputs.map((file) => statSync(file).mtimeMs)) + aMoment
  )
}

async function build() {
  if (isBuilt()) return
  await install(root, 'the packages of the library')
  console.log('Building the library …')
  await npm(root, 'run', 'build')
}

const sayWhereElse = ({ movedPorts }) => {
  for (const { site, wanted, port } of movedPorts)
    console.log(`Port ${wanted} is taken, so ${site} is at port ${port}.`)
}

async function startWhole({ port, 'cross-site': crossSite = false, verbose }) {
  const { defaultPorts, startDemo } = await import('../demo/start.mjs')
  const shift = port === undefined ? 0 : Number(port) - defaultPorts.app
  const ports = Object.fromEntries(
    Object.entries(defaultPorts).map(([site, usual]) => [site, usual + shift]),
  )
  const running = await startDemo({ ports, sameSite: !crossSite })
  sayWhereElse(running)
  const { appUrl, tenantUrl, socialUrl, samlUrl, apiUrl, ldapUrl, account } = running
  const others = { tenant: tenantUrl, social: socialUrl, saml: samlUrl, api: apiUrl }
  const addresses = Object.entries({ ...others, directory: ldapUrl }).map((pair) => pair.join(' '))
  console.log(
    [
      `ready ${appUrl}`,
      ...(verbose ? addresses : []),
      `account ${account.email}`,
      `password ${account.password}`,
    ].join('  '),
  )
  console.log(
    'Open that address in a browser; the account logs in everywhere. Ctrl+C stops it all.',
  )
  return running
}

async function startAppAlone({ port, domain, 'client-id': clientId, connections, audience }) {
  const { startApp } = await import('../demo/start-app.mjs')
  const connectionNames = connections?.split(',').filter(Boolean)
  const running = await startApp({
    port: port && Number(port),
    domain,
    clientId,
    connectionNames,
    audience,
  })
  sayWhereElse(running)
  console.log(
    `ready ${running.appUrl}  tenant ${domain}  callback URL to allow there ${running.callbackUrl}`,
  )
  console.log('Open that address in a browser. Ctrl+C stops it.')
  return running
}

const options = readOptions()
if (options.help) {
  console.log(usage)
  process.exit(0)
}

let running
const stop = async () => {
  await running?.close()
  process.exit(0)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
process.once('SIGHUP', stop)
// Who ends npm ends the shell between npm and this process, which hears of it only by having
// another parent.
const parent = process.ppid
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid !== parent && stop(), 1000).unref()

try {
  await Promise.all([build(), install(demo, 'the packages of the demo')])
  running = await (options.domain ? startAppAlone(options) : startWhole(options))
} catch (error) {
  console.error(`The demo did not start.\n${error.message}`)
  process.exit(1)
}
