import { z } from 'zod'
import { filledAddress } from '../me/contract.ts'
import { area } from '../people/contract.ts'
import { defineRoute } from '../route/route.ts'
import { item, requestView, wish } from '../requests/contract.ts'

const instant = z.iso.datetime({ offset: true })
const code = z.string().regex(/^[A-Z]{1,2}\d{3,4}$/)
const ofCode = z.strictObject({ code })
const note = z.string().trim().min(1).max(500)
/** Of the view that the person saw: what has changed since is not overwritten. */
const version = z.int().min(1)

/** The tiles of the form; each is one kind of help. */
export const FORM_KINDS = [
  'groceries',
  'medicine',
  'repair',
  'escort',
  'cleaning',
  'nursing',
  'childcare',
  'company',
  'parcel',
  'errand',
  'phone_help',
  'other',
] as const
export type FormKind = (typeof FORM_KINDS)[number]

/** Until when; `at` is a time of one's own, in local time. */
export const FORM_TIMES = [
  'now',
  'today',
  'tonight',
  'tomorrow_morning',
  'tomorrow_afternoon',
  'day_after_tomorrow',
  'no_hurry',
  'at',
] as const
export type FormTime = (typeof FORM_TIMES)[number]

/** What was not well, when a resident has a request taken up again. */
export const REOPEN_REASONS = ['not_arrived', 'wrong_thing', 'something_missing', 'poorly_done', 'other'] as const
export type ReopenReason = (typeof REOPEN_REASONS)[number]

const chosenItem = z.strictObject({
  name: z.string().trim().min(1).max(40),
  quantity: z.number().positive().max(999).optional(),
  unit: z.string().trim().min(1).max(8).optional(),
})
const items = z.array(chosenItem).max(20)
/** Fen: from 1 to 10,000 yuan. */
const budgetFen = z.int().min(100).max(1_000_000)

export const chosenTime = z.strictObject({
  choice: z.enum(FORM_TIMES),
  at: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
    .optional(),
})
export type ChosenTime = z.infer<typeof chosenTime>

const who = z.strictObject({
  kind: z.enum(['me', 'member', 'other']),
  memberId: z.string().min(1).max(100).optional(),
  name: z.string().trim().min(1).max(20).optional(),
})
const where = z.strictObject({ kind: z.enum(['home', 'member', 'other']), address: filledAddress.optional() })
/** So many people at once: 两个人抬沙发. */
const helpersNeeded = z.int().min(1).max(5)
/** Of whoever is at the door, for this request alone. */
const phone = z.string().trim().min(1).max(30)

/** What was chosen on the tiles. Nothing of it is guessed; only `note` is read as a sentence. */
export const requestForm = z.strictObject({
  kind: z.enum(FORM_KINDS),
  items,
  note: note.optional(),
  budgetFen: budgetFen.optional(),
  wish: wish.optional(),
  helpersNeeded: helpersNeeded.optional(),
  when: chosenTime,
  who,
  where,
  phone: phone.optional(),
  /** It was read back on the form itself, and this is the yes to it: where nothing is missing, nobody asks once more. */
  agreed: z.literal(true).optional(),
})
export type RequestForm = z.infer<typeof requestForm>

/** One of my requests, whole: what was understood, where it stands, what I may do. */
export const myRequestView = requestView.extend({
  /** One line that says where it stands, or the one question that is open. */
  statusLine: z.string(),
  kindWord: z.string(),
  /** Somebody has to buy things for it. */
  goods: z.boolean(),
  items: z.array(item),
  budgetFen: z.int().optional(),
  /** 今天11点前, as it was asked for. */
  whenWord: z.string().optional(),
  /** Where it goes, as far as the building. */
  area,
  /** What I said about it so far, each time. */
  said: z.array(z.string()),
  /** 妈妈, 邻居 …: for whom. */
  beneficiary: z.string().optional(),
  /** What I wish of whoever comes, and in words: 女的，会说蒙语. */
  wish: wish.optional(),
  wishWord: z.string().optional(),
  /** 每周二上午: I asked for it again and again. */
  repeatsWord: z.string().optional(),
  /** The promised time is over. */
  late: z.boolean(),
  rating: z.int().min(1).max(5).optional(),
  /** 过了期限，门牌和电话不再保留: what was taken after its time. */
  clearedWord: z.string().optional(),
  /** Until then it may be taken up again. */
  reopenUntil: instant.optional(),
  history: z.array(z.strictObject({ at: instant, time: z.string(), word: z.string() })),
  version,
  abilities: z.strictObject({
    ...requestView.shape.abilities.shape,
    change: z.boolean(),
    rate: z.boolean(),
    remind: z.boolean(),
    /** How many come, and who had better come, may be changed. Absent means no. */
    chooseHelpers: z.boolean().optional(),
    /** It may be asked for again and again. Absent means no. */
    repeat: z.boolean().optional(),
  }),
})
export type MyRequestView = z.infer<typeof myRequestView>

