import { z } from 'zod'
import { code, ofCode } from '../requests/contract.ts'
import { defineRoute } from '../route/route.ts'

const instant = z.iso.datetime({ offset: true })

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

/** What became of a word; the screen reads again what it needs. */
export const told = z.strictObject({ code, reply: z.string() })

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
