import { callsStaff, rungsInOrder } from '@yimin/shared/dispatch/ladder'
import type { Ladder, Rung } from '@yimin/shared/dispatch/ladder'
import { quietUntil } from '@yimin/shared/dispatch/quietHours'
import type { QuietHours } from '@yimin/shared/dispatch/quietHours'
import type { SearchDoc } from './search.model.ts'

/** What a search does when its rung is due. */
export type Climbing<Someone> =
  /** Asks on this rung, or waits its time with nobody new to ask; then comes `next`. */
  | { act: 'ask'; rung: Rung; chosen: Someone[]; group: boolean; next: Rung; nextAt: Date }
  /** Quiet hours: the rung stays, and is due in the morning. */
  | { act: 'rest'; rung: Rung; until: Date }
  /** The named person has it now. */
  | { act: 'worker'; rung: Rung }

interface Asking<Someone> {
  /** Whom this rung may ask and who was not asked yet, best first, as many as it takes. */
  choose: (rung: Rung) => Someone[]
  /** A word to him alone reaches him. */
  reaches: (someone: Someone) => boolean
  /** A group may be asked, and was not yet. */
  mayAskGroup: boolean
  quietHours: QuietHours | null
  /** When the person at the end has it if nobody answers. */
  workerAt: Date
  now: Date
}

/**
 * The next move of a search that is due. Where its rung finds nobody, the one after it is tried at once. Where that finds nobody
 * either, those who were asked, or the group, keep their time; where nobody is being asked, all further rungs are tried, and then
 * the person at the end has it without delay. Pure.
 */
export function climb<Someone>(
  search: Pick<SearchDoc, 'ladder' | 'rung' | 'asked' | 'groupAsked'>,
  asking: Asking<Someone>,
): Climbing<Someone> {
  const rungs = rungsFrom(search.ladder, search.rung)
  const [first] = rungs
  const last = rungs.at(-1)
  if (!first || !last) throw new Error('a search without a ladder')
  if (callsStaff(first)) return { act: 'worker', rung: first }
  const morning = quietUntil(asking.quietHours, asking.now)
  if (morning)
    return first.inQuietHours === 'wait' ? { act: 'rest', rung: first, until: morning } : { act: 'worker', rung: last }
  const near = firstThatFinds(rungs, 0, 2, asking)
  if (near) return near
  const group = asksGroup(first, [], asking)
  const waiting = group || search.groupAsked || search.asked.some(({ state }) => state === 'asked')
  if (waiting) return asks(first, rungs[1] ?? last, [], group, asking)
  return firstThatFinds(rungs, 2, rungs.length, asking) ?? { act: 'worker', rung: last }
}

function firstThatFinds<Someone>(
  rungs: Rung[],
  from: number,
  to: number,
  asking: Asking<Someone>,
): Climbing<Someone> | undefined {
  for (let i = from; i < Math.min(to, rungs.length - 1); i += 1) {
    const [rung, next] = [rungs[i], rungs[i + 1]]
    const chosen = rung ? asking.choose(rung) : []
    if (rung && next && chosen.length > 0) return asks(rung, next, chosen, asksGroup(rung, chosen, asking), asking)
  }
  return undefined
}

/** The rungs from here to the end; all of them where the rung is not known. */
function rungsFrom(ladder: Ladder, id: string): Rung[] {
  const order = rungsInOrder(ladder)
  return order.slice(
    Math.max(
      0,
      order.findIndex((rung) => rung.id === id),
    ),
  )
}

/** The group hears of it where the rung says so, and where a private word would reach nobody. */
function asksGroup<Someone>({ channel }: Rung, chosen: Someone[], { mayAskGroup, reaches }: Asking<Someone>): boolean {
  if (!mayAskGroup || channel === 'app') return false
  return channel === 'group' || !chosen.some(reaches)
}

/** Whoever is asked keeps his time: what skipped rungs save is not taken from the last of them. */
function asks<Someone>(
  rung: Rung,
  next: Rung,
  chosen: Someone[],
  group: boolean,
  { now, workerAt }: Asking<Someone>,
): Climbing<Someone> {
  const after = now.getTime() + Math.max(1_000, rung.minutes * 60_000)
  const nextAt = new Date(callsStaff(next) ? Math.max(after, workerAt.getTime()) : after)
  return { act: 'ask', rung, chosen, group, next, nextAt }
}
