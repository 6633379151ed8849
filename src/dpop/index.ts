export type { Dpop } from '../auth-options.js'
export { createDpop, type DpopOptions } from './create-dpop.js'
