import { afterAll, describe } from 'vitest'
import { type AnswerKind, answers } from './support/answers.js'
import { compare } from './support/compare.js'
import { pairwise } from './support/pairwise.js'
import { observeRedirectLogin, type RedirectCase } from './support/redirect-login.js'
import { redirectUri, startTenant } from './support/tenant.js'
import { redirectDifferences } from './wanted/redirect.js'

const tenant = await startTenant()
afterAll(tenant.close)

interface Plan extends Pick<RedirectCase, 'answer' | 'hash' | 'instance' | 'call'> {
  readonly responseType: string
  readonly where: 'instance' | 'call'
  readonly own: { readonly state?: string; readonly nonce?: string }
  readonly parse: 'nothing' | 'own state' | 'own state and nonce' | 'responseType' | 'idp'
}

const cases = pairwise<Plan>({
  responseType: [
    'token id_token',
    'token',
    'id_token',
    'code',
    'code id_token',
    'code token id_token',
  ],
  where: ['instance', 'call'],
  answer: Object.keys(answers) as AnswerKind[],
  hash: ['page', 'option', 'bare option', 'with a slash'],
  own: [
    {},
    { state: 'own-state' },
    { nonce: 'own-nonce' },
    { state: 'own-state', nonce: 'own-nonce' },
  ],
  call: [
    {},
    { connection: 'google-oauth2', appState: { returnTo: '/inbox' } },
    { scope: 'openid read', appState: 'text' },
    { organization: 'org_1' },
    { organization: 'ACME', appState: 0 },
  ],
  instance: [
    {},
    { leeway: 10 },
    { leeway: 0, maxAge: 3600 },
    { scope: 'openid', audience: 'https://api.example' },
  ],
  parse: ['nothing', 'own state', 'own state and nonce', 'responseType', 'idp'],
})

// beside them, each answer to a login that is plain in every other way: nothing hides behind a pair
const plain = Object.keys(answers).flatMap((answer) =>
  ['token id_token', 'token'].map(
    (responseType): Plan => ({
      responseType,
      where: 'instance',
      answer: answer as AnswerKind,
      hash: 'page',
      own: {},
      call: {},
      instance: {},
      parse: 'nothing',
    }),
  ),
)

const rows = [...cases, ...plain].map((factors) => {
  const { responseType, where, answer, hash, own, call, instance, parse } = factors
  const given: RedirectCase = {
    instance: { redirectUri, ...instance, ...(where === 'instance' && { responseType }) },
    call: { ...call, ...own, ...(where === 'call' && { responseType }) },
    answer,
    hash,
    parse: {
      nothing: {},
      'own state': own.state ? { state: own.state } : {},
      'own state and nonce': own,
      responseType: { responseType },
      idp: { __enableIdPInitiatedLogin: true },
    }[parse],
  }
  return {
    title: JSON.stringify({ responseType, where, answer, hash, own, call, instance, parse }),
    given,
  }
})

describe('a login by redirect', () => {
  compare(rows, redirectDifferences, (library, given) =>
    observeRedirectLogin(library, tenant, given),
  )
})
