// Part of `npm run lint`: no line of code, script or test has more than 100 columns, and no line
// of prose in Markdown more than 120, tables, links and code apart. The formatter wraps code; it
// leaves comments and texts alone.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const limits = [
  { files: /\.(ts|tsx|js|mjs|jsx|vue|svelte|css)$/, columns: 100 },
  { files: /\.md$/, columns: 120 },
]
const generated = /^(dist|docs\/api)\//
// A row of a table, or a line that is one word: a link cannot be broken.
const unbreakable = /^\s*(\||\S+$)/

const list = ['ls-files', '--cached', '--others', '--exclude-standard']
const files = execFileSync('git', list, { encoding: 'utf8' }).trim().split('\n')
let faults = 0
for (const { files: pattern, columns } of limits) {
  for (const file of files) {
    if (!pattern.test(file) || generated.test(file) || !existsSync(file)) continue
    const isProse = file.endsWith('.md')
    let inCode = false
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((line, index) => {
        if (isProse && line.startsWith('```')) inCode = !inCode
        const length = [...line].length
        if (length <= columns || (isProse && (inCode || unbreakable.test(line)))) return
        console.error(`${file}:${index + 1} has ${length} columns`)
        faults++
      })
  }
}
if (faults > 0)
  console.error(`${faults} lines are too long: ${limits[0].columns} columns for code.`)
process.exit(faults > 0 ? 1 : 0)
