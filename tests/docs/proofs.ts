import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What a cell of a page below docs/ links to, from the root. */
export const linksIn = (cell: string): string[] =>
  [...cell.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => path.join('docs', to.split('#')[0] ?? ''))

/** Where a title begins a test, or is the line of a table that one walks over: never a comment. */
export function standsIn(file: string, title: string): boolean {
  const lines = readFileSync(file, 'utf8').split('\n')
  const quoted = ["'", '"', '`'].flatMap((mark) => [`${mark}${title}${mark}`])
  return lines.some((line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && quoted.some((text) => line.includes(text)))
}
