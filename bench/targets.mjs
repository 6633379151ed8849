// The promises about size, speed and traces, and what a run says about them.

const number = (value) => Math.round(value).toLocaleString('en-US')

/** Bytes, and whether an entry is weighed on top of `createAuth`. */
const sizeTargets = [
  ['createAuth', 6950],
  ['postern/callback', 450],
  ['postern/cookies', 900, 'on top'],
  ['postern/session', 2050, 'on top'],
  ['postern/dpop', 850, 'on top'],
  ['postern/react', 210, 'on top'],
  ['postern/vue', 160, 'on top'],
  ['postern/auth0-js alone', 7800],
  ['postern/auth0-js', 3300, 'on top'],
]

const sizeTarget =
  ({ imports }) =>
  ([label, limit, onTop]) => ({
    what: onTop ? `${label}, ${onTop} of createAuth` : label,
    value: imports.find((row) => row.label === label).brotli,
    limit,
    unit: 'bytes',
  })

function ratioTarget(what, rows, name, base, limit) {
  const microsecondsOf = (wanted) => rows.find((row) => row.name === wanted).microseconds
  return { what, value: microsecondsOf(name) / microsecondsOf(base), limit, unit: 'times' }
}

/** What 1,000 abandoned logins leave, the most of all rows with this appState. */
function leftTargets({ growth }) {
  const most = (appStateBytes, member) =>
    Math.max(
      ...growth.filter((row) => row.appStateBytes === appStateBytes).map((row) => row[member]),
    )
  return [
    [0, 'after 1,000 abandoned logins'],
    [1000, 'the same with an appState of 1 kB each'],
  ].flatMap(([appStateBytes, when]) => [
    {
      what: `Cookie header, ${when}`,
      value: most(appStateBytes, 'cookieHeaderBytes'),
      limit: 0,
      unit: 'bytes',
    },
    { what: `records, ${when}`, value: most(appStateBytes, 'records'), limit: 5, unit: '' },
  ])
}

/** Five tabs at expiry, over all delays. */
function sessionTargets({ sessions }) {
  const own = sessions.filter(({ name }) => name === 'postern')
  const sum = (member) => own.reduce((total, row) => total + row[member], 0)
  const rounds = sum('rounds')
  return [
    {
      what: `five tabs at expiry, ${rounds} times: token requests`,
      value: sum('requests'),
      limit: rounds,
      unit: '',
      // fewer would mean that somebody had no new token
      isMet: sum('requests') === rounds,
    },
    { what: 'the same: failed calls', value: sum('failedCalls'), limit: 0, unit: '' },
    { what: 'the same: lost sessions', value: sum('lostSessions'), limit: 0, unit: '' },
  ]
}

/** Each promise, in words, and whether the run keeps it. */
export function judge(result) {
  const { startUp, authorize, callback } = result
  const targets = [
    ...sizeTargets.map(sizeTarget(result)),
    ratioTarget('start-up, beside the hand-written login', startUp, 'postern', 'hand-written', 1.5),
    ratioTarget(
      'authorize URL, beside primitives with the same storage accesses',
      authorize,
      'postern',
      'primitives, localStorage read and written',
      1.5,
    ),
    ratioTarget(
      'callback, its record in memory, beside one subtle.verify',
      callback,
      'postern, token id_token, in memory',
      'one subtle.verify',
      6,
    ),
    ...leftTargets(result),
    ...sessionTargets(result),
  ]
  return targets.map(({ what, value, limit, unit, isMet = value <= limit }) => ({
    what,
    atMost: `${limit.toLocaleString('en-US')} ${unit}`.trim(),
    thisRun: `${unit === 'times' ? value.toFixed(2) : number(value)} ${unit}`.trim(),
    isMet,
  }))
}
