// A session needs a login that brings an access token and an ID Token for sure.
import type { Auth, AuthOptions } from '../../src/index.js'
import { createAuth } from '../../src/index.js'
import { createSession } from '../../src/session/index.js'
import { some } from './expect.js'

const code = some<Auth<'code'>>()
const either = some<Auth<'code' | 'token id_token'>>()
const bare = some<Auth>()

export const sessions = [createSession(code), createSession(either)]

// @ts-expect-error which tokens come is not known
createSession(bare)

// @ts-expect-error `token` alone: an ID Token may come, or not
createSession(some<Auth<'token'>>())

// @ts-expect-error `id_token` alone brings no access token
createSession(some<Auth<'code' | 'id_token'>>())

// @ts-expect-error options of any response type make a client of any
export const makeSession = (options: AuthOptions) => createSession(createAuth(options))

// who says less takes any client; who says more, none that says less
export const widened: Auth[] = [code, either]
// @ts-expect-error `token` is among them
export const narrowed: Auth<'code'> = bare
