// The plot of docs/benchmarks.md.
import { bySize, title } from './size-order.mjs'

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
