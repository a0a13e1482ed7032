import { toLocal } from '@yimin/shared/language/localTime'
import type { RequestDoc, RequestMoved } from '../requests/index.ts'
import { tallyOf } from './choose/chance.ts'
import type { Standing } from './choose/suitable.ts'
import type { AskedHelper } from './search.model.ts'
import { DAYS_KEPT } from './standing.model.ts'
import type { AskAnswer, StandingDoc, StandingRead } from './standing.model.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** Whoever was asked this long before somebody else had it, and said nothing, has answered: not this time. */
export const ANSWER_MS = 10 * 60_000

/** What a choice needs of it at this moment. */
export function standingAt(doc: StandingRead | undefined, now: Date): Standing {
  if (!doc) return { asksThisWeek: 0, asked: 0, work: 0, done: 0, tally: [] }
  return {
    asksThisWeek: asksSince(doc, weekBefore(now)),
    asked: doc.asked,
    work: takenSince(doc, dayOf(new Date(now.getTime() - DAYS_KEPT * DAY_MS))),
    done: doc.done,
    tally: tallyOf(doc.cells),
  }
}

/** Errands taken since midnight (Asia/Shanghai). */
export function takenToday(doc: StandingRead | undefined, now: Date): number {
  return doc?.days[dayOf(now)]?.taken ?? 0
}

export function weekBefore(now: Date): Date {
  return new Date(now.getTime() - WEEK_MS)
}

export function asksSince({ askedAt }: Pick<StandingDoc, 'askedAt'>, since: Date): number {
  return askedAt.filter((at) => at > since).length
}

/** Days are written 2026-11-22, so their order is the order of their names. */
function takenSince({ days }: StandingRead, first: string): number {
  let sum = 0
  for (const day in days) if (day > first) sum += days[day]?.taken ?? 0
  return sum
}

export function dayOf(at: Date): string {
  return toLocal(at).slice(0, 10)
}

type Told = Pick<RequestDoc, 'history' | 'assignee'>

/**
 * What one ask was answered, as far as the record tells; nothing while the question is open. Who took it said yes, whoever
 * declined or was silent long enough said no.
 */
export function answerTo(asked: AskedHelper, { history }: Told): AskAnswer | undefined {
  const end = history.find((step) => step.at >= asked.at && step.from === 'open' && step.to !== 'open')
  if (end?.step === 'accept' && end.by === asked.personId) return 'yes'
  if (asked.state === 'declined') return 'no'
  if (!end) return undefined
  return end.at.getTime() - asked.at.getTime() >= ANSWER_MS ? 'no' : 'none'
}

/** An errand that a helper took by his own word, or brought to its end. */
export interface Deed {
  what: 'taken' | 'done'
  personId: string
  at: Date
}

/**
 * The deeds that a request's history tells of, in their order. A worker's assignment names nobody there: it is known of the
 * one who has it now.
 */
export function deedsOf({ history, assignee }: Told): Deed[] {
  const deeds: Deed[] = []
  let holder: string | undefined
  for (const { step, at, by, from, to } of history) {
    if (step === 'accept') {
      holder = by
      deeds.push({ what: 'taken', personId: by, at })
    } else if (step === 'assign') {
      holder = assignee && assignee.acceptedAt.getTime() === at.getTime() ? assignee.personId : undefined
    } else if (to === 'open') {
      holder = undefined
    }
    if (to === 'done' && from !== 'done' && holder !== undefined) deeds.push({ what: 'done', personId: holder, at })
  }
  return deeds
}

/** Steps after which a standing may have to be changed: whoever leaves the search, and whatever is done. */
export function tellsOfHelpers({ from, to }: Pick<RequestMoved, 'from' | 'to'>): boolean {
  return from !== to && (from === 'open' || to === 'done')
}
