import type { InboundEvent } from '@yimin/shared/chat/contract'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { sealedIn } from '../platform/vault/index.ts'
import type { OpenField } from '../platform/vault/index.ts'

/** One chat event as it came, once each. `new` → `handled`, or `dead` after too many tries (a worker is told). */
export interface InboundDoc {
  /** adapter.account.messageId */
  _id: string
  /** One room or one private chat; its events are handled one after another. */
  lane: string
  adapter: string
  kind: InboundEvent['kind']
  /** `sandbox:g1`; absent in a private chat. */
  roomChatId?: string
  topic?: string
  /** `sandbox:wang` */
  fromChatId: string
  fromName: string
  self: boolean
  /** Sealed (S2): people write doors, phones and illnesses. Empty once an echo was heard. */
  text: string
  truncated: boolean
  mentionsMe: boolean
  recalledId?: string
  at: Date
  seq: number
  /** Room, talker, text and second: the same message under another id. */
  likeness?: string
  state: 'new' | 'handled' | 'dead'
  /** Somebody was about to handle it: what it asks for may have been done already. */
  begun?: true
  tries: number
  nextTryAt?: Date
  receivedAt: Date
}

/** Purpose of the blind index. */
export const LIKENESS = 'inbound.likeness'
const SHANGHAI_MS = 8 * 3_600_000

export const INBOUND = 'inbound'

export function inboundOf(platform: Platform) {
  return platform.db.collection<InboundDoc>(INBOUND)
}

export function textAt(id: string) {
  return { collection: INBOUND, id, field: 'text', class: 'S2' as const }
}

/** What the assistant asked a person last when two requests fitted: the act waits for the code. */
export interface ThreadDoc {
  /** The person's id. */
  _id: string
  /** The act's frame and text (sealed, S2). */
  act: string
  candidates: string[]
  at: Date
}

export const THREADS = 'threads'

export function threadsOf(platform: Platform) {
  return platform.db.collection<ThreadDoc>(THREADS)
}

export const chatIndexes: CollectionIndexes[] = [
  {
    collection: INBOUND,
    indexes: [
      { key: { lane: 1, at: 1, seq: 1 }, partialFilterExpression: { state: 'new' } },
      { key: { receivedAt: 1 }, partialFilterExpression: { state: 'new' } },
      // What one person said: read for her own data, and at an erasure.
      { key: { fromChatId: 1 } },
      { key: { likeness: 1 }, unique: true, partialFilterExpression: { likeness: { $exists: true } } },
      { key: { roomChatId: 1, receivedAt: -1 }, partialFilterExpression: { roomChatId: { $exists: true } } },
    ],
  },
]

/** Where what was meant belongs. */
export function actAt(personId: string) {
  return { collection: THREADS, id: personId, field: 'act', class: 'S2' as const }
}

/** By room, talker, second and text one message is known under another id. */
export function likenessOf(lane: string, fromId: string, second: string, text: string): string {
  return `${lane}|${fromId}|${second}|${text}`
}

export const chatSealed = [
  sealedIn<InboundDoc>({
    collection: INBOUND,
    fields: { text: ({ _id }) => textAt(_id) },
    indexes: { likeness: { purpose: LIKENESS, oneOf: likenessesOf } },
  }),
  sealedIn<ThreadDoc>({ collection: THREADS, fields: { act: ({ _id }) => actAt(_id) } }),
]

/** The second was taken as the chat platform wrote it, in world time or in ours. */
function likenessesOf({ lane, adapter, fromChatId, at }: InboundDoc, open: OpenField): string[] {
  const text = open('text')
  const fromId = fromChatId.slice(adapter.length + 1)
  const seconds = [at.toISOString(), new Date(at.getTime() + SHANGHAI_MS).toISOString()].map((iso) => iso.slice(0, 19))
  return text === undefined ? [] : seconds.map((second) => likenessOf(lane, fromId, second, text))
}
