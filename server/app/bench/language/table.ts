/** One line of the bench: a figure, and the bar that it has to hold where there is one. */
export interface Line {
  what: string
  figure: string
  bar?: string
  held?: boolean
  /** Said after everything else. */
  note?: string
}

/** A score as the other parts of the bench give it; shares from 0 to 1. */
export interface Row {
  what: string
  ours: number
  peer?: number
  bar?: number
  note?: string
}

const WHAT = 46
const FIGURE = 34
const KEPT = 16

export const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${(100 * share).toFixed(1)} %`

/** A share that has to be at least `bar`. */
export const atLeast = (what: string, share: number | undefined, bar: number): Line => ({
  what,
  figure: percent(share),
  bar: `≥ ${percent(bar)}`,
  held: share === undefined || share >= bar,
})

/** A share that may be at most `bar`. */
export const atMost = (what: string, share: number | undefined, bar: number): Line => ({
  what,
  figure: percent(share),
  bar: `≤ ${percent(bar)}`,
  held: share === undefined || share <= bar,
})

/** Our share, the peer's beside it. */
export function lineOf({ what, ours, peer, bar, note }: Row): Line {
  const figure = [percent(ours), ...(peer === undefined ? [] : [`peer ${percent(peer)}`])]
  return {
    what,
    figure: figure.join(', '),
    ...(bar !== undefined && { bar: `≥ ${percent(bar)}`, held: ours >= bar }),
    ...(note && { note }),
  }
}

/** What it prints, `held` or `MISSED` at the end of each line that has a bar. */
export function writeLines(lines: readonly Line[]): string {
  return lines
    .map(({ what, figure, bar, held, note }) => {
      const kept = bar ? `${bar} ${held ? 'held' : 'MISSED'}` : ''
      return `  ${what.padEnd(WHAT)} ${figure.padEnd(FIGURE)} ${kept.padEnd(note ? KEPT : 0)} ${note ?? ''}`.trimEnd()
    })
    .map((line) => `${line}\n`)
    .join('')
}

/** Columns of the same width under their names. */
export function writeColumns(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const [first = '', ...rest] = names
  const head = `  ${first.padEnd(22)}${rest.map((name) => name.padStart(24)).join('')}\n`
  const body = rows.map(
    ([what = '', ...cells]) => `  ${what.padEnd(22)}${cells.map((cell) => cell.padStart(24)).join('')}\n`,
  )
  return head + body.join('')
}
