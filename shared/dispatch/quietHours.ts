import { fromLocal, toLocal } from '../language/localTime.ts'
import { callsStaff, rungsInOrder } from './ladder.ts'
import type { Ladder, Rung } from './ladder.ts'

/** Local HH:MM; a span whose end is not after its beginning runs past midnight. */
export interface QuietHours {
  from: string
  to: string
}

const DAY_MS = 86_400_000

/** When the quiet hours that an instant lies in are over; `undefined` outside them, and where a station keeps none. */
export function quietUntil(hours: QuietHours | null, at: Date): Date | undefined {
  if (!hours || hours.from === hours.to) return undefined
  const local = toLocal(at)
  const [today, clock] = [local.slice(0, 10), local.slice(11)]
  const end = fromLocal(`${today}T${hours.to}`)
  if (hours.from < hours.to) return clock >= hours.from && clock < hours.to ? end : undefined
  if (clock < hours.to) return end
  return clock >= hours.from ? new Date(end.getTime() + DAY_MS) : undefined
}

export interface RungDue {
  rung: Rung
  at: Date
}

/** When each rung comes due if nobody answers, quiet hours waited out or jumped over. The last one is the person's. */
export function timetableOf(ladder: Ladder, from: Date, hours: QuietHours | null): RungDue[] {
  const due: RungDue[] = []
  const order = rungsInOrder(ladder)
  const last = order.at(-1)
  let at = from
  for (const rung of order) {
    const morning = callsStaff(rung) ? undefined : quietUntil(hours, at)
    if (morning && rung.inQuietHours === 'to_worker' && last) return [...due, { rung: last, at }]
    at = morning ?? at
    due.push({ rung, at })
    at = new Date(at.getTime() + rung.minutes * 60_000)
  }
  return due
}

/** When the named person has to choose somebody if nobody answers before. */
export function workerDueAt(ladder: Ladder, from: Date, hours: QuietHours | null): Date {
  return timetableOf(ladder, from, hours).at(-1)?.at ?? from
}
