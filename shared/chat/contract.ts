import { z } from 'zod'
import { defineRoute } from '../route/route.ts'

/** Chat adapters that exist. One gateway = adapter + account. */
export const ADAPTERS = ['sandbox', 'wechaty', 'ilink'] as const

/** What CHAT_ADAPTER may say: one adapter, or the group's and the private one side by side. The sandbox stands alone. */
export const CHAT_SETTINGS = ['sandbox', 'wechaty', 'ilink', 'wechaty,ilink'] as const

/** What kinds of chat events reach the assistant; only `text` and `recalled` are understood, the others get a defined answer or silence. */
export const INBOUND_KINDS = [
  'text',
  'voice',
  'image',
  'video',
  'file',
  'emoticon',
  'card',
  'link',
  'location',
  'contact',
  'red_envelope',
  'transfer',
  'recalled',
  'other',
] as const

/** Longer texts are cut by the gateway before they are stored; `truncated` says so. */
export const TEXT_LIMIT = 20_000

const id = z.string().min(1).max(200)
const instant = z.iso.datetime({ offset: true })

/** One event of the chat platform, as the gateway's own inbox keeps it. `messageId` is unique within adapter + account. */
export const inboundEvent = z.strictObject({
  adapter: z.enum(ADAPTERS),
  account: id,
  messageId: id,
  /** The platform's own time of the message. */
  at: instant,
  /** Arrival number in the gateway's inbox; breaks ties of `at` within a room. */
  seq: z.int().nonnegative(),
  kind: z.enum(INBOUND_KINDS),
  /** Absent in a private chat. */
  room: z.strictObject({ id, topic: z.string().max(200) }).optional(),
  from: z.strictObject({ id, name: z.string().max(500) }),
  /** Sent by the assistant's own account: the echo that proves an outgoing message was seen. */
  self: z.boolean(),
  text: z.string().max(TEXT_LIMIT),
  truncated: z.boolean().optional(),
  /** The assistant was named with @ or the chat is private. */
  mentionsMe: z.boolean(),
  /** For `recalled`: the message that was withdrawn. */
  recalledId: id.optional(),
})
export type InboundEvent = z.infer<typeof inboundEvent>

/** Words on their way out. `contactId`s are the platform's; `lease` says until when this consumer may send it. */
export const outgoingMessage = z.strictObject({
  id,
  /** Short unique reference of this message, for reconciliation in logs; never shown. */
  ref: id,
  channel: z.enum(['room', 'private']),
  room: z.strictObject({ id }).optional(),
  to: z.array(z.strictObject({ contactId: id, name: z.string() })),
  text: z.string(),
  /** Emergencies pass the quiet hours and stand first in the pacer. */
  urgent: z.boolean(),
  tries: z.int().nonnegative(),
  /** An earlier attempt may have been seen: look for its echo before sending again. */
  inDoubt: z.boolean(),
  queuedAt: instant,
  leaseUntil: instant,
  /** Grows with every claim; an outcome with an older fence is refused. */
  fence: z.int(),
})
export type OutgoingMessage = z.infer<typeof outgoingMessage>

const gateway = { adapter: z.enum(ADAPTERS), account: id }

/** Stores chat events once each. At least once from the bot, exactly once in the record. */
export const receiveMessages = defineRoute({
  name: 'receiveMessages',
  method: 'POST',
  path: '/api/bot/inbound',
  caller: 'bot',
  summary: 'Store chat events in the inbox, each once',
  idempotencyKey: false,
  body: z.strictObject({ events: z.array(inboundEvent).min(1).max(200) }),
  reply: z.strictObject({ stored: z.int(), known: z.int() }),
})

/** Waits up to `waitMs` for words to say, and leases at most `max` of them to this consumer. */
export const claimOutgoing = defineRoute({
  name: 'claimOutgoing',
  method: 'POST',
  path: '/api/bot/outgoing/claim',
  caller: 'bot',
  summary: 'Lease outgoing messages to the gateway',
  idempotencyKey: false,
  body: z.strictObject({ ...gateway, consumer: id, max: z.int().min(1).max(100), waitMs: z.int().min(0).max(25_000) }),
  reply: z.strictObject({ items: z.array(outgoingMessage) }),
})

