import { z } from 'zod'

/** Kinds that the page may stand in for; all but `text` carry no content. */
export const SAYABLE_KINDS = [
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
] as const

/** Longest text that a person may type into the sandbox; the inbox cuts it as it would a real one. */
const TEXT_MAX = 30_000

const id = z.string().min(1).max(200)

export const sayBody = z
  .strictObject({
    as: id,
    conversationId: id,
    text: z.string().max(TEXT_MAX).default(''),
    mention: z.boolean().default(false),
    kind: z.enum(SAYABLE_KINDS).default('text'),
    /** Made by the page; saying the same one twice gives the first message again. */
    clientId: id,
  })
  .refine((body) => body.kind !== 'text' || body.text !== '', { path: ['text'], error: 'text is empty' })
export type SayBody = z.infer<typeof sayBody>

export const recallBody = z.strictObject({ as: id, messageId: id })

/** A message as the page shows it. `mentions` are ids of people. */
export interface SandboxMessage {
  id: string
  seq: number
  at: string
  from: { id: string; name: string }
  kind: string
  text: string
  mentions: string[]
  recalled?: true
}

export interface SandboxConversation {
  id: string
  kind: 'room' | 'private'
  title: string
  messages: SandboxMessage[]
}

/** What the page is told live. `seq` is the number of this happening: resume with `after=seq`. */
export interface LiveEvent {
  type: 'message' | 'recall'
  seq: number
  conversationId: string
  message: SandboxMessage
}

export interface CastPerson {
  id: string
  name: string
  role: string
  about: string
  canBeWrittenTo: boolean
}

/** Who lives in the sandbox; the same shape as the server's readSandboxCast. */
export interface Cast {
  account: { id: string; name: string }
  rooms: { id: string; topic: string; members: string[] }[]
  people: CastPerson[]
}
