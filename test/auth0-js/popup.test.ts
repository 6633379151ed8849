import { afterAll, describe } from 'vitest'
import { type AnswerKind, answers } from './support/answers.js'
import { compare } from './support/compare.js'
import { pairwise } from './support/pairwise.js'
import { observePopupLogin, type PopupCase } from './support/popup-login.js'
import { startTenant } from './support/tenant.js'
import { popupDifferences } from './wanted/popup.js'

const tenant = await startTenant()
afterAll(tenant.close)

/** An answer with a state of somebody else's, or none, is waited out: popups.test.ts has those. */
const answerKinds = (Object.keys(answers) as AnswerKind[]).filter(
  (answer) => !/state|nothing/.test(answer),
)

const rows = pairwise({
  answer: answerKinds,
  responseType: ['token id_token', 'token', 'id_token', 'code', 'code id_token'],
  where: ['instance', 'call'],
  own: [{}, { state: 'own-state' }, { nonce: 'own-nonce' }],
  call: [
    {},
    { connection: 'google-oauth2', appState: { return_to: '/inbox' } },
    { popupOptions: { width: 300, height: 200, top: 5, left: 7, menubar: 'no' }, scope: 'openid' },
    { clientId: 'other', login_hint: 'zoe', domain: 'd' },
    { popupOptions: { left: 0, top: 0, resizable: 'yes', height: undefined } },
    { popupOptions: { width: 0 }, organization: 'org_1', audience: 'urn:api' },
  ],
  isPreloaded: [false, true],
}).map(({ answer, responseType, where, own, call, isPreloaded }) => {
  const given: PopupCase = {
    instance: where === 'instance' ? { responseType } : {},
    call: { ...call, ...own, ...(where === 'call' && { responseType }) },
    answer,
    isPreloaded,
  }
  return { title: JSON.stringify(given), given }
})

// each answer to a plain login: nothing hides behind a pair
const plain = [...answerKinds, 'tokens nobody asked for' as const].map((answer, index) => {
  const given: PopupCase = {
    instance: { responseType: index < answerKinds.length ? 'token id_token' : 'token' },
    call: {},
    answer,
    isPreloaded: false,
  }
  return { title: JSON.stringify(given), given }
})

describe('a login in a popup', () => {
  compare([...rows, ...plain], popupDifferences, (library, given) =>
    observePopupLogin(library, tenant, given),
  )
})
