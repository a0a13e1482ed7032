import { z } from 'zod'

/** China keeps one time all year, eight hours before UTC. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const DAY_MINUTES = 24 * 60
const WEEK_MINUTES = 7 * DAY_MINUTES

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/**
 * A span of hours that comes back every week: `days` 1 (Monday) to 7, `from` and `to` as local HH:MM.
 * A span whose `to` is not after its `from` runs past midnight and belongs to the day on which it begins.
 */
export const weekHours = z.strictObject({
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  to: clockTime,
})
export type WeekHours = z.infer<typeof weekHours>

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** Minutes since Monday 00:00 in Asia/Shanghai. */
function minuteOfWeek(instant: Date): number {
  const local = new Date(instant.getTime() + SHANGHAI_OFFSET_MS)
  const mondayFirst = (local.getUTCDay() + 6) % 7
  return mondayFirst * DAY_MINUTES + local.getUTCHours() * 60 + local.getUTCMinutes()
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

function lengthOf(span: WeekHours): number {
  const length = minutesOf(span.to) - minutesOf(span.from)
  return length > 0 ? length : length + DAY_MINUTES
}

/** Minutes from the instant back to the latest beginning of the span, and on to its next one. */
function distances(span: WeekHours, instant: Date): { since: number; until: number }[] {
  const now = minuteOfWeek(instant)
  return span.days.map((day) => {
    const start = (day - 1) * DAY_MINUTES + minutesOf(span.from)
    const since = (now - start + WEEK_MINUTES) % WEEK_MINUTES
    return { since, until: WEEK_MINUTES - since }
  })
}

/** Does any span cover the instant? The last minute named is outside: 08:00–20:00 ends at 20:00 sharp. */
export function coversInstant(spans: readonly WeekHours[], instant: Date): boolean {
  return spans.some((span) => distances(span, instant).some(({ since }) => since < lengthOf(span)))
}

/** Minutes until a span begins next; `undefined` where there is none. */
export function minutesUntilNext(spans: readonly WeekHours[], instant: Date): number | undefined {
  const waits = spans.flatMap((span) => distances(span, instant).map(({ until }) => until))
  return waits.length > 0 ? Math.min(...waits) : undefined
}
