// ES module and CommonJS in one process: two copies of the library, which must know each other's
// errors.
import { createRequire } from 'node:module'
import * as esModule from 'postern'

const commonJs = createRequire(import.meta.url)('postern')

function errorOf({ createAuth }) {
  try {
    return createAuth({ domain: 'http://example.com', clientId: 'app', responseType: 'code' })
  } catch (error) {
    return error
  }
}

const outcomes = [
  esModule.AuthError !== commonJs.AuthError,
  esModule.isAuthError(errorOf(commonJs)),
  commonJs.isAuthError(errorOf(esModule)),
  errorOf(esModule) instanceof esModule.AuthError,
  errorOf(commonJs) instanceof commonJs.AuthError,
]
console.log(
  outcomes.every((outcome) => outcome === true)
    ? 'The copies know each other'
    : JSON.stringify(outcomes),
)
