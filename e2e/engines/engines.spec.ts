import { casesInPages } from './cases.mjs'
import { runCases } from './run-cases.js'

runCases(casesInPages)
