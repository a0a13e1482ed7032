import { z } from 'zod'
import { CATEGORIES, GROUPS } from '../language/frame.ts'
import { defineRoute } from '../route/route.ts'
import { address, item, sentence, staffRequestView, when, wish } from './contract.ts'
import { STATUSES } from './states.ts'

const id = z.string().min(1).max(100)
const someone = z.strictObject({ id, name: z.string() })
const count = z.int().min(0)

/** What stands at the head of the desk: only numbers that lead to an act. */
export const deskView = z.strictObject({
  me: someone,
  onDuty: someone.optional(),
  staff: z.array(someone),
  counts: z.strictObject({
    byStatus: z.record(z.enum(STATUSES), count),
    late: count,
    urgent: count,
    mine: count,
  }),
  zones: z.array(
    z.strictObject({
      name: z.string(),
      word: z.string(),
      /** Requests that are not ended. */
      open: count,
      late: count,
      buildings: z.array(
        z.strictObject({
          name: z.string(),
          word: z.string(),
          open: count,
          units: z.int().optional(),
          floors: z.int().optional(),
        }),
      ),
    }),
  ),
})
export type DeskView = z.infer<typeof deskView>

export const readDesk = defineRoute({
  name: 'readDesk',
  method: 'GET',
  path: '/api/desk',
  caller: 'staff',
  summary: 'The heads of the desk: how many wait in each state, who is on duty, the map of zones',
  reply: deskView,
})

export const findAskers = defineRoute({
  name: 'findAskers',
  method: 'POST',
  path: '/api/desk/askers',
  caller: 'staff',
  summary:
    'People of the own station by name (Chinese, pinyin, initials) or whole phone number: who is standing at the desk',
  // A question whose words may be a phone number: they stand in no address, and so in no log on the way (ASVS 14.2.1).
  idempotencyKey: false,
  body: z.strictObject({ q: z.string().trim().min(1).max(40) }),
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        name: z.string(),
        spokenTo: z.string(),
        roleWord: z.string(),
        place: z.string(),
        known: z.strictObject({ phone: z.boolean(), door: z.boolean() }),
      }),
    ),
  }),
})

/** What a sentence says, as the fields of the desk form. */
export const readingView = z.strictObject({
  /** Who asks, and how she came, where the sentence begins with it: 王阿姨打电话来说…. */
  asker: z.strictObject({ name: z.string(), channel: z.enum(['visit', 'phone']).optional() }).optional(),
  category: z.enum(CATEGORIES).optional(),
  items: z.array(item),
  /** Fen. */
  budgetFen: z.int().optional(),
  when: when.optional(),
  whenWord: z.string(),
  address: address.optional(),
  groups: z.array(z.enum(GROUPS)),
  phone: z.string().optional(),
  urgent: z.boolean(),
  /** Why a worker should look twice; plain words. */
  doubts: z.array(z.string()),
  /** It may not be brought at all; the sentence for the person. */
  refusal: z.string().optional(),
})
export type ReadingView = z.infer<typeof readingView>

export const readSentence = defineRoute({
  name: 'readSentence',
  method: 'POST',
  path: '/api/requests/reading',
  caller: 'staff',
  summary: 'Read a sentence into fields; nothing is stored',
  idempotencyKey: false,
  body: z.strictObject({ sentence }),
  reply: readingView,
})

/** Somebody the station knows by `id`, or a new person by `name`. */
export const asker = z.strictObject({
  id: id.optional(),
  name: z.string().trim().min(1).max(40).optional(),
  /** In any common writing. */
  phone: z.string().trim().min(5).max(20).optional(),
})

export const enterRequest = defineRoute({
  name: 'enterRequest',
  method: 'POST',
  path: '/api/requests',
  caller: 'staff',
  summary: 'Write down what somebody asks at the desk or by phone',
  body: z.strictObject({
    asker,
    /** 妈妈, 邻居: for whom, where it is not the asker. */
    beneficiary: z.string().trim().min(1).max(20).optional(),
    channel: z.enum(['visit', 'phone']),
    /** What was said, in the person's own words. */
    text: sentence.optional(),
    category: z.enum(CATEGORIES),
    items: z.array(item).max(30),
    /** Fen. */
    budgetFen: z.int().min(0).max(10_000_000).optional(),
    when: when.optional(),
    /** The home on record unless told. */
    address: address.optional(),
    groups: z.array(z.enum(GROUPS)).max(GROUPS.length),
    urgent: z.boolean(),
    wish: wish.optional(),
    /** So many people at once; one unless said. */
    helpersNeeded: z.int().min(1).max(5).optional(),
    /** The worker has looked: helpers are asked at once. */
    dispatch: z.boolean(),
  }),
  reply: z.strictObject({
    request: staffRequestView,
    /** It was refused, or waits: the sentence for the person at the desk. */
    say: z.string(),
  }),
  status: 201,
})
