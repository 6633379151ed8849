import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { entries as packageEntries } from '../../scripts/entries.mjs'

/**
 * What users may import. A name that is added, renamed or dropped here is a public change: README
 * and CHANGELOG come with it.
 */
const entries = {
  index: {
    values: [
      'AuthError',
      'buildAuthorizeUrl',
      'createAuth',
      'discover',
      'isAuthError',
      'readResponse',
      'safeReturnTo',
      'verifyIdToken',
    ],
    types: [
      'AccessTokenResult',
      'Auth',
      'AuthErrorCode',
      'AuthErrorDetail',
      'AuthErrorOptions',
      'AuthOptions',
      'AuthResult',
      'AuthorizationResponse',
      'AuthorizeParams',
      'AuthorizeRequest',
      'CommonResult',
      'DiscoverOptions',
      'DiscoveredOptions',
      'Endpoints',
      'IdTokenClaims',
      'IdTokenExpectations',
      'IdTokenResult',
      'LogoutOptions',
      'PopupRequest',
      'PosternErrorCode',
      'PublicJwk',
      'RefreshRequest',
      'ResponseMode',
      'ResponseModes',
      'ResponseType',
      'SigningAlgorithm',
      'SilentRequest',
      'TokenResult',
      'Transaction',
      'TransactionStorage',
      'UserInfo',
      'UserInfoRequest',
      'WindowRequest',
    ],
  },
  'auth0-js/index': {
    values: ['Authentication', 'Management', 'WebAuth', 'default', 'version'],
    types: [
      'AdfsUserProfile',
      'Auth0Callback',
      'Auth0Challenge',
      'Auth0DecodedHash',
      'Auth0DelegationToken',
      'Auth0Error',
      'Auth0Identity',
      'Auth0ParseHashError',
      'Auth0Result',
      'Auth0UserProfile',
      'AuthOptions',
      'AuthorizeOptions',
      'AuthorizeUrlOptions',
      'BaseAuthOptions',
      'Captcha',
      'CaptchaTemplates',
      'CatpchaConfiguration',
      'ChangePasswordOptions',
      'CheckSessionOptions',
      'ConsentRequiredErrorCode',
      'CredentialsOptions',
      'CrossOriginAuthentication',
      'CrossOriginLoginOptions',
      'DBConnection',
      'DbSignUpOptions',
      'DbSignUpResults',
      'DefaultDirectoryLoginOptions',
      'DefaultLoginOptions',
      'DelegationOptions',
      'DoneCallback',
      'InteractionRequiredErrorCode',
      'LibErrorCodes',
      'LoginOptions',
      'LoginRequiredErrorCode',
      'LogoutOptions',
      'ManagementOptions',
      'MicrosoftUserProfile',
      'Office365UserProfile',
      'ParseHashOptions',
      'PasswordlessAuthOptions',
      'PasswordlessAuthentication',
      'PasswordlessLoginOptions',
      'PasswordlessStartAuthParams',
      'PasswordlessStartOptions',
      'PasswordlessVerifyOptions',
      'Popup',
      'PopupAuthorizeOptions',
      'PopupCallbackOptions',
      'PopupHandle',
      'PopupHandler',
      'PopupPasswordlessOptions',
      'PopupPosition',
      'PreloadOptions',
      'Redirect',
      'RenewAuthOptions',
      'ResourceOwnerLoginOptions',
      'SpecErrorCodes',
      'SsoDataResult',
      'SsoSessionFoundResult',
      'SsoSessionNotFoundResult',
      'TokenProvider',
      'Untyped',
    ],
  },
  callback: { values: ['relay'], types: [] },
  cookies: { values: ['cookieStorage'], types: ['CookieStorageOptions'] },
  'dpop/index': { values: ['createDpop'], types: ['Dpop', 'DpopOptions'] },
  'providers/index': {
    values: [
      'authentik',
      'azureB2C',
      'cognito',
      'discord',
      'entra',
      'entraExternalId',
      'facebook',
      'fusionAuth',
      'google',
      'keycloak',
      'logto',
      'okta',
      'spotify',
      'twitch',
    ],
    types: [
      'AuthentikOptions',
      'AzureB2COptions',
      'CognitoOptions',
      'EitherOrder',
      'EntraExternalIdOptions',
      'EntraOptions',
      'EntraResponseType',
      'FusionAuthOptions',
      'KeycloakOptions',
      'LogtoOptions',
      'OktaOptions',
      'Provider',
    ],
  },
  react: { values: ['Guard', 'useSession'], types: ['GuardProps'] },
  'session/index': {
    values: ['createSession'],
    types: ['Session', 'SessionOptions', 'SessionResponseType', 'SessionState', 'TokenRequest'],
  },
  'testing/index': {
    values: ['createTestServer', 'generateTestKey'],
    types: [
      'PlaywrightRoute',
      'RenewalFault',
      'TestAnswer',
      'TestBody',
      'TestClaims',
      'TestEndpoint',
      'TestEndpoints',
      'TestHeader',
      'TestKey',
      'TestRequest',
      'TestServer',
      'TestServerOptions',
      'TestUser',
    ],
  },
  vue: { values: ['useSession'], types: [] },
}

const dist = new URL('../../dist/', import.meta.url)
const require = createRequire(import.meta.url)

const strict: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
}

const declarations = (entry: string, extension: string) =>
  fileURLToPath(new URL(`${entry}.${extension}`, dist))
const program = ts.createProgram(
  Object.keys(entries).flatMap((entry) => [
    declarations(entry, 'd.ts'),
    declarations(entry, 'd.cts'),
  ]),
  strict,
)

/**
 * Names that a declaration file exports, those that exist at run time apart from those that are
 * types alone.
 */
function declaredNames(source: ts.SourceFile) {
  const checker = program.getTypeChecker()
  const symbol = checker.getSymbolAtLocation(source)
  const names = { values: [] as string[], types: [] as string[] }
  for (const exported of symbol ? checker.getExportsOfModule(symbol) : []) {
    const target =
      exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    names[target.flags & ts.SymbolFlags.Value ? 'values' : 'types'].push(exported.name)
  }
  return { values: names.values.sort(), types: names.types.sort() }
}

test('every entry of the package is in the list', () => {
  expect(Object.keys(entries).sort()).toEqual(packageEntries.map(({ output }) => output).sort())
})

describe.each(Object.entries(entries))('dist/%s', (entry, { values, types }) => {
  test('exports these values as an ES module', async () => {
    expect(Object.keys(await import(new URL(`${entry}.js`, dist).href)).sort()).toEqual(values)
  })

  test('exports the same from CommonJS', () => {
    expect(Object.keys(require(fileURLToPath(new URL(`${entry}.cjs`, dist)))).sort()).toEqual(
      values,
    )
  })

  test.each(['d.ts', 'd.cts'])(
    'declares these values and types in .%s, which needs no other types',
    (extension) => {
      const source = program.getSourceFile(declarations(entry, extension))
      if (!source) throw new Error('There is no such file')
      expect(
        ts.getPreEmitDiagnostics(program, source).map(({ messageText }) => messageText),
      ).toEqual([])
      expect(declaredNames(source)).toEqual({ values, types })
    },
  )
})
