import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { python } from './install.mjs'

const program = fileURLToPath(new URL('django-oauth-toolkit.py', import.meta.url))

/**
 * django-oauth-toolkit in a process of its own, which ends with this one.
 *
 * @param {object} options
 * @param {string} options.appOrigin
 * @param {Record<string, string[]>} options.applications redirect URIs by grant, which is also the
 * client id
 */
export async function startDjango({ appOrigin, applications }) {
  const host = 'django.localhost'
  const person = { name: 'robin', password: 'a gate by the river' }
  const folder = mkdtempSync(join(tmpdir(), 'postern-django-'))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const settings = {
    ...person,
    host,
    appOrigin,
    applications,
    database: join(folder, 'database'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    secret: randomUUID(),
  }
  const server = spawn(python, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(server, 'close')
  server.stdin.write(`${JSON.stringify(settings)}\n`)
  const [line] = await Promise.race([
    once(createInterface(server.stdout), 'line'),
    ended.then(([status]) => {
      throw new Error(`Django ended with status ${status}`)
    }),
  ])
  return {
    issuer: `http://${host}:${JSON.parse(line).port}/o`,
    person,
    async close() {
      server.stdin.end()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
