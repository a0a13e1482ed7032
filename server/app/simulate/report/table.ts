import type { Bar } from '../bars.ts'
import type { Figures } from '../measure.ts'

type Row = readonly [name: string, value: (figures: Figures) => string]

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const minutes = (value: number) => value.toFixed(1)

const ROWS: readonly Row[] = [
  ['needs said', ({ needs }) => String(needs)],
  ['requests searched for', ({ requests }) => String(requests)],
  ['owned at once', ({ ownedAtOnce }) => percent(ownedAtOnce)],
  ['accepted in 10 min', ({ acceptedIn }) => percent(acceptedIn.ten)],
  ['accepted in 30 min', ({ acceptedIn }) => percent(acceptedIn.thirty)],
  ['accepted in 60 min', ({ acceptedIn }) => percent(acceptedIn.sixty)],
  ['minutes to accept, median', ({ toAccept }) => minutes(toAccept.median)],
  ['minutes to accept, p90', ({ toAccept }) => minutes(toAccept.p90)],
  ['asks per acceptance', ({ asksPerAcceptance }) => asksPerAcceptance.toFixed(2)],
  ['calls in the group', ({ groupCalls }) => String(groupCalls)],
  ['assigned by a worker', ({ byWorker }) => percent(byWorker)],
  ['done', ({ done }) => percent(done)],
  ['work of the top 10 % of volunteers', ({ topTenth }) => percent(topTenth.volunteers)],
  ['… of all helpers, shops too', ({ topTenth }) => percent(topTenth.everybody)],
  ['newcomers offered a task in 7 days', ({ newcomers }) => `${percent(newcomers.in7)} of ${newcomers.count7}`],
  ['newcomers offered a task in 14 days', ({ newcomers }) => `${percent(newcomers.in14)} of ${newcomers.count14}`],
  ['promises kept', ({ promises }) => percent(promises.kept)],
  ['done, worst and best tenth of buildings', ({ buildings: b }) => `${percent(b.doneLow)}, ${percent(b.doneHigh)}`],
  ['minutes to accept, best and worst tenth', ({ buildings: b }) => `${minutes(b.waitLow)}, ${minutes(b.waitHigh)}`],
  ['notifications muted', ({ mutes }) => String(mutes)],
  ['lost', ({ lost }) => String(lost)],
  ['double', ({ double }) => String(double)],
  ['faults', ({ faults }) => String(faults)],
]

/** The figures of each policy, side by side. */
export function tableOf(all: readonly Figures[]): string {
  const cells = [
    ['', ...all.map(({ policy }) => policy)],
    ...ROWS.map(([name, value]) => [name, ...all.map((figures) => value(figures))]),
  ]
  return drawn(cells)
}

const NAMES: { readonly [bar in Bar['name']]: string } = {
  asks: 'asks per acceptance',
  asksOfBroadcast: 'asks, against broadcast',
  time: 'median minutes to accept, against broadcast',
  top: 'work of the top 10 % of volunteers',
  done: 'completion, against the best of the others',
  newcomers: 'newcomers offered a task within 14 days',
  owned: 'owned at once',
  whole: 'lost, double, faults of each policy',
}

export function barTable(bars: readonly Bar[]): string {
  return drawn(bars.map(({ name, measured, held }) => [held ? 'held' : 'MISSED', NAMES[name], measured]))
}

function drawn(cells: readonly (readonly string[])[]): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  return cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
