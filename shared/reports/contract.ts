import { z } from 'zod'
import { CATEGORIES } from '../language/frame.ts'
import { STATUSES } from '../requests/states.ts'
import { fileReply } from '../route/file.ts'
import { defineRoute } from '../route/route.ts'
import { reportWords } from './words.ts'

const instant = z.iso.datetime({ offset: true })
const count = z.int().min(0)
const percent = z.int().min(0).max(100)
/** How long it took until somebody accepted: minutes, a day, longer; nobody yet; ended before anybody did. */
export const WAITS = ['within10', 'within30', 'within60', 'withinDay', 'longer', 'notYet', 'never'] as const
export type Wait = (typeof WAITS)[number]
/** How it came out, one for each request; `again`: done once, not well, and under way again. */
export const OUTCOMES = ['confirmed', 'silence', 'open', 'again', 'cancelled', 'rejected'] as const
export type Outcome = (typeof OUTCOMES)[number]
/** From the best to the worst, as they are read. */
export const STARS = [5, 4, 3, 2, 1] as const
/** `2026-11`, the calendar of Asia/Shanghai. */
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, { error: reportWords.monthForm })

/**
 * What a station did in a span of time. Numbers and words only, no person. A middle, a rate or an average that stands on
 * fewer than five cases is left out: it would tell of single people, and mean nothing.
 */
export const figures = z.strictObject({
  period: z.strictObject({ word: z.string(), from: instant, to: instant }),
  /** Requests written down in the span. */
  total: count,
  /** From earlier, and still under way. */
  carriedOver: count,
  byKind: z.array(z.strictObject({ category: z.enum(CATEGORIES), word: z.string(), count })),
  byStatus: z.array(z.strictObject({ status: z.enum(STATUSES), word: z.string(), count })),
  /** Each request once, all classes in order; empty where there is no request. */
  byWait: z.array(z.strictObject({ wait: z.enum(WAITS), word: z.string(), count })),
  byOutcome: z.array(z.strictObject({ outcome: z.enum(OUTCOMES), word: z.string(), count })),
  /** Each day of a month that has begun, also the quiet ones; empty for a single day. */
  byDay: z.array(z.strictObject({ day: z.iso.date(), word: z.string(), count })).max(31),
  /** From the moment somebody was looked for to the moment somebody took it. */
  acceptance: z.strictObject({ count, medianMinutes: count.optional(), p90Minutes: count.optional() }),
  completion: z.strictObject({
    done: count,
    bySilence: count,
    cancelled: count,
    rejected: count,
    reopened: count,
    /** Done, of all that ended. */
    donePercent: percent.optional(),
  }),
  satisfaction: z.strictObject({
    answers: count,
    /** Done requests, each of which was asked about. */
    asked: count,
    responsePercent: percent.optional(),
    /** 1 to 5, one decimal. */
    average: z.number().min(1).max(5).optional(),
    /** All five, the best first; left out where the average is. */
    stars: z.array(z.strictObject({ stars: z.literal(STARS), word: z.string(), count })).optional(),
  }),
  /** The random few that were asked once more a day later; absent averages stand for too few answers. */
  followUp: z.strictObject({
    asked: count,
    answers: count,
    responsePercent: percent.optional(),
    average: z.number().min(1).max(5).optional(),
  }),
  /** Later than promised, with the station's grace; of those with a promised time. */
  late: z.strictObject({ count, promised: count }),
  /** Buildings where the register knows residents and nobody asked. */
  notServed: z.strictObject({
    buildings: count,
    items: z.array(z.strictObject({ word: z.string(), residentsWord: z.string() })),
  }),
  /** Buildings of the register where somebody asked, the thinnest served first. */
  served: z.strictObject({
    buildings: count,
    items: z.array(
      z.strictObject({
        word: z.string(),
        askersWord: z.string(),
        /** Who asked, of these and of the residents who did not; left out where one of the two is fewer than five people. */
        askersPercent: percent.optional(),
      }),
    ),
  }),
  helpers: z.strictObject({
    count,
    accepted: count,
    /** The busiest tenth, at least one. */
    top: count,
    topPercent: percent.optional(),
  }),
})
export type Figures = z.infer<typeof figures>

export const readTodayFigures = defineRoute({
  name: 'readTodayFigures',
  method: 'GET',
  path: '/api/reports/today',
  caller: 'staff',
  summary: 'The figures of today, of the own station',
  reply: figures,
})

export const readMonthFigures = defineRoute({
  name: 'readMonthFigures',
  method: 'GET',
  path: '/api/reports/month',
  caller: 'staff',
  summary: 'The figures of a month, of the own station',
  query: z.strictObject({ month }),
  reply: figures,
})

export const readMonthTable = defineRoute({
  name: 'readMonthTable',
  method: 'GET',
  path: '/api/reports/month-table',
  caller: 'staff',
  summary: 'The month as a table for Excel: figures, and each request as far as its building; no person in it',
  query: z.strictObject({ month }),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  reply: fileReply,
})

export const readDaySheet = defineRoute({
  name: 'readDaySheet',
  method: 'GET',
  path: '/api/reports/day-sheet',
  caller: 'staff',
  summary: 'What is under way now, on paper (A4): by state, with the duty roster on top; no door, no phone, no group',
  produces: 'application/pdf',
  reply: fileReply,
})
