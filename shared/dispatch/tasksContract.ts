import { z } from 'zod'
import { photoView } from '../photos/contract.ts'
import { code, ofCode } from '../requests/contract.ts'
import { NO_CODE_REASONS } from '../requests/states.ts'
import { defineRoute } from '../route/route.ts'
import { told } from './contract.ts'
import { RELEASE_REASONS } from './words.ts'

const instant = z.iso.datetime({ offset: true })

/** `goods`: to have ready, somebody fetches them. `sensitive`: a worker's part of what others bring. */
const part = z.enum(['goods', 'sensitive'])

/** 小李想跟你对换：你去6区，送菜；他去你这单。 */
const proposal = z.strictObject({ code, word: z.string() })

/** One errand in hand. The whole number is no part of it: it is opened by `callForTask`. */
export const taskView = z.strictObject({
  code,
  help: z.string(),
  /** Every thing with its quantity: 2斤西红柿. */
  items: z.array(z.string()),
  /** 15元 */
  budget: z.string().optional(),
  /** 6区9栋 */
  place: z.string(),
  /** 2单元4楼402室 */
  door: z.string().optional(),
  /** 王阿姨, 王阿姨家的妈妈 */
  spokenTo: z.string(),
  maskedPhone: z.string().optional(),
  /** What she showed, as far as it was looked at. */
  photos: z.array(photoView),
  /** A worker's own words with the assignment. */
  note: z.string().optional(),
  /** 今天11点 */
  promisedTime: z.string(),
  promisedAt: instant,
  late: z.boolean(),
  urgent: z.boolean(),
  startedAt: instant.optional(),
  arrivedAt: instant.optional(),
  /** It is a part of a request; absent for a whole one. */
  part: part.optional(),
  /** Of a request whose goods a shop has ready: 去勤务员小店取，备好了。 */
  pickUp: z.strictObject({ word: z.string(), ready: z.boolean() }).optional(),
  /** The one step that comes next. */
  next: z.enum(['start', 'arrive', 'handOver']),
  /** `code`: the requester has four digits to tell. `word`: she could not be sent any, or too many wrong ones were tried. */
  handover: z.enum(['code', 'word']),
  /** So many wrong codes were tried that not even the right one counts any more. */
  codeTriedOut: z.boolean(),
  /** How it may be handed over without the code. */
  withoutCode: z.array(z.enum(NO_CODE_REASONS)),
  /** `photo`: a picture of what was brought may stand in the code's place. */
  /** While somebody else is sought to go in his place: 正在问谁能换 … */
  swap: z.string().optional(),
  /** Who would exchange with me: what I would get, in area and kind alone. */
  proposals: z.array(proposal).optional(),
  abilities: z.strictObject({
    call: z.boolean(),
    photo: z.boolean(),
    postpone: z.boolean(),
    swap: z.boolean(),
    exchange: z.boolean(),
  }),
})
export type TaskView = z.infer<typeof taskView>

const way = z.strictObject({
  /** In walking order, grouped by building. */
  stops: z.array(z.strictObject({ place: z.string(), tasks: z.array(taskView) })),
  /** Why in this order, in one sentence. */
  why: z.string(),
  /** What goes together: the codes of each trip of several. Absent where there is none. */
  trips: z.array(z.array(code).min(2)).optional(),
})
export type Way = z.infer<typeof way>

export const listMyTasks = defineRoute({
  name: 'listMyTasks',
  method: 'GET',
  path: '/api/me/tasks',
  caller: 'person',
  summary: 'What I have in hand, in walking order; the first look at each is on record',
  reply: way,
})

export const callForTask = defineRoute({
  name: 'callForTask',
  method: 'POST',
  path: '/api/me/tasks/:code/call',
  caller: 'person',
  summary: 'The number to ring for an errand in hand; every call of this is on record',
  // The number is kept with no answer: whoever has the errand no more gets nothing under an old key either.
  idempotencyKey: false,
  params: ofCode,
  body: z.strictObject({}),
  reply: z.strictObject({ phone: z.string() }),
})

export const startTask = defineRoute({
  name: 'startTask',
  method: 'POST',
  path: '/api/me/tasks/:code/start',
  caller: 'person',
  summary: 'I set off; the requester hears it once',
  params: ofCode,
  body: z.strictObject({}),
  reply: told,
})

export const startWay = defineRoute({
  name: 'startWay',
  method: 'POST',
  path: '/api/me/way/start',
  caller: 'person',
  summary: 'I set off with all that I have in hand; each requester hears it once',
  body: z.strictObject({}),
  reply: z.strictObject({ started: z.int(), reply: z.string() }),
})

export const arriveAtTask = defineRoute({
  name: 'arriveAtTask',
  method: 'POST',
  path: '/api/me/tasks/:code/arrival',
  caller: 'person',
  summary: 'I am at the door; the requester hears it once',
  params: ofCode,
  body: z.strictObject({}),
  reply: told,
})

export const readyTask = defineRoute({
  name: 'readyTask',
  method: 'POST',
  path: '/api/me/tasks/:code/ready',
  caller: 'person',
  summary: 'The goods of my part are ready; whoever carries them hears it',
  params: ofCode,
  body: z.strictObject({}),
  reply: told,
})

/** Minutes that a helper may come later than promised. */
export const POSTPONEMENTS = [10, 30, 60] as const

export const postponeTask = defineRoute({
  name: 'postponeTask',
  method: 'POST',
  path: '/api/me/tasks/:code/postponement',
  caller: 'person',
  summary: 'I come later than promised; the requester hears the new time at once',
  params: ofCode,
  body: z.strictObject({ byMinutes: z.literal(POSTPONEMENTS) }),
  reply: told,
})

export const handOverTask = defineRoute({
  name: 'handOverTask',
  method: 'POST',
  path: '/api/me/tasks/:code/handover',
  caller: 'person',
  summary:
    "Handed over: with the requester's four digits, with a photo, or without and why; then the requester is asked",
  params: ofCode,
  /** The code alone; or a photo, a reason, or both. */
  body: z.strictObject({
    handoverCode: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    withoutCode: z.enum(NO_CODE_REASONS).optional(),
    /** A photo that the helper sent before, of what he brought. */
    photoId: photoView.shape.id.optional(),
  }),
  reply: told,
})

export const giveBackTask = defineRoute({
  name: 'giveBackTask',
  method: 'POST',
  path: '/api/me/tasks/:code/release',
  caller: 'person',
  summary: 'Give it back without blame; others are asked at once',
  params: ofCode,
  body: z.strictObject({ reason: z.enum(RELEASE_REASONS).optional() }),
  reply: told,
})