/** `sent`: handed to the platform or its echo was seen. `failed`: may be tried again. `refused`: the platform will never take it. */
export const reportOutgoing = defineRoute({
  name: 'reportOutgoing',
  method: 'POST',
  path: '/api/bot/outgoing/outcomes',
  caller: 'bot',
  summary: 'Report what became of leased messages',
  idempotencyKey: false,
  body: z.strictObject({
    ...gateway,
    outcomes: z
      .array(
        z.strictObject({
          id,
          fence: z.int(),
          outcome: z.enum(['sent', 'failed', 'refused']),
          platformMessageId: id.optional(),
          reason: z.string().max(500).optional(),
          at: instant,
        }),
      )
      .min(1)
      .max(100),
  }),
  reply: z.strictObject({ accepted: z.int(), stale: z.int() }),
})

/** A gateway tells of so many ended chats at most. */
export const MOST_ENDED = 50

/** The gateway's heartbeat, every 5 s and on every change. `blind` tells of a gap in hearing, once it is over. `qr` only while a login waits. */
export const reportPresence = defineRoute({
  name: 'reportPresence',
  method: 'POST',
  path: '/api/bot/presence',
  caller: 'bot',
  summary: 'Say whether the gateway hears and speaks',
  idempotencyKey: false,
  body: z.strictObject({
    ...gateway,
    consumer: id,
    state: z.enum(['starting', 'scan', 'online', 'offline', 'halted']),
    since: instant,
    qr: z.string().max(4_000).optional(),
    blind: z.strictObject({ from: instant, to: instant }).optional(),
    reason: z.string().max(500).optional(),
    /** Bound chats that have ended and whose people have not come back, the newest first. Told again with each beat. */
    ended: z
      .array(z.strictObject({ contactId: id, at: instant }))
      .max(MOST_ENDED)
      .optional(),
  }),
  reply: z.strictObject({
    /** This consumer holds the gateway's lease; a second one must not connect (BOT-05). */
    held: z.boolean(),
  }),
})

/** For staff: does the assistant hear and speak, and the code to log it in with while one is good. */
export const listGateways = defineRoute({
  name: 'listGateways',
  method: 'GET',
  path: '/api/gateways',
  caller: 'staff',
  summary: 'Chat accounts: online or not, and the code to scan while one is good, for whoever may scan it',
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        /** `groups`: an account that sits in the groups. `private`: WeChat's bot channel, each code for one person. */
        reach: z.enum(['groups', 'private']),
        state: z.enum(['starting', 'scan', 'online', 'offline', 'halted']),
        stateWord: z.string(),
        since: instant,
        seenAt: instant,
        /** Text of the QR code; it expires within two minutes. */
        qr: z.string().optional(),
        /** The same code to be scanned from the screen, as a data URL, and since when it is the one. */
        code: z.strictObject({ picture: z.string(), since: instant }).optional(),
      }),
    ),
    abilities: z.strictObject({ scan: z.boolean() }),
  }),
})

/** Rooms, people and texts of the demo community, for the sandbox adapter to build its group from. Exists only while the sandbox adapter is on. */
export const readSandboxCast = defineRoute({
  name: 'readSandboxCast',
  method: 'GET',
  path: '/api/bot/sandbox-cast',
  caller: 'bot',
  summary: 'Who lives in the sandbox group',
  reply: z.strictObject({
    account: z.strictObject({ id, name: z.string() }),
    rooms: z.array(z.strictObject({ id, topic: z.string(), members: z.array(id) })),
    people: z.array(
      z.strictObject({ id, name: z.string(), role: z.string(), about: z.string(), canBeWrittenTo: z.boolean() }),
    ),
  }),
})
