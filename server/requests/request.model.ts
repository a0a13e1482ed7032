import type { Category, Group, Item, When } from '@yimin/shared/language/frame'
import type { PartKind } from '@yimin/shared/requests/parts'
import type { NoCodeReason, Status, Step } from '@yimin/shared/requests/states'
import type { Wish } from '@yimin/shared/people/wishes'
import type { Repeats } from '@yimin/shared/recurring/contract'
import type { OutboxEntry } from '../platform/events/events.ts'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { sealedIn } from '../platform/vault/index.ts'

/** What the clock of a request waits for. */
export type DueKind =
  | 'ask_again' // nobody answered the question: ask once more
  | 'hand_to_worker' // still nobody: a worker calls
  | 'review' // the worker has not looked yet
  | 'acceptance' // nobody has taken it yet
  | 'delivery' // the promised time
  | 'silence' // delivered, and the resident says nothing
  | 'closing' // the time for reopening

/** What keeps a draft from being dispatched. */
export type Missing = 'what' | 'address' | 'quantity' | 'time'

export interface HistoryEntry {
  seq: number
  at: Date
  step: Step
  from?: Status
  to: Status
  /** A person's id, or `system`. */
  by: string
  /** The inbound message, HTTP call or event that caused it. */
  cause: string
  /** Short words of staff; never personal data. */
  note?: string
}

/** `visit` and `phone`: written down at the desk. */
export type Channel = 'room' | 'private' | 'app' | 'visit' | 'phone'

export interface Place {
  place?: string
  zone?: string
  building?: string
}

/** Words at their time: to the helper before the promise, and to a few requesters after the end. */
export type Nudge = 'soon' | 'start' | 'no_show' | 'follow_up'

/** A part of a request, as the request itself knows it; the part is a request of its own. */
export interface PartRef {
  requestId: string
  kind: PartKind
  category: Category
  items: Item[]
}

/** The helper who has it, and how far he is. */
export interface Assignee {
  personId: string
  acceptedAt: Date
  promisedAt: Date
  /** The last reminder about this promise. */
  nudged?: Nudge
  /** How often he has put it off, and when last. */
  postponed?: number
  postponedAt?: Date
  startedAt?: Date
  arrivedAt?: Date
  /** He goes out for one errand at a time: the record takes no second one of his that is in hand. */
  alone?: true
  /** The trip in which he brings it, where there are several: the id of the request that began it. */
  tripId?: string
  /** Handover codes that were tried: four digits could be guessed. */
  codeTries?: number
}

/**
 * `code`: the requester told him her code. `photo`: he took a picture at the door. `word`: his word alone. The requester is
 * asked after both, and `reason` says how it was given.
 */
export interface Handover {
  how: 'code' | 'photo' | 'word'
  reason?: NoCodeReason
}

/** Somebody who has it asks who goes in his place (换一下); he has it until one says yes. */
export interface SwapWish {
  byId: string
  at: Date
  /** If nobody says yes by then, it is open again and the worker on duty has it. */
  until: Date
  /** Whom alone he wants asked, as long as that one has not said no. */
  namedId?: string
}

/**
 * Two volunteers exchange what each has in hand (对换); each of the two requests knows the other. Who proposes it has `proposed`
 * in his, and `given` once it is the other's; who says yes has `agreed` in his until it is the first one's.
 */
export interface Exchange {
  /** Names it, in both requests. */
  id: string
  stands: 'proposed' | 'agreed' | 'given'
  /** Who has this one, or had it before it was given. */
  byId: string
  withId: string
  withRequestId: string
  at: Date
  /** When it is looked after: a proposal is over, what was agreed is brought to its end. */
  until: Date
}

/** How much of an ended request was taken because its time was over, see shared/privacy/periods.ts; each holds what comes before it. */
export const CLEARED = ['sealed', 'words', 'person'] as const
export type Cleared = (typeof CLEARED)[number]

