import { listDays, readDay } from './dispatch/day.ts'
import { measureChoosing } from './dispatch/choosing.ts'
import { DISPATCHERS, hungarian, trips } from './dispatch/dispatchers.ts'
import { playDay } from './dispatch/playDay.ts'
import { lateShare, mean, quantile, scoreDay, together } from './dispatch/scoreDays.ts'
import type { Score } from './dispatch/scoreDays.ts'
import { verifyDay } from './dispatch/verifyDay.ts'
import { assign } from '../../dispatch/trips/assignment.ts'
import { atLeast, atMost, writeLines } from './language/table.ts'
import type { Line } from './language/table.ts'
import { seeded } from '../../language/learned/chance.ts'

/** Bars of the product's planner on the ten full days. */
const DELIVERED = 0.998
const CLICK_TO_DOOR_OF_HUNGARIAN = 0.95
const LATE = 0.2
const DECISION_MS = 50
const ASSIGNMENT_MS = 100

const CHOICE_MS = 5

/**
 * `npm run bench:dispatch -- DIR`: how fast helpers are chosen; and, where DIR holds the days of grubhub-mdrp, the planner of
 * trips beside plain ways, on public days of meal delivery.
 */
async function main(dir: string | undefined): Promise<void> {
  const lines = [...(await speedLines()), ...(dir === undefined ? [] : planTripsOf(dir))]
  process.stdout.write(`\n${writeLines(lines)}\n`)
  if (dir === undefined)
    process.stdout.write('\nThe planner of trips: npm run bench:dispatch -- DIR (with the days of grubhub-mdrp)\n')
  if (lines.some(({ held }) => held === false)) process.exitCode = 1
}

async function speedLines(): Promise<Line[]> {
  const { choice, reading } = await measureChoosing()
  const read: Line = {
    what: 'reading 2,000 helpers, median (memory)',
    figure: `${quantile(reading, 0.5).toFixed(1)} ms`,
  }
  return [
    line('choosing among 2,000 helpers, p99', quantile(choice, 0.99), CHOICE_MS),
    { what: 'choosing among 2,000 helpers, median', figure: `${quantile(choice, 0.5).toFixed(2)} ms` },
    read,
    line('assignment of 500 to 500, slowest of 9', largeAssignmentMs(), ASSIGNMENT_MS),
  ]
}

function planTripsOf(dir: string): Line[] {
  const days = listDays(dir)
  const scores = new Map(DISPATCHERS.map(({ name }) => [name, [] as Score[]]))
  for (const [i, place] of days.entries()) {
    const day = readDay(place)
    process.stderr.write(`${i + 1}/${days.length} ${day.name}: ${day.orders.length} orders\n`)
    for (const dispatcher of DISPATCHERS) {
      const played = playDay(day, dispatcher)
      scores.get(dispatcher.name)?.push(scoreDay(day, played, verifyDay(place, played.assignments)))
    }
  }
  const whole = new Map([...scores].map(([name, ofDays]) => [name, together(ofDays)]))
  process.stdout.write(`${days.length} days, ${whole.get(trips.name)?.orders ?? 0} orders\n${writeTable(whole)}\n`)
  const [ours, plain] = [whole.get(trips.name), whole.get(hungarian.name)]
  return ours && plain ? barLines(ours, plain) : []
}

function writeTable(scores: ReadonlyMap<string, Score>): string {
  const heads = ['', 'delivered', 'click-door', 'p90', '> 40 min', 'ready-door', 'km/order', 'ms p99', 'wrong']
  const rows = [...scores].map(([name, score]) => [
    name,
    `${((100 * score.delivered) / score.orders).toFixed(2)} %`,
    mean(score.clickToDoor).toFixed(2),
    quantile(score.clickToDoor, 0.9).toFixed(1),
    `${(100 * lateShare(score)).toFixed(1)} %`,
    mean(score.readyToDoor).toFixed(2),
    (score.metres / 1000 / score.delivered).toFixed(2),
    quantile(score.decisionMs, 0.99).toFixed(1),
    String(score.wrong.length),
  ])
  return [heads, ...rows]
    .map((row) => row.map((cell, i) => (i ? cell.padStart(11) : cell.padEnd(14))).join(''))
    .join('\n')
}

function barLines(ours: Score, plain: Score): Line[] {
  const below = mean(ours.clickToDoor) / mean(plain.clickToDoor)
  const slow = quantile(ours.decisionMs, 0.99)
  return [
    atLeast('delivered', ours.delivered / ours.orders, DELIVERED),
    atMost('click to door, of the Hungarian mean', below, CLICK_TO_DOOR_OF_HUNGARIAN),
    atMost('over 40 minutes', lateShare(ours), LATE),
    line('one decision, p99', slow, DECISION_MS),
    { what: 'rules broken', figure: String(ours.wrong.length), bar: '0', held: ours.wrong.length === 0 },
  ]
}

const line = (what: string, ms: number, bar: number): Line => ({
  what,
  figure: `${ms.toFixed(1)} ms`,
  bar: `≤ ${bar} ms`,
  held: ms <= bar,
})

const SIZE = 500

function largeAssignmentMs(): number {
  const chance = seeded(7)
  let slowest = 0
  for (let round = 0; round < 9; round += 1) {
    const costs = Float64Array.from({ length: SIZE * SIZE }, () => 1_000 * chance())
    const began = performance.now()
    assign(SIZE, SIZE, costs)
    slowest = Math.max(slowest, performance.now() - began)
  }
  return slowest
}

void main(process.argv[2])
