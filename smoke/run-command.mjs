import { spawn } from 'node:child_process'

/**
 * @returns {Promise<string>} its standard output. Rejects with all that it printed if it fails, or
 * takes longer than `minutes`
 */
export function run(command, args, { cwd, env, minutes = 5 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows npm is a script, which only a shell starts.
      shell: process.platform === 'win32' && command === 'npm',
      timeout: minutes * 60_000,
    })
    let output = ''
    let everything = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      everything += chunk
    })
    child.stderr.on('data', (chunk) => {
      everything += chunk
    })
    child.on('error', reject)
    child.on('close', (status, signal) => {
      if (status === 0) resolve(output)
      else
        reject(
          new Error(`${command} ${args.join(' ')} ended with ${status ?? signal}\n${everything}`),
        )
    })
  })
}

export const node = (args, options) => run(process.execPath, args, options)
