// From the numbers of a run to the tables of docs/benchmarks.md and the plot.

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

const bySize = ({ sizes }) => sizes.toSorted((a, b) => a.brotli - b.brotli)
const title = ({ name, version }) => (version ? `${name} ${version}` : name)

/** The promises about size and speed, and what the run says. */
function targets({ imports, startUp, authorize, callback, growth }) {
  const size = (label, limit) => ({
    what: `${label}, brotli`,
    most: `${number(limit)} bytes`,
    value: imports.find((row) => row.label === label).brotli,
    limit,
  })
  const times = (what, rows, name, base, limit) => {
    const value = named(rows, name).microseconds / named(rows, base).microseconds
    return { what, most: `${limit} times`, value, limit, shown: `${value.toFixed(2)} times` }
  }
  const grown = (what, appStateBytes, limit) => {
    const value = Math.max(
      ...growth
        .filter((row) => row.appStateBytes === appStateBytes)
        .map((row) => row.cookieHeaderBytes),
    )
    return { what, most: `${number(limit)} bytes`, value, limit }
  }
  const slower = (what, call, appStateBytes) => {
    const rows = growth.filter((row) => row.appStateBytes === appStateBytes)
    const value = Math.max(...rows.map((row) => row[call])) / rows[0][call]
    return { what, most: '1.5 times', value, limit: 1.5, shown: `${value.toFixed(2)} times` }
  }
  return [
    size('createAuth', 5400),
    size('postern/callback', 500),
    size('buildAuthorizeUrl', 700),
    times('start-up beside the hand-written login', startUp, 'postern', 'hand-written', 1.5),
    times(
      'authorize URL, web storage, beside primitives',
      authorize,
      'postern, web storage',
      'primitives',
      5,
    ),
    times(
      'authorize URL, cookies, beside primitives and cookie',
      authorize,
      'postern, cookies',
      'primitives, cookie read and written',
      2.5,
    ),
    times(
      'callback, beside one subtle.verify',
      callback,
      'postern, token id_token',
      'one subtle.verify',
      6,
    ),
    grown('Cookie header after 1,000 abandoned logins', 0, 2000),
    grown('the same with an appState of 1 kB each', 1000, 4000),
    slower('authorize after 1,000 abandoned logins, beside after 1', 'authorize', 0),
    slower('parseHash after 1,000 abandoned logins, beside after 1', 'parseHash', 0),
    slower('authorize, appState of 1 kB', 'authorize', 1000),
    slower('parseHash, appState of 1 kB', 'parseHash', 1000),
  ]
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
  const unit = (row) => row.shown ?? `${number(row.value)} bytes`
  return {
    targets: table(
      ['what', 'at most', 'this run', ''],
      targets(result).map((row) => [
        row.what,
        row.most,
        unit(row),
        row.value <= row.limit ? 'met' : '**not met**',
      ]),
      [1, 2],
    ),
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
      ['primitives', 'primitives, cookie read and written'],
      'call',
    ),
    callback: timed(result.callback, ['one subtle.verify'], 'call'),
    growth: table(
      ['abandoned logins', 'appState', 'Cookie header', 'authorize, µs', 'parseHash, µs'],
      result.growth.map((row) => [
        number(row.abandoned),
        row.appStateBytes ? '1 kB each' : 'none',
        number(row.cookieHeaderBytes),
        number(row.authorize),
        number(row.parseHash),
      ]),
      [0, 2, 3, 4],
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

/** Puts a table into its place in a document. */
export function fillTable(document, name, content) {
  const [start, end] = [`<!-- bench: ${name} -->`, `<!-- /bench: ${name} -->`]
  const [before, rest] = document.split(start)
  if (!rest?.includes(end)) throw new Error(`There is no place for "${name}"`)
  return `${before}${start}\n\n${content}\n\n${end}${rest.slice(rest.indexOf(end) + end.length)}`
}

/** Bars of brotli bytes by library; the colours follow the reader's light or dark page. */
export function drawSizes(result) {
  const rows = bySize(result)
  const most = rows.at(-1).brotli
  const [left, width, step] = [210, 430, 30]
  const kilobytes = ({ brotli }) => (brotli / 1000).toFixed(1)
  const bars = rows.map((row, index) => {
    const y = 52 + index * step
    const length = Math.max(2, (row.brotli / most) * width)
    const end = (left + length + 8).toFixed(1)
    const kind = row.name === 'postern' ? ' class="own"' : ''
    return `  <text x="${left - 10}" y="${y + 14}" text-anchor="end">${title(row)}</text>
  <rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="18" rx="2"${kind}/>
  <text x="${end}" y="${y + 14}">${kilobytes(row)}</text>`
  })
  const height = 64 + rows.length * step
  const inWords = rows.map((row) => `${title(row)} ${kilobytes(row)}`).join(', ')
  const heading = `Login code by library, minified and brotli-compressed, in kB: ${inWords}`
  const size = `viewBox="0 0 720 ${height}" width="720" height="${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title">
  <title id="title">${heading}</title>
  <style>
    svg { background: #ffffff }
    text { font: 13px system-ui, sans-serif; fill: #24292f }
    .head { font-weight: 600 }
    rect { fill: #8c959f }
    .own { fill: #0969da }
    @media (prefers-color-scheme: dark) {
      svg { background: #0d1117 }
      text { fill: #e6edf3 }
      rect { fill: #6e7681 }
      .own { fill: #4493f8 }
    }
  </style>
  <text x="20" y="28" class="head">Login code by library, minified + brotli, kB</text>
${bars.join('\n')}
</svg>
`
}
