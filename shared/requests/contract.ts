import { z } from 'zod'
import { CATEGORIES, GROUPS } from '../language/frame.ts'
import { GENDERS, LANGUAGES } from '../people/wishes.ts'
import { photoView } from '../photos/contract.ts'
import { defineRoute } from '../route/route.ts'
import { STATUSES, STEPS } from './states.ts'

export const instant = z.iso.datetime({ offset: true })
const id = z.string().min(1).max(100)
const flag = z.literal('1')
export const sentence = z.string().trim().min(1).max(2_000)
export const code = z.string().regex(/^[A-Z]{1,2}\d{3,4}$/)

/** `open,accepted`: some of a closed list, in one value of a query. */
function several<Value extends string>(values: readonly Value[]) {
  return z
    .string()
    .max(400)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1))
}

export const item = z.strictObject({ name: z.string(), quantity: z.number().optional(), unit: z.string().optional() })
export const address = z.strictObject({
  place: z.string().optional(),
  zone: z.string().optional(),
  building: z.string().optional(),
  unit: z.string().optional(),
  floor: z.string().optional(),
  room: z.string().optional(),
})
export const when = z.strictObject({
  from: z.string().optional(),
  to: z.string().optional(),
  asap: z.literal(true).optional(),
})

/** What is wished of whoever comes (想请什么样的人). */
export const wish = z.strictObject({
  gender: z.enum(GENDERS).optional(),
  language: z.enum(LANGUAGES).optional(),
})

/** What the requester sees of her own request. */
export const requestView = z.strictObject({
  code,
  status: z.enum(STATUSES),
  statusWord: z.string(),
  /** How many of the five dots are filled, from 0. */
  step: z.int().min(0).max(4),
  summary: z.string(),
  /** Building level only. */
  place: z.string(),
  promisedTime: z.string().optional(),
  /** 小李; 小李、小王 where several come. */
  helperName: z.string().optional(),
  /** How many are needed, where one is not enough, and how many can come. */
  seats: z.strictObject({ needed: z.int(), taken: z.int() }).optional(),
  handoverCode: z.string().optional(),
  /** Absent when there is none. */
  photos: z.array(photoView).optional(),
  /** What the helper took a picture of at the door, while she is asked whether she has it. */
  handoverPhoto: photoView.optional(),
  abilities: z.strictObject({
    confirm: z.boolean(),
    cancel: z.boolean(),
    finish: z.boolean(),
    reopen: z.boolean(),
    /** Absent means no. */
    addPhoto: z.boolean().optional(),
  }),
  at: instant,
})
export type RequestView = z.infer<typeof requestView>

/** What a worker may do with a request at the desk. */
export const DESK_STEPS = [
  'approve',
  'reject',
  'assign',
  'release',
  'finish',
  'cancel',
  'reopen',
  'amend',
  'own',
  'note',
] as const
type DeskAbilities = { [step in (typeof DESK_STEPS)[number]]: z.ZodBoolean }

/** What station staff see on the board: no door, no phone, no group. */
export const staffRequestView = z.strictObject({
  code,
  status: z.enum(STATUSES),
  statusWord: z.string(),
  /** How many of the five dots are filled, from 0. */
  step: z.int().min(0).max(4),
  category: z.enum(CATEGORIES),
  kindWord: z.string(),
  summary: z.string(),
  place: z.string(),
  zone: z.string().optional(),
  whenWord: z.string(),
  /** 群里, 小程序, 来访, 电话: how it came. */
  channelWord: z.string(),
  /** For whom, as the asker says it. */
  beneficiary: z.string().optional(),
  urgent: z.boolean(),
  /** The time for this state has run out. */
  late: z.boolean(),
  /** Reopened and not done again yet: what was not well the last time, empty where nobody said. */
  notDone: z.string().optional(),
  /** What is still not known. */
  missing: z.array(z.string()),
  reviewReasons: z.array(z.string()),
  requester: z.strictObject({ id: z.string(), name: z.string() }),
  assignee: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  /** 女的，会说蒙语: what is wished of whoever comes. */
  wishWord: z.string().optional(),
  /** 小何想换一下: a helper who has it asks who goes in his place, or would exchange it with somebody. */
  swapWord: z.string().optional(),
  /** 每周二上午: it is asked for again and again. */
  repeatsWord: z.string().optional(),
  /** So many people at once, where one is not enough. */
  helpersNeeded: z.int().optional(),
  /** Who goes with the assignee; while a seat is free, all who can come. */
  companions: z.array(z.strictObject({ id: z.string(), name: z.string() })).optional(),
  /** 拍了照片，放门口了: how it was handed over. */
  handoverWord: z.string().optional(),
  /** 过了期限，门牌和电话不再保留: what was taken after its time. */
  clearedWord: z.string().optional(),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
  dueAt: instant.optional(),
  promisedAt: instant.optional(),
  createdAt: instant,
  /** Goes with every decision, so that nobody decides on what has changed meanwhile. */
  version: z.int(),
  abilities: z.strictObject(Object.fromEntries(DESK_STEPS.map((step) => [step, z.boolean()])) as DeskAbilities),
})
export type StaffRequestView = z.infer<typeof staffRequestView>

const historyEntry = z.strictObject({
  seq: z.int(),
  at: instant,
  step: z.enum(STEPS),
  stepWord: z.string(),
  from: z.enum(STATUSES).optional(),
  to: z.enum(STATUSES),
  by: z.string(),
  byName: z.string(),
  note: z.string().optional(),
})

