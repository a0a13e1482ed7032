import { createHash } from 'node:crypto'
import type { OutgoingMessage } from '@yimin/shared/chat/contract'

/** Where a message is said, as one string. */
export function conversationOf(message: Pick<OutgoingMessage, 'channel' | 'room' | 'to'>): string {
  return message.channel === 'room' ? `room:${message.room?.id ?? ''}` : `private:${message.to[0]?.contactId ?? ''}`
}

/** A short mark of words that survives what platforms do to them: mentions in front, kinds of blanks. Words themselves are not kept. */
export function textHashOf(text: string): string {
  const plain = text
    .replace(/^(?:@[^\s@]{1,40}\s)+/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC')
  return createHash('sha256').update(plain).digest('hex').slice(0, 32)
}

/** By this an echo is known again. */
export function echoKeyOf(conversation: string, text: string): string {
  return `${conversation}|${textHashOf(text)}`
}
