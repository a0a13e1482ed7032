import type { OutgoingMessage } from '@yimin/shared/chat/contract'

/** WeChat puts this blank after a mention. */
const MENTION_BLANK = '\u2005'

/** The words as they are handed to the platform: in a room, whoever is meant is named with @ unless the words already name them. */
export function composeText(message: Pick<OutgoingMessage, 'channel' | 'to' | 'text'>): string {
  if (message.channel !== 'room') return message.text
  const unnamed = message.to.filter(({ name }) => name !== '' && !message.text.includes(name))
  return unnamed.map(({ name }) => `@${name}${MENTION_BLANK}`).join('') + message.text
}

/** Calls on everybody are never said (they annoy, and platforms punish them). */
export function callsEverybody(text: string): boolean {
  return /@(所有人|全体成员|all\b|everyone\b)/i.test(text)
}
