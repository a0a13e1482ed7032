import { z } from 'zod'
import { defineRoute } from '../route/route.ts'
import { code, ofCode } from '../requests/contract.ts'

const instant = z.iso.datetime({ offset: true })
/** A day in Asia/Shanghai, 2026-11-22. */
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** Monday is 1. A day that a month does not have (31) is its last one. */
export const rhythm = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day') }),
  z.strictObject({ every: z.literal('week'), weekdays: z.array(z.int().min(1).max(7)).min(1).max(7) }),
  z.strictObject({ every: z.literal('month'), dates: z.array(z.int().min(1).max(31)).min(1).max(10) }),
])
export type Rhythm = z.infer<typeof rhythm>

/** Parts of a day: 上午, 下午, 晚上, 白天都行. */
export const DAY_PARTS = ['morning', 'afternoon', 'evening', 'daytime'] as const
export type DayPart = (typeof DAY_PARTS)[number]

/** As it is said in a sentence: 每周二上午. */
export interface Repeats {
  rhythm: Rhythm
  part: DayPart
}

/** On a public holiday: left out, the last day before it, the first day after it, or as on any day. */
export const HOLIDAY_RULES = ['skip', 'before', 'after', 'anyway'] as const
export type HolidayRule = (typeof HOLIDAY_RULES)[number]

/** When it comes again. */
export const recurrence = z.strictObject({
  rhythm,
  part: z.enum(DAY_PARTS),
  onHoliday: z.enum(HOLIDAY_RULES),
  /** The last day on which it may be; absent: until somebody ends it. */
  until: day.optional(),
})
export type Recurrence = z.infer<typeof recurrence>

export const RECURRING_STATES = ['active', 'paused', 'ended'] as const
export type RecurringState = (typeof RECURRING_STATES)[number]

/** `skip`: the next one alone is left out. */
export const RECURRING_ACTS = ['pause', 'resume', 'skip', 'end'] as const
export type RecurringAct = (typeof RECURRING_ACTS)[number]

/** One recurring task, for the one whose it is and for staff: building level, nothing sealed. */
export const recurringView = z.strictObject({
  id: z.string(),
  state: z.enum(RECURRING_STATES),
  stateWord: z.string(),
  kindWord: z.string(),
  summary: z.string(),
  place: z.string(),
  /** 每周二、周四上午 */
  rhythmWord: z.string(),
  /** 赶上放假就提前一天 */
  holidayWord: z.string(),
  recurrence,
  requester: z.strictObject({ id: z.string(), name: z.string() }),
  /** The next one: 11月24日周二上午. Absent where none is to come. */
  next: z
    .strictObject({
      day,
      on: day,
      word: z.string(),
      /** When helpers begin to be asked for it. */
      opensAt: instant,
      /** What must be known of this day: moved because of a holiday, or a year whose holidays are not known yet. */
      note: z.string().optional(),
    })
    .optional(),
  /** The requests that were made of it, latest first. */
  opened: z.array(z.strictObject({ code, on: day, word: z.string() })),
  version: z.int(),
  abilities: z.strictObject({ pause: z.boolean(), resume: z.boolean(), skip: z.boolean(), end: z.boolean() }),
})
export type RecurringView = z.infer<typeof recurringView>

const answered = z.strictObject({ reply: z.string(), task: recurringView })
const list = z.strictObject({ items: z.array(recurringView) })
const ofTask = z.strictObject({ id: z.string().min(1).max(100) })
const decision = z.strictObject({
  act: z.enum(RECURRING_ACTS),
  /** What the person had before the eyes; what has changed since is not decided upon. */
  version: z.int().min(1),
})

export const listMyRecurringTasks = defineRoute({
  name: 'listMyRecurringTasks',
  method: 'GET',
  path: '/api/me/recurring-tasks',
  caller: 'person',
  summary: 'What comes again for me, the next one first',
  reply: list,
})

export const repeatMyRequest = defineRoute({
  name: 'repeatMyRequest',
  method: 'POST',
  path: '/api/me/requests/:code/recurrence',
  caller: 'person',
  summary: 'The same again, every day, week or month: one of my requests is the pattern',
  params: ofCode,
  body: recurrence,
  reply: answered,
  status: 201,
})

export const decideOnMyRecurringTask = defineRoute({
  name: 'decideOnMyRecurringTask',
  method: 'POST',
  path: '/api/me/recurring-tasks/:id/decision',
  caller: 'person',
  summary: 'Pause, resume or end one of my recurring tasks, or leave out the next one',
  params: ofTask,
  body: decision,
  reply: answered,
})

export const listRecurringTasks = defineRoute({
  name: 'listRecurringTasks',
  method: 'GET',
  path: '/api/recurring-tasks',
  caller: 'staff',
  summary: 'What comes again in the own station, the next one first',
  reply: list,
})

export const repeatRequest = defineRoute({
  name: 'repeatRequest',
  method: 'POST',
  path: '/api/requests/:code/recurrence',
  caller: 'staff',
  summary: 'The same again for its requester, who is told',
  params: ofCode,
  body: recurrence,
  reply: answered,
  status: 201,
})

export const decideOnRecurringTask = defineRoute({
  name: 'decideOnRecurringTask',
  method: 'POST',
  path: '/api/recurring-tasks/:id/decision',
  caller: 'staff',
  summary: 'Pause, resume or end a recurring task of the own station, or leave out the next one; the requester is told',
  params: ofTask,
  body: decision,
  reply: answered,
})