const answered = z.strictObject({ reply: z.string(), request: myRequestView })

export const askByForm = defineRoute({
  name: 'askByForm',
  method: 'POST',
  path: '/api/me/requests/form',
  caller: 'person',
  summary: 'Ask for help by the form of tiles',
  body: requestForm,
  /** Without a request where nothing was written down, such as an emergency in the note. */
  reply: z.strictObject({
    reply: z.string(),
    request: myRequestView.optional(),
    /** The same was asked before: this is the request of the first time. */
    known: z.literal(true).optional(),
  }),
  status: 201,
})

export const readMyRequest = defineRoute({
  name: 'readMyRequest',
  method: 'GET',
  path: '/api/me/requests/:code',
  caller: 'person',
  summary: 'One of my requests, whole',
  params: ofCode,
  reply: myRequestView,
})

export const confirmMyRequest = defineRoute({
  name: 'confirmMyRequest',
  method: 'POST',
  path: '/api/me/requests/:code/confirmation',
  caller: 'person',
  summary: 'It was understood: helpers are asked',
  params: ofCode,
  body: z.strictObject({}),
  reply: answered,
})

export const changeMyRequest = defineRoute({
  name: 'changeMyRequest',
  method: 'POST',
  path: '/api/me/requests/:code/amendment',
  caller: 'person',
  summary: 'Change what, when, where, for whom, how many come and who; a note is read as a sentence',
  params: ofCode,
  body: z.strictObject({
    version,
    /** All that is wanted from now on. */
    items: items.min(1).optional(),
    budgetFen: budgetFen.optional(),
    when: chosenTime.optional(),
    /** Another place. */
    address: filledAddress.optional(),
    /** For somebody else; whose home it is, or an address, goes with it. */
    who: who.optional(),
    where: where.optional(),
    phone: phone.optional(),
    /** These two as long as nobody has said yes to it as it was. An empty wish takes the old one back. */
    helpersNeeded: helpersNeeded.optional(),
    wish: wish.optional(),
    note: note.optional(),
  }),
  reply: answered,
})

export const cancelMyRequest = defineRoute({
  name: 'cancelMyRequest',
  method: 'POST',
  path: '/api/me/requests/:code/cancellation',
  caller: 'person',
  summary: 'Withdraw my request; a helper on the way is told',
  params: ofCode,
  body: z.strictObject({}),
  reply: answered,
})

export const finishMyRequest = defineRoute({
  name: 'finishMyRequest',
  method: 'POST',
  path: '/api/me/requests/:code/completion',
  caller: 'person',
  summary: 'It is done, with stars or without; stars alone for what is done already',
  params: ofCode,
  body: z.strictObject({ rating: z.int().min(1).max(5).optional() }),
  reply: answered,
})

export const reopenMyRequest = defineRoute({
  name: 'reopenMyRequest',
  method: 'POST',
  path: '/api/me/requests/:code/reopening',
  caller: 'person',
  summary: 'It was not done: somebody else is sought, a worker is told why',
  params: ofCode,
  body: z.strictObject({ reason: z.enum(REOPEN_REASONS) }),
  reply: answered,
})

export const remindOfMyRequest = defineRoute({
  name: 'remindOfMyRequest',
  method: 'POST',
  path: '/api/me/requests/:code/reminder',
  caller: 'person',
  summary: 'Ask where it is; what is late is told to the worker on duty',
  params: ofCode,
  body: z.strictObject({}),
  reply: answered,
})