/** One request for help: one aggregate, one document. Fields marked (sealed) are ciphertext of the vault. */
export interface RequestDoc {
  _id: string
  v: number
  code: string
  stationId: string
  status: Status
  requesterId: string
  /** Where it was asked, so that answers go there. */
  origin: { channel: Channel; chatId?: string }
  category: Category
  items: Item[]
  budgetFen?: number
  when?: When
  /** The time that was wished for and was over already: another one is asked for. Empty: any time will do. */
  passedWhen?: When
  urgent: boolean
  /** Building level, in clear. */
  place: Place
  /** Unit, floor, room (sealed, S2). */
  door?: string
  /** Digits (sealed, S2). */
  phone?: string
  /** Special groups (sealed, S3); `priority` alone is in clear. */
  groups?: string
  /** 0 plain, 1 comes first. Says nothing about why. */
  priority: 0 | 1
  /** The speaker's own words, one entry a message (sealed, S2). */
  words: string[]
  /** Ids of photos, in the order in which they came. */
  photos?: string[]
  /** 妈妈, 邻居 …: for whom, as the speaker says it. */
  beneficiary?: string
  /** What others do for it; whoever has the request itself carries it to the door. */
  parts?: PartRef[]
  /** Nobody is asked to carry it before all parts are taken. */
  gathering?: true
  /** The request of which this is a part: its requester hears of that one alone. */
  partOf?: string
  part?: PartKind
  missing: Missing[]
  /** How often the assistant has asked. */
  asked: number
  confirmedAt?: Date
  /** Codes of the moderation's reasons. */
  reviewReasons: string[]
  rejection?: string
  ownerId: string
  dueAt?: Date
  dueKind?: DueKind
  /** When the next small word is due; owner and clock know nothing of it. */
  nudgeAt?: Date
  /** When it was asked how it was. */
  followedUpAt?: Date
  escalatedAt?: Date
  assignee?: Assignee
  /** Ends by itself once whoever asked for it goes, or has it no more. */
  swap?: SwapWish
  /** Ends by itself as a wish for a swap does; what has been given stands until both have changed hands. */
  exchange?: Exchange
  /** What the requester wishes of whoever comes. */
  wish?: Wish
  /** The sentence asked for it again and again: once it is let through, it comes by itself. */
  repeats?: Repeats
  /** So many people at once, where one is not enough. */
  helpersNeeded?: number
  /** Who goes with the assignee; while a seat is free, all who have one. */
  companions?: Assignee[]
  /** What was promised when all seats were taken, while one of them is free again. */
  promiseKept?: Date
  /** Volunteers whose hands it fills, whichever seat they have. */
  handsFull?: string[]
  /** How it was handed over, as the helper said it. */
  handover?: Handover
  /** Ids of the photos that helpers took when they handed it over, in the order in which they came. A reopening keeps them. */
  handoverPhotos?: string[]
  /** Four digits (sealed, S2). */
  handoverCode?: string
  finishedBy?: 'resident' | 'silence' | 'worker'
  rating?: number
  reopened: number
  /** The recurring task of which it is one instance. */
  recurringId?: string
  /** Who is asked before everybody else, by himself: he helped with it the last time. */
  askFirst?: string
  cleared?: Cleared
  history: HistoryEntry[]
  outbox: OutboxEntry[]
  /** The last causes that were worked in, so that a repeated one changes nothing. */
  causeIds: string[]
  createdAt: Date
  updatedAt: Date
}

export const REQUESTS = 'requests'

export function requestsOf(platform: Platform) {
  return platform.db.collection<RequestDoc>(REQUESTS)
}

export const requestIndexes: CollectionIndexes[] = [
  {
    collection: REQUESTS,
    indexes: [
      { key: { stationId: 1, code: 1 }, unique: true },
      { key: { 'history.0.cause': 1 }, unique: true },
      { key: { requesterId: 1, createdAt: -1 } },
      { key: { stationId: 1, status: 1, createdAt: -1 } },
      { key: { stationId: 1, createdAt: -1 } },
      { key: { stationId: 1, dueAt: 1, _id: 1 } },
      { key: { 'assignee.personId': 1, status: 1 }, partialFilterExpression: { assignee: { $exists: true } } },
      {
        key: { 'assignee.personId': 1, 'assignee.alone': 1 },
        unique: true,
        partialFilterExpression: { 'assignee.alone': true, status: 'accepted' },
      },
      { key: { 'companions.personId': 1, status: 1 }, partialFilterExpression: { companions: { $exists: true } } },
      { key: { handsFull: 1 }, unique: true, partialFilterExpression: { handsFull: { $exists: true } } },
      { key: { recurringId: 1, createdAt: -1 }, partialFilterExpression: { recurringId: { $exists: true } } },
      { key: { partOf: 1 }, partialFilterExpression: { partOf: { $exists: true } } },
      { key: { updatedAt: 1 }, partialFilterExpression: { status: 'open' } },
      { key: { 'exchange.until': 1 }, partialFilterExpression: { 'exchange.until': { $exists: true } } },
      {
        key: { 'exchange.withRequestId': 1 },
        partialFilterExpression: { 'exchange.withRequestId': { $exists: true } },
      },
      { key: { 'exchange.byId': 1 }, partialFilterExpression: { 'exchange.byId': { $exists: true } } },
      { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
      { key: { nudgeAt: 1 }, partialFilterExpression: { nudgeAt: { $exists: true } } },
      { key: { 'outbox.at': 1 }, partialFilterExpression: { 'outbox.0': { $exists: true } } },
    ],
  },
]

type Sealed = 'door' | 'phone' | 'groups' | 'words' | 'handoverCode'
/** Where a sealed value belongs: a ciphertext moved to another field or document does not open. */
export function sealedAt(requestId: string, field: Sealed) {
  return { collection: REQUESTS, id: requestId, field, class: field === 'groups' ? ('S3' as const) : ('S2' as const) }
}

export type Door = { unit?: string; floor?: string; room?: string }
export type Groups = Group[]

export const requestSealed = sealedIn<RequestDoc>({
  collection: REQUESTS,
  fields: {
    door: ({ _id }) => sealedAt(_id, 'door'),
    phone: ({ _id }) => sealedAt(_id, 'phone'),
    groups: ({ _id }) => sealedAt(_id, 'groups'),
    'words[]': ({ _id }) => sealedAt(_id, 'words'),
    handoverCode: ({ _id }) => sealedAt(_id, 'handoverCode'),
  },
})
