import { readMinute, type Minute } from '../../../language/grammar/times/calendar.ts'
import { normalise } from '../../../language/normalise/normalise.ts'
import { plain, type DateCase, type Finding } from './dateCases.ts'
import { countedAt, durationAt, lengthFromNowAt, nowWordAt, recurrenceAt } from './dateLengths.ts'
import { pointAt, type Point, type Wanted } from './datePoints.ts'
import { boundedAt, rangeAt } from './dateRanges.ts'
import * as values from './dateValues.ts'

/** One expression in a text, in the specs' terms. */
export interface Expression extends Finding {
  at: number
  end: number
}

export interface Scope {
  now: Minute
  /** Values and bounds of whole messages (2018年以前), as the models give them; extractors and parsers read single expressions. */
  isModel: boolean
  kinds: ReadonlySet<string>
  wanted: Wanted
}

type Reader = (text: string, at: number, scope: Scope) => Expression | undefined

const ALL = ['date', 'time', 'daterange', 'timerange', 'datetime', 'datetimerange', 'duration', 'set']
const MODEL_WANTED: Wanted = { days: true, hours: true, periods: true }
const SCOPES: Readonly<Record<string, { kinds: readonly string[]; wanted: Wanted }>> = {
  Date: { kinds: ['date'], wanted: { days: true, feasts: false } },
  Holiday: { kinds: ['holiday'], wanted: { days: true } },
  Time: { kinds: ['time'], wanted: { hours: true } },
  DatePeriod: { kinds: ['daterange'], wanted: { days: true, periods: true } },
  TimePeriod: { kinds: ['timerange'], wanted: { hours: true } },
  DateTime: { kinds: ['datetime'], wanted: { days: true, hours: true } },
  DateTimePeriod: { kinds: ['datetimerange'], wanted: { days: true, hours: true } },
  Duration: { kinds: ['duration'], wanted: {} },
  Set: { kinds: ['set'], wanted: {} },
}

/** Earlier ones win where two expressions are of the same length. */
const READERS: readonly Reader[] = [
  recurrenceAt,
  boundedAt,
  rangeAt,
  (text, at, scope) => single(pointAt(text, at, scope.now, scope.wanted), text, scope),
  nowWordAt,
  countedAt,
  lengthFromNowAt,
  durationAt,
]

/** What our grammar finds in a case of this spec file, in the specs' terms. Pure. */
export function answerDates(one: DateCase, file: string): Finding[] {
  const part = /^(\w+?)(?:Extractor|Parser)\.json$/.exec(file)?.[1] ?? ''
  const { kinds, wanted } = SCOPES[part] ?? { kinds: ALL, wanted: MODEL_WANTED }
  const seconds = Number(one.reference.slice(17, 19)) || 0
  const now = (readMinute(one.reference) ?? 0) + seconds * values.SECOND
  return readAll(plain(one.input), { now, isModel: !SCOPES[part], kinds: new Set(kinds), wanted })
}

/** Our normalised spelling, character by character, so that every place of the text keeps its number. */
function spellOut(text: string): string {
  return [...text].map((character) => normalise(character) || character).join('')
}

function readAll(said: string, scope: Scope): Finding[] {
  const found: Finding[] = []
  const text = spellOut(said)
  let at = 0
  while (at < text.length) {
    const best = longestAt(text, at, scope)
    if (best)
      found.push({
        text: said.slice(best.at, best.end),
        type: best.type,
        ...(best.value !== undefined && { value: best.value }),
      })
    at = best ? best.end : at + 1
  }
  return found
}

function longestAt(text: string, at: number, scope: Scope): Expression | undefined {
  let best: Expression | undefined
  for (const read of READERS) {
    const one = read(text, at, scope)
    if (one && (scope.kinds.has(one.type) || scope.kinds.has('holiday')) && (!best || one.end > best.end)) best = one
  }
  return best
}

/** One point alone: a date, an hour, a part of a day, a stretch of days. */
export function single(point: Point | undefined, text: string, scope: Scope): Expression | undefined {
  if (!point) return undefined
  const valued = valueOf(point, scope)
  if (!valued) return undefined
  const trimmed = trimLead(text, point, scope)
  return { at: trimmed, end: point.end, text: text.slice(trimmed, point.end), ...valued }
}

/** The specs leave the 一 of 一早八点 outside. */
function trimLead(text: string, point: Point, scope: Scope): number {
  return scope.kinds.size === 1 && scope.kinds.has('time') && text.startsWith('一早', point.at)
    ? point.at + 1
    : point.at
}

function valueOf(point: Point, scope: Scope): { type: string; value?: string } | undefined {
  const { day, clock, part, period } = point
  if (scope.kinds.has('holiday')) {
    return day?.feast && !clock && !part
      ? { type: 'date', value: values.writeDay(values.specDay(day, scope.now)) }
      : undefined
  }
  if (period) return { type: 'daterange', value: values.writePeriod(period, scope.now, scope.isModel) }
  if (!day) return hourValue(point, scope)
  const date = values.specDay(day, scope.now)
  if (!clock && !part) return { type: 'date', value: values.writeDay(date) }
  if (date === undefined) return undefined
  if (clock) {
    const later = scope.isModel && values.isOpenHour(point) ? 720 : 0
    return { type: 'datetime', value: values.writeMoment(date + ((values.minutesOf(clock, part) + later) % 1440)) }
  }
  return part && { type: 'datetimerange', value: values.writePart(part, date) }
}

function hourValue({ clock, part, ...point }: Point, scope: Scope): { type: string; value?: string } | undefined {
  if (clock) {
    const later = scope.isModel && values.isOpenHour({ ...point, clock, part }) ? 720 : 0
    return { type: 'time', value: values.writeClock(values.minutesOf(clock, part) + later) }
  }
  return part && { type: 'timerange', value: values.writePart(part) }
}
