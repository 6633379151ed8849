import { afterAll, describe } from 'vitest'
import { type AnswerKind, answers } from './support/answers.js'
import { compare } from './support/compare.js'
import { type OwnBookCase, observeOwnBook } from './support/own-book.js'
import { pairwise } from './support/pairwise.js'
import { startTenant } from './support/tenant.js'
import { ownBookDifferences } from './wanted/own-book.js'

const tenant = await startTenant()
afterAll(tenant.close)

const pairs = pairwise<OwnBookCase>({
  responseType: ['token id_token', 'token', 'id_token', 'code id_token'],
  answer: Object.keys(answers) as AnswerKind[],
  handed: ['nothing', 'state', 'state and nonce', 'another state', 'another nonce'],
  method: ['parseHash', 'validateAuthenticationResponse'],
})
// an error goes another way through either method
const plain = (['parseHash', 'validateAuthenticationResponse'] as const).map(
  (method): OwnBookCase => ({ responseType: 'token', answer: 'error', handed: 'state', method }),
)
const rows = [...pairs, ...plain].map((given) => ({ title: JSON.stringify(given), given }))

describe('a login whose book the app keeps', () => {
  compare(rows, ownBookDifferences, (library, given) => observeOwnBook(library, tenant, given))
})
