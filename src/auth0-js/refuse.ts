/** The way out, by what a method was for. */
const WAYS_OUT: readonly [purpose: RegExp, way: string][] = [
  [/signup/i, "authorize({ screen_hint: 'signup' })"],
  [/passwordless/, "authorize({ connection: 'email' })"],
  [/SSO/, 'checkSession()'],
  [/oken|del|Country|Man/, 'your server'],
  [/./, 'authorize() and its login page'],
]

/** Throws the Error of what auth0-js has, and this entry has not: why, and the way out. */
export function refuse(name: string): never {
  const [, way] = WAYS_OUT.find(([purpose]) => purpose.test(name)) as [RegExp, string]
  throw new Error(`${name}: no password or secret passes through here. Use ${way}`)
}

/** Methods of these names, each of which refuses. */
export const refusals = (owner: string, names: string): object =>
  Object.fromEntries(names.split(' ').map((name) => [name, () => refuse(owner + name)]))
