import { afterAll, describe } from 'vitest'
import { all } from '../support/all.js'
import { type AnswerKind, answers } from './support/answers.js'
import { compare } from './support/compare.js'
import { pairwise } from './support/pairwise.js'
import { observeSilentLogin, type SilentCase } from './support/silent-login.js'
import { startTenant } from './support/tenant.js'
import { silentDifferences } from './wanted/silent.js'

const tenant = await startTenant()
afterAll(tenant.close)

const answerKinds: SilentCase['answer'][] = [
  ...(Object.keys(answers) as AnswerKind[]).filter((answer) => !/state/.test(answer)),
  'login_required',
  'none at all',
]

/** Only where nothing comes the time has to run out. */
const timeoutFor = (answer: SilentCase['answer']) =>
  answer === 'none at all' ? { timeout: 300 } : { timeout: 20_000 }

const checks = pairwise({
  answer: answerKinds,
  responseType: ['token id_token', 'token', 'id_token', 'code', 'code token'],
  where: ['instance', 'call'],
  own: [{}, { state: 'own-state' }],
  call: [
    {},
    { appState: 'x', connection: 'c' },
    { scope: 'openid', audience: 'urn:api' },
    { usePostMessage: true, prompt: 'login' },
  ],
  instance: [
    {},
    { scope: 'openid email', responseMode: 'query' },
    { redirectUri: undefined },
    { redirectUri: 'https://other.example/cb' },
    { redirectUri: 'http://' },
  ],
}).map(({ answer, responseType, where, own, call, instance }) => {
  const given: SilentCase = {
    method: 'checkSession',
    instance: { ...instance, ...(where === 'instance' && { responseType }) },
    call: { ...timeoutFor(answer), ...call, ...own, ...(where === 'call' && { responseType }) },
    answer,
  }
  return { title: JSON.stringify(given), given }
})

const renewals = pairwise({
  answer: answerKinds,
  responseType: ['none', 'token id_token', 'token', 'id_token', 'code'],
  own: [{}, { state: 'own-state' }, { nonce: 'own-nonce' }],
  call: [
    {},
    { usePostMessage: true },
    { usePostMessage: true, postMessageDataType: 'auth0:renew' },
    { appState: 'x', scope: 'openid' },
  ],
}).map(({ answer, responseType, own, call }) => {
  const given: SilentCase = {
    method: 'renewAuth',
    instance: responseType === 'none' ? {} : { responseType },
    call: { ...timeoutFor(answer), ...call, ...own },
    answer,
  }
  return { title: JSON.stringify(given), given }
})

// each answer to a plain check: nothing hides behind a pair
const plain = answerKinds.map((answer) => {
  const given: SilentCase = {
    method: 'checkSession',
    instance: { responseType: 'token id_token' },
    call: timeoutFor(answer),
    answer,
  }
  return { title: JSON.stringify(given), given }
})

const plainRenewals = answerKinds
  .filter((answer) => /nobody asked for|refresh|only a code|login_required/.test(answer))
  .flatMap((answer) =>
    [
      { responseType: 'token' },
      { responseType: 'code' },
      { responseType: 'code', state: 'own-state' },
    ].map((own) => {
      const given: SilentCase = {
        method: 'renewAuth',
        instance: {},
        call: { ...timeoutFor(answer), ...own },
        answer,
      }
      return { title: JSON.stringify(given), given }
    }),
  )

describe('a login in a hidden frame', () => {
  const pairs = [...checks, ...renewals].filter((_, index) => all || index % 3 === 0)
  compare([...pairs, ...plain, ...plainRenewals], silentDifferences, (library, given) =>
    observeSilentLogin(library, tenant, given),
  )
})
