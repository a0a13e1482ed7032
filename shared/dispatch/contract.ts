import { z } from 'zod'
import { CATEGORIES } from '../language/frame.ts'
import { weekHours } from '../organisations/hours.ts'
import { helperTerms } from '../people/contract.ts'
import { photoView } from '../photos/contract.ts'
import { code } from '../requests/contract.ts'
import { NO_CODE_REASONS } from '../requests/states.ts'
import { defineRoute } from '../route/route.ts'
import { RELEASE_REASONS } from './words.ts'

const instant = z.iso.datetime({ offset: true })
const ofCode = z.strictObject({ code })
const choice = z.strictObject({ value: z.string(), word: z.string() })

/** One of several that are offered as one trip. */
const tripStop = z.strictObject({
  code,
  help: z.string(),
  need: z.string().optional(),
  /** Building level. */
  place: z.string(),
  when: z.string().optional(),
})

/** What a helper is asked before he has it: area and kind of help, never name, door or the requester's words. */
export const offerView = z.strictObject({
  code,
  /** 送菜 */
  help: z.string(),
  /** 西红柿、青椒，共15元内; absent where the kind says it all. */
  need: z.string().optional(),
  /** Building level. */
  place: z.string(),
  /** 今天11点前; absent where no time was named. */
  when: z.string().optional(),
  urgent: z.boolean(),
  /** Why he of all: 你离得近，今天还没接单。 */
  why: z.string(),
  since: instant,
  /** Absent for what goes alone. Yes and no count for all of it; a yes may say that it means the one alone. */
  trip: z
    .strictObject({
      /** 3家同一栋楼，顺路一趟办 */
      word: z.string(),
      /** All of it, itself among them, in the order in which they were asked for. */
      stops: z.array(tripStop).min(2),
    })
    .optional(),
  abilities: z.strictObject({ accept: z.boolean(), refuse: z.boolean() }),
  /** Why he may not accept now: 你手上还有A102，送完再接。 */
  notNow: z.string().optional(),
})
export type OfferView = z.infer<typeof offerView>

const offers = z.strictObject({
  items: z.array(offerView),
  inHand: z.int(),
  /** While the helper is not asked: 明天8点前不问你。 */
  paused: z.string().optional(),
})

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

/** What became of a word; the screen reads again what it needs. */
const told = z.strictObject({ code, reply: z.string() })

export const helperTermsView = z.strictObject({
  terms: helperTerms,
  /** 明天8点前不问你。 */
  paused: z.string().optional(),
  /** What may be chosen here. */
  choices: z.strictObject({
    skills: z.array(choice),
    zones: z.array(choice),
    genders: z.array(choice),
    languages: z.array(choice),
  }),
})
export type HelperTermsView = z.infer<typeof helperTermsView>

/** What a helper brought to its end. Nothing of the people whom he served. */
export const recordView = z.strictObject({
  months: z.array(
    z.strictObject({
      /** 2026-11 */
      month: z.string(),
      tasks: z.int(),
      /** Minutes that count, in quarter hours; absent for those who are paid for it. */
      minutes: z.int().optional(),
    }),
  ),
  items: z.array(
    z.strictObject({
      code,
      help: z.string(),
      at: instant,
      day: z.string(),
      minutes: z.int().optional(),
      verifiedBy: z.enum(['code', 'resident', 'worker']).optional(),
      /** Why it counts, or why not yet. */
      verdict: z.string(),
    }),
  ),
  /** How minutes are counted, in one sentence. */
  rule: z.string(),
})
export type RecordView = z.infer<typeof recordView>

export const listMyOffers = defineRoute({
  name: 'listMyOffers',
  method: 'GET',
  path: '/api/me/offers',
  caller: 'person',
  summary: 'What I am asked to do now, and why me',
  reply: offers,
})

