import { CATEGORIES } from '@yimin/shared/language/frame'
import { toLocalIso } from '@yimin/shared/language/localTime'
import type { Figures } from '@yimin/shared/reports/contract'
import { figures } from '@yimin/shared/reports/contract'
import { KIND_WORDS } from '@yimin/shared/reports/words'
import { STATUSES } from '@yimin/shared/requests/states'
import { STATUS_WORDS } from '@yimin/shared/requests/words'
import { notServedOf, servedOf } from './buildings.presenter.ts'
import { daysOf, outcomesOf, starsOf, waitsOf } from './distributions.presenter.ts'
import type { Counted } from './queries/countFigures.ts'
import type { RequestRow } from './queries/requestRows.ts'
import { isFew, percentOf, quantile } from './smallNumbers.policy.ts'

type Rows = readonly RequestRow[]

const count = (rows: Rows, is: (row: RequestRow) => boolean) => rows.filter(is).length
const given = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value })

function kindsOf(rows: Rows) {
  return CATEGORIES.map((category) => ({
    category,
    word: KIND_WORDS[category],
    count: count(rows, (row) => row.category === category),
  }))
    .filter((kind) => kind.count > 0)
    .sort((a, b) => b.count - a.count)
}

function statesOf(rows: Rows) {
  return STATUSES.map((status) => ({
    status,
    word: STATUS_WORDS[status],
    count: count(rows, (row) => row.status === status),
  })).filter((state) => state.count > 0)
}

function acceptanceOf(rows: Rows) {
  const waits = rows.flatMap(({ minutesToAccept }) => (minutesToAccept === undefined ? [] : [minutesToAccept]))
  return {
    count: waits.length,
    ...given('medianMinutes', quantile(waits, 0.5)),
    ...given('p90Minutes', quantile(waits, 0.9)),
  }
}

function completionOf(rows: Rows) {
  const [done, cancelled, rejected] = (['done', 'cancelled', 'rejected'] as const).map((status) =>
    count(rows, (row) => row.status === status),
  ) as [number, number, number]
  return {
    done,
    bySilence: count(rows, (row) => row.status === 'done' && row.bySilence),
    cancelled,
    rejected,
    reopened: count(rows, (row) => row.reopened),
    ...given('donePercent', percentOf(done, done + cancelled + rejected)),
  }
}

function satisfactionOf(rows: Rows) {
  const done = rows.filter(({ status }) => status === 'done')
  return { ...judgementsOf(done), ...given('stars', starsOf(done)) }
}

/** Asked, answered, and what was said: a mean without its share of answers would say too much. */
function judgementsOf(done: Rows) {
  const ratings = done.flatMap(({ rating }) => (rating === undefined ? [] : [rating]))
  const sum = ratings.reduce((total, rating) => total + rating, 0)
  return {
    answers: ratings.length,
    asked: done.length,
    ...given('responsePercent', percentOf(ratings.length, done.length)),
    ...(isFew(ratings.length) ? {} : { average: Math.round((10 * sum) / ratings.length) / 10 }),
  }
}

function helpersOf(byHelper: readonly number[]) {
  const sorted = [...byHelper].sort((a, b) => b - a)
  const accepted = sorted.reduce((total, n) => total + n, 0)
  const top = Math.ceil(sorted.length / 10)
  const byTop = sorted.slice(0, top).reduce((total, n) => total + n, 0)
  // The share of one among three would be that person's diary.
  const share = isFew(sorted.length) ? undefined : percentOf(byTop, accepted)
  return { count: sorted.length, accepted, top, ...given('topPercent', share) }
}

/** The figures of a period: numbers and words, no person. */
export function presentFigures(counted: Counted): Figures {
  const { period, rows, carriedOver, byHelper, buildings } = counted
  return figures.parse({
    period: { word: period.word, from: toLocalIso(period.from), to: toLocalIso(period.to) },
    total: rows.length,
    carriedOver,
    byKind: kindsOf(rows),
    byStatus: statesOf(rows),
    byWait: waitsOf(rows),
    byOutcome: outcomesOf(rows),
    byDay: daysOf(counted),
    acceptance: acceptanceOf(rows),
    completion: completionOf(rows),
    satisfaction: satisfactionOf(rows),
    followUp: judgementsOf(rows.filter(({ followedUp }) => followedUp)),
    late: { count: count(rows, ({ late }) => late), promised: count(rows, ({ promised }) => promised) },
    notServed: notServedOf(buildings),
    served: servedOf(buildings),
    helpers: helpersOf(byHelper),
  })
}
