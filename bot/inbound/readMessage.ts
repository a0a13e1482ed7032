import { TEXT_LIMIT, type INBOUND_KINDS } from '@yimin/shared/chat/contract'
import type { HeardEvent } from '../session/port.ts'

type Kind = (typeof INBOUND_KINDS)[number]

/** Wechaty's message types by number (wechaty-puppet, `MessageType`), each with our kind. Unlisted numbers are `other`. */
const KINDS: readonly Kind[] = [
  'other', // 0 Unknown
  'file', // 1 Attachment
  'voice', // 2 Audio
  'contact', // 3 Contact
  'other', // 4 ChatHistory
  'emoticon', // 5 Emoticon
  'image', // 6 Image
  'text', // 7 Text
  'location', // 8 Location
  'card', // 9 MiniProgram
  'other', // 10 GroupNote
  'transfer', // 11 Transfer
  'red_envelope', // 12 RedEnvelope
  'recalled', // 13 Recalled
  'link', // 14 Url
  'video', // 15 Video
  'link', // 16 Post
]

/** What of a Wechaty message payload is read. Old puppets call the talker `fromId`. */
export interface PlatformMessage {
  id: string
  type: number
  /** Seconds or milliseconds since 1970: puppets differ. */
  timestamp: number
  talkerId?: string
  fromId?: string
  roomId?: string
  /** Whom a private message is for. Old puppets call it `toId`. */
  listenerId?: string
  toId?: string
  text?: string
  mentionIdList?: string[]
}

/** What must be known beside the payload. */
export interface MessageContext {
  adapter: HeardEvent['adapter']
  account: string
  self: { id: string; name: string }
  talkerName: string
  roomTopic?: string
  /** The platform's room id as the server knows it, where the two differ. */
  roomId?: string
  now: Date
}

export function kindOf(type: number): Kind {
  return KINDS[type] ?? 'other'
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\u0000', '')
}

/** Cuts to whole characters: a pair of surrogates is never torn. */
function cut(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')
}

/** The platform's time; an impossible one (missing, far in the future) gives way to our own. */
function instantOf(timestamp: number, now: Date): string {
  const ms = timestamp > 1e11 ? timestamp : timestamp * 1000
  const plausible = Number.isFinite(ms) && ms > 0 && ms < now.getTime() + 24 * 60 * 60 * 1000
  return new Date(plausible ? ms : now.getTime()).toISOString()
}

/**
 * Is the assistant meant? The platform's own list decides where it gives one; else the written name does, as WeChat writes it
 * (`@name` + U+2005) or as people type it.
 */
function namesMe(message: PlatformMessage, text: string, self: MessageContext['self']): boolean {
  if (message.mentionIdList && message.mentionIdList.length > 0) return message.mentionIdList.includes(self.id)
  return self.name !== '' && text.includes(`@${self.name}`)
}

/** The withdrawn message's id: most puppets give it as the text, some give WeChat's own notice in XML. */
function recalledIdOf(text: string): string | undefined {
  const inNotice = /<newmsgid>(\d+)<\/newmsgid>/.exec(text) ?? /<msgid>(\d+)<\/msgid>/.exec(text)
  if (inNotice) return inNotice[1]
  const plain = text.trim()
  return /^[\w:@.-]{1,200}$/.test(plain) ? plain : undefined
}

function roomOf(message: PlatformMessage, context: MessageContext): Pick<HeardEvent, 'room'> {
  const id = context.roomId ?? message.roomId
  return id ? { room: { id: cut(id, 200), topic: cut(wellFormed(context.roomTopic ?? ''), 200) } } : {}
}

/** Words of a text message; other kinds carry none, whatever the platform put there (file names, XML). */
function wordsOf(kind: Kind, raw: string): Pick<HeardEvent, 'text' | 'truncated'> {
  if (kind !== 'text') return { text: '' }
  return raw.length > TEXT_LIMIT ? { text: cut(raw, TEXT_LIMIT), truncated: true } : { text: raw }
}

/** Turns one message of Wechaty into the event that the inbox keeps. Pure; never throws on any payload with an id and a talker. */
export function readMessage(message: PlatformMessage, context: MessageContext): HeardEvent {
  const kind = kindOf(message.type)
  const raw = typeof message.text === 'string' ? wellFormed(message.text) : ''
  const talkerId = message.talkerId || message.fromId || 'unknown'
  const self = talkerId === context.self.id
  const where = roomOf(message, context)
  const recalledId = kind === 'recalled' ? recalledIdOf(raw) : undefined
  return {
    adapter: context.adapter,
    account: context.account,
    messageId: message.id,
    at: instantOf(message.timestamp, context.now),
    kind,
    ...where,
    from: { id: cut(wellFormed(talkerId), 200), name: cut(wellFormed(context.talkerName), 500) },
    self,
    ...wordsOf(kind, raw),
    mentionsMe: !self && (!where.room || (kind === 'text' && namesMe(message, raw, context.self))),
    ...(recalledId === undefined ? {} : { recalledId }),
  }
}