export const acceptOffer = defineRoute({
  name: 'acceptOffer',
  method: 'POST',
  path: '/api/me/offers/:code/acceptance',
  caller: 'person',
  summary: 'Take an errand that I was asked for, and what was offered with it as one trip; the first one gets it',
  params: ofCode,
  /** `only`: of a trip this one alone. */
  body: z.strictObject({ only: z.literal(true).optional() }),
  /** What is mine now; of a trip somebody else may have had a part before, which the reply says. */
  reply: told.extend({ codes: z.array(code).min(1) }),
})

export const refuseOffer = defineRoute({
  name: 'refuseOffer',
  method: 'POST',
  path: '/api/me/offers/:code/refusal',
  caller: 'person',
  summary: 'Not this one, or nothing at all until tomorrow morning; no reason is asked',
  params: ofCode,
  body: z.strictObject({ notTonight: z.literal(true).optional() }),
  reply: told,
})

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

export const swapTask = defineRoute({
  name: 'swapTask',
  method: 'POST',
  path: '/api/me/tasks/:code/swap',
  caller: 'person',
  summary: 'Ask who goes in my place; it stays mine until somebody says yes, or the worker on duty has it',
  params: ofCode,
  body: z.strictObject({}),
  reply: told,
})

export const keepTask = defineRoute({
  name: 'keepTask',
  method: 'POST',
  path: '/api/me/tasks/:code/keep',
  caller: 'person',
  summary: 'I go myself after all; nobody is asked any more',
  params: ofCode,
  body: z.strictObject({}),
  reply: told,
})

/** Somebody with whom an errand may be exchanged, and what one would get: area and kind alone. */
export const exchangeView = z.strictObject({
  /** The other errand's. */
  code,
  /** 小何 */
  who: z.string(),
  /** 三区，取快递，今天下午3点前 */
  word: z.string(),
})
export type ExchangeView = z.infer<typeof exchangeView>

export const listExchanges = defineRoute({
  name: 'listExchanges',
  method: 'GET',
  path: '/api/me/tasks/:code/exchanges',
  caller: 'person',
  summary: 'With whom I might exchange this errand: fellow volunteers whom mine suits and whose errand suits me',
  params: ofCode,
  reply: z.strictObject({ items: z.array(exchangeView) }),
})

export const proposeExchange = defineRoute({
  name: 'proposeExchange',
  method: 'POST',
  path: '/api/me/tasks/:code/exchange',
  caller: 'person',
  summary: 'Ask a fellow volunteer whether we exchange; mine stays mine until the other one says yes',
  params: ofCode,
  /** The other errand's code. */
  body: z.strictObject({ with: code }),
  reply: told,
})

export const answerExchange = defineRoute({
  name: 'answerExchange',
  method: 'POST',
  path: '/api/me/tasks/:code/exchange/answer',
  caller: 'person',
  summary: 'I was asked to exchange mine for another one: yes, and both change hands; or no, without a reason',
  params: ofCode,
  /** The code of what I would get. */
  body: z.strictObject({ with: code, yes: z.boolean() }),
  reply: told,
})

export const readHelperTerms = defineRoute({
  name: 'readHelperTerms',
  method: 'GET',
  path: '/api/me/helper-terms',
  caller: 'person',
  summary: 'What I offer: skills, zones, free hours, pause; and what may be chosen here',
  reply: helperTermsView,
})

export const saveHelperTerms = defineRoute({
  name: 'saveHelperTerms',
  method: 'PUT',
  path: '/api/me/helper-terms',
  caller: 'person',
  summary: 'Say what I offer; the whole of it replaces what was said before',
  body: z.strictObject({
    skills: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length),
    zones: z.array(z.string().min(1).max(40)).max(100),
    freeHours: z.array(weekHours).max(21),
    /** Not asked before this; absent ends a pause. */
    pausedUntil: instant.optional(),
    gender: helperTerms.shape.gender,
    languages: helperTerms.shape.languages,
    version: helperTerms.shape.version,
  }),
  reply: helperTermsView,
})

export const readMyRecord = defineRoute({
  name: 'readMyRecord',
  method: 'GET',
  path: '/api/me/record',
  caller: 'person',
  summary: 'My record of service of the last twelve months; only verified service counts',
  reply: recordView,
})
