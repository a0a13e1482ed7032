import { createHash } from 'node:crypto'
import { TEXT_LIMIT } from '@yimin/shared/chat/contract'
import type { HeardEvent } from '../../session/port.ts'
import { FROM_PERSON, iLinkMessage, ITEM, type ILinkMessage } from './protocol.ts'

/** What one message of the service comes to: words of a person, with the token by which she may be answered. */
export interface HeardUpdate {
  userId: string
  contextToken: string | undefined
  /** When she wrote (ms since 1970). */
  at: number
  event: HeardEvent
}

const KINDS: Readonly<Record<number, HeardEvent['kind']>> = {
  [ITEM.text]: 'text',
  [ITEM.image]: 'image',
  [ITEM.voice]: 'voice',
  [ITEM.file]: 'file',
  [ITEM.video]: 'video',
}
const DAY_MS = 24 * 60 * 60 * 1000

/** A message of another shape than we know is still somebody's: she is asked to write again. */
const strangeMessage = iLinkMessage
  .pick({ from_user_id: true, context_token: true })
  .transform((known): ILinkMessage => known)

/**
 * Reads one message. Undefined for what is nobody's words: the assistant's own, a message of a group (the channel is for two alone),
 * and what has no sender.
 */
export function readUpdate(raw: unknown, account: string, now: number): HeardUpdate | undefined {
  const message = iLinkMessage.safeParse(raw).data ?? strangeMessage.safeParse(raw).data
  if (!message?.from_user_id || message.from_user_id.length > 200) return undefined
  if (message.group_id || (message.message_type ?? FROM_PERSON) !== FROM_PERSON) return undefined
  const told = message.create_time_ms
  const at = told !== undefined && told > 0 && told < now + DAY_MS ? told : now
  const { kind, text } = contentOf(message)
  return {
    userId: message.from_user_id,
    contextToken: message.context_token || undefined,
    at,
    event: {
      adapter: 'ilink',
      account,
      messageId: idOf(message, JSON.stringify(raw)),
      at: new Date(at).toISOString(),
      kind,
      from: { id: message.from_user_id, name: '' },
      self: false,
      text: text.slice(0, TEXT_LIMIT).replace(/[\uD800-\uDBFF]$/, ''),
      ...(text.length > TEXT_LIMIT ? { truncated: true } : {}),
      mentionsMe: true,
    },
  }
}

/** Words first; what was spoken counts as words where WeChat has written them down, and is read back like them. */
function contentOf({ item_list: items = [] }: ILinkMessage): { kind: HeardEvent['kind']; text: string } {
  const words = items.flatMap((item) => {
    const text = item.type === ITEM.voice ? item.voice_item?.text : item.text_item?.text
    return text ? [text] : []
  })
  if (words.length > 0) return { kind: 'text', text: wellFormed(words.join('\n')) }
  const first = items.find((item) => item.type !== ITEM.text)
  return { kind: (first?.type !== undefined && KINDS[first.type]) || 'other', text: '' }
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\u0000', '')
}

/** The same message has the same id, also when the service gives it none; whose it is cannot be read from it. */
function idOf({ message_id: id, client_id: client, seq, ...message }: ILinkMessage, whole: string): string {
  const own = id ?? client ?? (seq === undefined ? whole : `seq.${seq}`)
  return messageIdOf(message.from_user_id ?? '', own)
}

/** Our id of what this person wrote under the service's own id. */
export function messageIdOf(userId: string, own: string): string {
  return createHash('sha256').update(`${userId}|${own}`).digest('hex').slice(0, 32)
}
