import type { OutboxEntry } from '../platform/events/events.ts'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { sealedIn } from '../platform/vault/index.ts'

/**
 * Words on their way out: a row before they are words.
 * queued → leased (a gateway has it) → sent; `dead` after too many tries or a refusal, and then a person is told.
 */
export type OutgoingState = 'queued' | 'leased' | 'sent' | 'dead'

export interface OutgoingDoc {
  _id: string
  /** Idempotency: the same key is the same message. */
  key: string
  stationId: string
  adapter: string
  channel: 'room' | 'private'
  /** The room's or the contact's id on the platform. */
  chatId: string
  to: { personId: string; contactId: string; name: string }[]
  /** Sealed (S2): private words carry doors and phones. */
  text: string
  /** Blind index of the text, to know its echo again. */
  textMark: string
  /** Which words these are: `request.readBack`, `offer` … */
  template: string
  /** What they are about: a request's id, or nothing. */
  about?: string
  /** The code of the request, where there is one: some channels show nothing else. */
  code?: string
  urgent: boolean
  state: OutgoingState
  tries: number
  inDoubt: boolean
  /** Ways that did not take it, where it goes by a second one. */
  tried?: string[]
  consumer?: string
  leaseUntil?: Date
  /** Grows with every lease; an outcome with an older one is refused. */
  fence: number
  reason?: string
  /** Order of speaking within the house: milliseconds and a running number. */
  order: number
  queuedAt: Date
  sentAt?: Date
  /** WeChat's number of a subscribe message: its event says later whether it arrived. */
  platformMessageId?: string
  outbox: OutboxEntry[]
}

/** Purposes of blind indexes: of our own words, to know their echo; of a login code. */
export const TEXT_MARK = 'outgoing.text'
export const CODE_MARK = 'gateway.code'

export const OUTGOING = 'outgoing'

export function outgoingOf(platform: Platform) {
  return platform.db.collection<OutgoingDoc>(OUTGOING)
}

/** Where a message's text belongs. */
export function textAt(id: string) {
  return { collection: OUTGOING, id, field: 'text', class: 'S2' as const }
}

/** One chat account: who holds it, and whether it hears. */
export interface GatewayDoc {
  _id: string
  adapter: string
  account: string
  consumer: string
  leaseUntil: Date
  state: 'starting' | 'scan' | 'online' | 'offline' | 'halted'
  since: Date
  seenAt: Date
  /** Sealed (S2): who holds the code holds the account. Kept two minutes at most. */
  qr?: string
  qrUntil?: Date
  /** Tells this code from the next one without opening it, and since when it is the one. */
  qrMark?: string
  qrSince?: Date
}

/** Where a login code belongs. */
export function qrAt(gatewayId: string) {
  return { collection: GATEWAYS, id: gatewayId, field: 'qr', class: 'S2' as const }
}

export const GATEWAYS = 'gateways'

export function gatewaysOf(platform: Platform) {
  return platform.db.collection<GatewayDoc>(GATEWAYS)
}

export const outgoingIndexes: CollectionIndexes[] = [
  {
    collection: OUTGOING,
    indexes: [
      { key: { key: 1 }, unique: true },
      { key: { adapter: 1, urgent: -1, order: 1 }, partialFilterExpression: { state: { $in: ['queued', 'leased'] } } },
      { key: { textMark: 1, chatId: 1 } },
      // What was said to one person: read for her own data, at an erasure, and before one more word of the same kind.
      { key: { 'to.personId': 1, queuedAt: -1 } },
      {
        key: { platformMessageId: 1 },
        partialFilterExpression: { platformMessageId: { $exists: true } },
      },
      { key: { about: 1 }, partialFilterExpression: { about: { $exists: true } } },
      { key: { 'outbox.at': 1 }, partialFilterExpression: { 'outbox.0': { $exists: true } } },
    ],
  },
]

export const outgoingSealed = [
  sealedIn<OutgoingDoc>({
    collection: OUTGOING,
    fields: { text: ({ _id }) => textAt(_id) },
    indexes: { textMark: { purpose: TEXT_MARK, of: (_, open) => open('text') } },
  }),
  sealedIn<GatewayDoc>({
    collection: GATEWAYS,
    fields: { qr: ({ _id }) => qrAt(_id) },
    indexes: { qrMark: { purpose: CODE_MARK, of: (_, open) => open('qr') } },
  }),
]
