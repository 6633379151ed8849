// Everything the demo takes from npm oidc-provider, what is not public included: its version is
// pinned for that reason. On Node 20 the package warns on import that it prefers 22; all that is
// used here works there.
const { warn } = console
console.warn = () => {}
const { default: Provider, errors, interactionPolicy } = await import('oidc-provider')
console.warn = warn

export { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js'
export { default as useKeys } from 'oidc-provider/lib/helpers/initialize_keystore.js'
export { default as internalsOf } from 'oidc-provider/lib/helpers/weak_cache.js'
export { errors, interactionPolicy, Provider }