/** One request as the desk has it open: nothing sealed, so nobody needs a reason. */
export const requestCard = z.strictObject({
  request: staffRequestView,
  items: z.array(item),
  /** Fen. */
  budgetFen: z.int().optional(),
  when: when.optional(),
  /** It may be made to come again and again. Absent means no. */
  repeat: z.literal(true).optional(),
  history: z.array(historyEntry),
  /** What others do for it; absent for what is in one hand. */
  parts: z
    .array(
      z.strictObject({
        code,
        /** 店里备货 */
        kindWord: z.string(),
        summary: z.string(),
        status: z.enum(STATUSES),
        statusWord: z.string(),
        helper: z.string().optional(),
      }),
    )
    .optional(),
  /** The code of the request of which it is a part. */
  partOf: code.optional(),
  /** It may be split; `goods`: a shop could have something of it ready. */
  split: z.strictObject({ goods: z.boolean() }).optional(),
  /** Of several helpers each may be changed by himself. Absent where one has it alone, and where nothing may be changed. */
  seats: z
    .array(z.strictObject({ id: z.string(), name: z.string() }))
    .min(1)
    .optional(),
})
export type RequestCard = z.infer<typeof requestCard>

/** One request opened by a worker with a reason: everything, and the reading is on record. */
export const requestFile = staffRequestView.extend({
  text: z.string(),
  items: z.array(item),
  /** Fen. */
  budgetFen: z.int().optional(),
  when: when.optional(),
  address: address.optional(),
  groups: z.array(z.enum(GROUPS)),
  phone: z.string().optional(),
  /** Absent when there is none. */
  photos: z.array(photoView).optional(),
  /** What helpers showed at the door, the latest last. Absent when there is none. */
  handoverPhotos: z.array(photoView).optional(),
  history: z.array(historyEntry),
})
export type RequestFile = z.infer<typeof requestFile>

const said = z.strictObject({
  /** What the assistant answers, to be shown where it was asked. */
  reply: z.string(),
  request: requestView.optional(),
  /** It was not understood: what was written stays where it was written. */
  unclear: z.literal(true).optional(),
})
export const ofCode = z.strictObject({ code })

export const askForHelp = defineRoute({
  name: 'askForHelp',
  method: 'POST',
  path: '/api/me/requests',
  caller: 'person',
  summary: 'Ask for help in one sentence',
  body: z.strictObject({ sentence }),
  reply: said,
  status: 201,
})

export const sayAboutRequest = defineRoute({
  name: 'sayAboutRequest',
  method: 'POST',
  path: '/api/me/requests/:code/say',
  caller: 'person',
  summary: 'Answer, change, cancel or confirm one of my requests in plain words',
  params: ofCode,
  body: z.strictObject({ sentence }),
  reply: said,
})

export const listMyRequests = defineRoute({
  name: 'listMyRequests',
  method: 'GET',
  path: '/api/me/requests',
  caller: 'person',
  summary: 'My requests, newest first',
  query: z.strictObject({
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  reply: z.strictObject({ items: z.array(requestView), nextCursor: z.string().nullable() }),
})

export const listRequests = defineRoute({
  name: 'listRequests',
  method: 'GET',
  path: '/api/requests',
  caller: 'staff',
  summary: 'The board of the station, with filters and search; by deadline or newest first',
  query: z.strictObject({
    /** One or several, with commas. */
    status: several(STATUSES).optional(),
    owner: id.optional(),
    category: several(CATEGORIES).optional(),
    zone: z.string().min(1).max(40).optional(),
    late: flag.optional(),
    urgent: flag.optional(),
    /** A code, or a name of the asker or helper: in Chinese, in pinyin, by initials. */
    q: z.string().trim().min(1).max(40).optional(),
    /** `due`: the nearest deadline first, and only what has one. */
    sort: z.enum(['new', 'due']).optional(),
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  reply: z.strictObject({ items: z.array(staffRequestView), nextCursor: z.string().nullable() }),
})

export const readRequest = defineRoute({
  name: 'readRequest',
  method: 'GET',
  path: '/api/requests/:code',
  caller: 'staff',
  summary: 'One request with its whole history; the reading is on record',
  params: ofCode,
  query: z.strictObject({ reason: z.string().trim().min(2).max(200) }),
  reply: requestFile,
})

export const readRequestCard = defineRoute({
  name: 'readRequestCard',
  method: 'GET',
  path: '/api/requests/:code/card',
  caller: 'staff',
  summary: 'One request without what is sealed: where it stands, and its whole history',
  params: ofCode,
  reply: requestCard,
})

const photoId = photoView.shape.id

export const addRequestPhoto = defineRoute({
  name: 'addRequestPhoto',
  method: 'POST',
  path: '/api/me/requests/:code/photos',
  caller: 'person',
  summary: 'Put a photo that I sent to one of my requests; four at most',
  params: ofCode,
  body: z.strictObject({ photoId }),
  reply: requestView,
})

export const removeRequestPhoto = defineRoute({
  name: 'removeRequestPhoto',
  method: 'DELETE',
  path: '/api/me/requests/:code/photos/:photoId',
  caller: 'person',
  summary: 'Take a photo away from one of my requests; it is erased',
  params: ofCode.extend({ photoId }),
  reply: requestView,
})
