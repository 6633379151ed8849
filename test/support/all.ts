/**
 * Whether everything is asked for, as by `npm run test:all`: more rounds, and what takes long and
 * seldom tells anything.
 */
export const all = process.env.POSTERN_TESTS === 'all'
