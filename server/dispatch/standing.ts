import { toLocal } from '@yimin/shared/language/localTime'
import type { Step } from '@yimin/shared/requests/states'
import { seatsIn } from '../requests/index.ts'
import type { RequestDoc, RequestMoved } from '../requests/index.ts'
import { tallyOf } from './choose/chance.ts'
import type { Tally } from './choose/chance.ts'
import type { Standing } from './choose/suitable.ts'
import type { AskedHelper } from './search.model.ts'
import { DAYS_KEPT } from './standing.model.ts'
import type { AskAnswer, StandingDoc, StandingRead } from './standing.model.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** Whoever was asked this long before somebody else had it, and said nothing, has answered: not this time. */
export const ANSWER_MS = 10 * 60_000

const NOTHING: Standing = { asksThisWeek: 0, asked: 0, work: 0, done: 0, tally: [] }

/** Reads standings as of one moment: what a choice needs of each, and the errands taken since midnight (Asia/Shanghai). */
export function standingsAt(now: Date): (doc: StandingRead | undefined) => { standing: Standing; today: number } {
  const week = weekBefore(now)
  const today = dayOf(now)
  const first = dayOf(new Date(now.getTime() - DAYS_KEPT * DAY_MS))
  return (doc) => {
    if (!doc) return { standing: NOTHING, today: 0 }
    return { standing: new StandingOf(doc, week, first), today: doc.days[today]?.taken ?? 0 }
  }
}

/** What a choice asks of suitable helpers alone is counted when it is asked: of many who help here few are suitable. */
class StandingOf implements Standing {
  readonly asked: number
  readonly done: number
  private readonly doc: StandingRead
  private readonly week: Date
  private readonly firstDay: string
  private asks: number | undefined
  private taken: number | undefined
  private cells: Tally | undefined

  constructor(doc: StandingRead, week: Date, firstDay: string) {
    this.asked = doc.asked
    this.done = doc.done
    this.doc = doc
    this.week = week
    this.firstDay = firstDay
  }

  get asksThisWeek(): number {
    return (this.asks ??= asksSince(this.doc, this.week))
  }

  get tally(): Tally {
    return (this.cells ??= tallyOf(this.doc.cells))
  }

  get work(): number {
    return (this.taken ??= takenSince(this.doc, this.firstDay))
  }
}

export function weekBefore(now: Date): Date {
  return new Date(now.getTime() - WEEK_MS)
}

export function asksSince({ askedAt }: Pick<StandingDoc, 'askedAt'>, since: Date): number {
  const from = since.getTime()
  let at = askedAt.length
  // They were written down one after the other: the first older one ends the look back.
  while (at > 0 && (askedAt[at - 1] as Date).getTime() > from) at -= 1
  return askedAt.length - at
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

type HistoryEntry = RequestDoc['history'][number]
type Told = Pick<RequestDoc, 'history' | 'assignee' | 'companions' | 'helpersNeeded'>

/**
 * What one ask was answered, as far as the record tells; nothing while the question is open. Who took it said yes, whoever
 * declined or was silent long enough said no.
 */
export function answerTo(asked: AskedHelper, { history }: Told): AskAnswer | undefined {
  const ends = asked.swap ? endsSwap : endsSearch
  const end = history.find((step) => step.at >= asked.at && ends(step))
  const until = end?.at ?? Infinity
  const joined = history.some(
    ({ step, by, at }) => step === 'join' && by === asked.personId && at >= asked.at && at <= until,
  )
  const tookIt = end?.step === 'accept' || end?.step === 'relieve'
  if (joined || (tookIt && end.by === asked.personId)) return 'yes'
  if (asked.state === 'declined') return 'no'
  if (!end) return undefined
  return end.at.getTime() - asked.at.getTime() >= ANSWER_MS ? 'no' : 'none'
}

type Taken = Pick<HistoryEntry, 'step' | 'from' | 'to'>

function endsSearch({ from, to }: Taken): boolean {
  return from === 'open' && to !== 'open'
}

/** Nobody is asked any more to go in another's place. */
function endsSwap({ step, from, to }: Taken): boolean {
  return SWAP_ENDS.includes(step) || (from === 'accepted' && to !== 'accepted')
}

const SWAP_ENDS: readonly Step[] = ['relieve', 'keep', 'start', 'arrive', 'assign']

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
export function deedsOf({ history, ...request }: Told): Deed[] {
  const deeds: Deed[] = []
  const holders = new Set<string>()
  let swapper = ''
  for (const { step, at, by, from, to } of history) {
    if (step === 'swap') swapper = by
    if (step === 'relieve') holders.delete(swapper)
    if (step === 'exchange') holders.clear()
    if (TAKEN.includes(step)) {
      holders.add(by)
      deeds.push({ what: 'taken', personId: by, at })
    } else if (step === 'assign' || step === 'seat') {
      if (seatsIn(request).length < 2 && step === 'assign') holders.clear()
      const given = seatsIn(request).find(({ acceptedAt }) => acceptedAt.getTime() === at.getTime())
      if (given) holders.add(given.personId)
    } else if (step === 'release' || step === 'leave') {
      letGo(holders, by, request)
    } else if (to === 'open' && from !== 'open') {
      holders.clear()
    }
    if (to === 'done' && from !== 'done') for (const personId of holders) deeds.push({ what: 'done', personId, at })
  }
  return deeds
}

/** Whoever takes these steps has it by his own word. */
export const TAKEN: readonly Step[] = ['accept', 'join', 'relieve', 'exchange']

/** Whoever gave it back. Whose seat a worker freed the history does not say: whoever has one now has kept it, or taken it anew. */
function letGo(holders: Set<string>, by: string, request: Omit<Told, 'history'>): void {
  if (holders.delete(by)) return
  if (!request.helpersNeeded) return holders.clear()
  const seated = seatsIn(request).map(({ personId }) => personId)
  for (const id of holders) if (!seated.includes(id)) holders.delete(id)
}

/** Steps after which a standing may have to be changed: whoever leaves the search, and whatever is done. */
export function tellsOfHelpers({ step, from, to }: Pick<RequestMoved, 'step' | 'from' | 'to'>): boolean {
  return ['join', 'relieve', 'exchange'].includes(step) || (from !== to && (from === 'open' || to === 'done'))
}
