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

/** The first of January 1970 was a Thursday. */
const DAYS_TO_THURSDAY = 3

/** Minutes since Monday 00:00 in Asia/Shanghai. */
function minuteOfWeek(instant: Date): number {
  const minute = Math.floor((instant.getTime() + SHANGHAI_OFFSET_MS) / 60_000) + DAYS_TO_THURSDAY * DAY_MINUTES
  return ((minute % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES
}

/** Of `HH:MM`. Hundreds of helpers' hours are looked at for each errand: read digit by digit, no text is made for it. */
function minutesOf(clock: string): number {
  const digit = (at: number) => clock.charCodeAt(at) - ZERO
  return (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4)
}

const ZERO = 48

function lengthOf(span: WeekHours): number {
  const length = minutesOf(span.to) - minutesOf(span.from)
  return length > 0 ? length : length + DAY_MINUTES
}

/** Minutes from the instant back to the latest beginning of the span, and on to its next one. */
function distances(span: WeekHours, instant: Date): { since: number; until: number }[] {
  const now = minuteOfWeek(instant)
  const from = minutesOf(span.from)
  return span.days.map((day) => {
    const since = sinceStart(now, day, from)
    return { since, until: WEEK_MINUTES - since }
  })
}

/** Minutes of the week from the latest beginning of a span, on this day at this minute, to now. */
function sinceStart(now: number, day: number, from: number): number {
  return (now - (day - 1) * DAY_MINUTES - from + WEEK_MINUTES) % WEEK_MINUTES
}

/** Does any span cover the instant? The last minute named is outside: 08:00–20:00 ends at 20:00 sharp. */
export function coversInstant(spans: readonly WeekHours[], instant: Date): boolean {
  const now = minuteOfWeek(instant)
  return spans.some((span) => {
    const from = minutesOf(span.from)
    const length = lengthOf(span)
    return span.days.some((day) => sinceStart(now, day, from) < length)
  })
}

/** Minutes until a span begins next; `undefined` where there is none. */
export function minutesUntilNext(spans: readonly WeekHours[], instant: Date): number | undefined {
  const waits = spans.flatMap((span) => distances(span, instant).map(({ until }) => until))
  return waits.length > 0 ? Math.min(...waits) : undefined
}

/** When a span begins or ends next, in order, to the minute; each beginning and end of the coming week once. */
export function boundariesAfter(spans: readonly WeekHours[], instant: Date): Date[] {
  const minute = Math.floor(instant.getTime() / 60_000)
  const waits = spans.flatMap((span) =>
    distances(span, instant).flatMap(({ since, until }) => {
      const left = lengthOf(span) - since
      return [until, left > 0 ? left : left + WEEK_MINUTES]
    }),
  )
  return [...new Set(waits)].sort((a, b) => a - b).map((wait) => new Date((minute + wait) * 60_000))
}

/** A stretch of the week that no span covers: from `from` on `day` (1 Monday to 7) to `to`, `midnights` days later. */
export interface Gap {
  day: number
  from: string
  to: string
  midnights: number
}

function clockOf(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60]
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

function gapOf(start: number, length: number): Gap {
  const [from, end] = [start % DAY_MINUTES, (start % DAY_MINUTES) + length]
  const atMidnight = end % DAY_MINUTES === 0
  return {
    day: Math.floor((start % WEEK_MINUTES) / DAY_MINUTES) + 1,
    from: clockOf(from),
    to: atMidnight ? '24:00' : clockOf(end % DAY_MINUTES),
    midnights: Math.floor(end / DAY_MINUTES) - (atMidnight ? 1 : 0),
  }
}

/** What no span of the week covers, from Monday on. Without any span that is the whole week, as one gap of seven days. */
export function gapsIn(spans: readonly WeekHours[]): Gap[] {
  const covered = spans
    .flatMap((span) =>
      span.days.map((day) => ({ start: (day - 1) * DAY_MINUTES + minutesOf(span.from), length: lengthOf(span) })),
    )
    .sort((a, b) => a.start - b.start)
  const [first] = covered
  if (!first) return [gapOf(0, WEEK_MINUTES)]
  const gaps: { start: number; length: number }[] = []
  // A span that runs past Sunday midnight covers the beginning of the week, too.
  let reached = Math.max(...covered.map(({ start, length }) => start + length)) - WEEK_MINUTES
  const opening = Math.max(reached, 0)
  reached = opening
  for (const { start, length } of covered) {
    if (start > reached) gaps.push({ start: reached, length: start - reached })
    reached = Math.max(reached, start + length)
  }
  if (reached < WEEK_MINUTES) {
    const early = opening === 0 && gaps[0]?.start === 0 ? gaps.shift() : undefined
    gaps.push({ start: reached, length: WEEK_MINUTES - reached + (early?.length ?? 0) })
  }
  return gaps.map(({ start, length }) => gapOf(start, length))
}
