// From the numbers of a run to the tables of docs/benchmarks.md.
import { bySize, title } from './size-order.mjs'
import { judge } from './targets.mjs'

const number = (value) => Math.round(value).toLocaleString('en-US')
const ratio = (value) => (value < 9.95 ? value.toFixed(value < 0.95 ? 2 : 1) : number(value))
const time = (microseconds) => (microseconds < 100 ? microseconds.toFixed(1) : number(microseconds))

function table(head, rows, alignRight) {
  const cells = [head, ...rows.map((row) => row.map((cell) => `${cell}`))]
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)))
  const pad = (cell, column) =>
    alignRight.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])
  const rule = widths.map((width, column) =>
    alignRight.includes(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [cells[0].map(pad), rule, ...cells.slice(1).map((row) => row.map(pad))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

const named = (rows, name) => rows.find((row) => row.name === name)

function timed(rows, measures, label) {
  const base = measures.map((name) => named(rows, name).microseconds)
  const body = rows.map(({ name, microseconds, fault }) =>
    microseconds === null
      ? [name, `not run: ${fault}`, ...measures.map(() => '–')]
      : [name, time(microseconds), ...base.map((one) => ratio(microseconds / one))],
  )
  return table([label, 'µs', ...measures.map((name) => `times ${name}`)], body, [
    1,
    ...measures.map((_, index) => index + 2),
  ])
}

const requestNames = {
  '/.well-known/jwks.json': 'keys',
  '/.well-known/openid-configuration': 'metadata',
  '/oauth/token': 'token',
}

/** Requests as a list of words; a preflight is one of its own. */
function listed({ requests, fault }) {
  const words = requests.map((request) =>
    request.startsWith('preflight') ? 'preflight' : (requestNames[request] ?? request),
  )
  const counted = [...new Set(words)].map((word) => [
    word,
    words.filter((other) => other === word).length,
  ])
  const list = counted.map(([word, count]) => (count > 1 ? `${count} × ${word}` : word)).join(', ')
  return `${list ? `${words.length}: ${list}` : 'none'}${fault && `; then “${fault}”`}`
}

export function tables(result, peers) {
  const smallest = result.sizes.find(({ name }) => name === 'postern').brotli
  const targets = judge(result)
  const missed = targets.filter(({ isMet }) => !isMet)
  return {
    targets: table(
      ['what', 'at most', 'this run', ''],
      targets.map(({ what, atMost, thisRun, isMet }) => [
        what,
        atMost,
        thisRun,
        isMet ? 'met' : '**not met**',
      ]),
      [1, 2],
    ),
    'not met':
      missed
        .map(({ what, atMost, thisRun }) => `- ${what}: ${thisRun}, at most ${atMost}`)
        .join('\n') || 'In this run every target is met.',
    size: table(
      ['library', 'minified', 'brotli', 'times postern', 'what these bytes can do'],
      bySize(result).map((row) => [
        title(row),
        number(row.minified),
        number(row.brotli),
        ratio(row.brotli / smallest),
        peers.find(({ name }) => name === row.name)?.features ??
          (row.name === 'postern'
            ? 'redirect, popup, silent login, all checks; stores no token'
            : 'the same for one app and one server, in RS256; no options, no error codes'),
      ]),
      [1, 2, 3],
    ),
    sources: table(
      ['file', 'characters', 'bytes saved without it'],
      result.sources.map(({ file, minified, bytes }) => [
        `\`${file}\``,
        number(minified),
        number(bytes),
      ]),
      [1, 2],
    ),
    'start-up': timed(result.startUp, ['hand-written'], 'program'),
    authorize: timed(
      result.authorize,
      ['primitives', 'primitives, localStorage read and written'],
      'call',
    ),
    callback: timed(result.callback, ['one subtle.verify'], 'call'),
    growth: table(
      [
        'abandoned logins',
        'appState',
        'Cookie header',
        'records',
        'characters',
        'buildAuthorizeUrl, µs',
        'parseHash, µs',
      ],
      result.growth.map((row) => [
        number(row.abandoned),
        row.appStateBytes ? '1 kB each' : 'none',
        ...[row.cookieHeaderBytes, row.records, row.characters].map(number),
        number(row.authorize),
        number(row.parseHash),
      ]),
      [0, 2, 3, 4, 5, 6],
    ),
    leftovers: table(
      [
        'library',
        'kept in',
        ...result.logins.leftovers[0].rows.map(({ abandoned }) => `after ${abandoned}`),
      ],
      result.logins.leftovers.map(({ name, rows, fault }) => {
        const inCookies = rows.some((row) => row.cookieHeaderBytes)
        const bytes = rows.map((row) => number(row.cookieHeaderBytes + row.stored))
        return [name, inCookies ? 'cookies' : 'web storage', ...bytes, ...(fault ? [fault] : [])]
      }),
      [2, 3, 4],
    ),
    requests: table(
      ['library', 'first login', 'next login'],
      result.logins.requests.map(({ name, first, next }) => [name, listed(first), listed(next)]),
      [],
    ),
    sessions: table(
      ['library', 'answer takes', 'token requests', 'failed calls', 'sessions lost'],
      result.sessions.map((row) => [
        row.name,
        row.delay ? `${row.delay} ms` : 'no time',
        `${number(row.requests)} in ${row.rounds} rounds`,
        `${number(row.failedCalls)} of ${number(row.calls)}`,
        number(row.lostSessions),
      ]),
      [1, 2, 3, 4],
    ),
    react: table(
      ['packages', 'minified', 'brotli', 'times postern'],
      result.react.map((row) => [
        row.packages.join(', '),
        number(row.minified),
        number(row.brotli),
        ratio(row.brotli / named(result.react, 'postern').brotli),
      ]),
      [1, 2, 3],
    ),
    unchecked: table(
      ['library', 'not checked in a response'],
      peers.map(({ name, unchecked }) => [name, unchecked]),
      [],
    ),
    machine:
      `Chromium ${result.chromium}, Node ${result.node.slice(1)}, ` +
      `${result.processors} processor cores, shared with other work during the run.`,
  }
}

const nameOf = (versioned) => versioned.replace(/ [\d.]+$/, '')

const plural = (count, one) =>
  `${count === 0 ? 'no' : number(count)} ${one}${count === 1 ? '' : 's'}`

/** What the README says of a run, by the name of its place. */
export function words({ sessions, react }) {
  // the slower answers are the likelier ones
  const slowest = Math.max(...sessions.map(({ delay }) => delay))
  const tabs = sessions.filter(({ delay }) => delay === slowest)
  return {
    'five tabs': tabs
      .map(
        (row) =>
          `${row.name}: ${plural(row.requests, 'request')}, ` +
          `${plural(row.failedCalls, 'failed call')}, ${plural(row.lostSessions, 'lost session')}`,
      )
      .join('; '),
    'react sizes': react
      .map((row) => `${row.packages.map(nameOf).join(' + ')}: ${number(row.brotli)} bytes`)
      .join('; '),
  }
}
