import type { Folded } from './fold.ts'
import type { Span } from './numbers.ts'

/** Bounded on both sides of the sign, so that no text makes the search slow. */
const MAIL = /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g
const CHAT_ACCOUNT =
  /(?:微信|vx|wx|v信|QQ)(?:号码?|账号)?[:是为 ]{0,3}([A-Za-z][A-Za-z0-9_-]{5,19}|[1-9][0-9]{4,11})(?![A-Za-z0-9])/gi
const WECHAT_ID = /(?<![A-Za-z0-9])wxid_[A-Za-z0-9]{6,24}/g

/** Mail addresses and accounts of other chats. */
export function findContacts({ digits }: Folded): Span[] {
  const whole = [...digits.matchAll(MAIL), ...digits.matchAll(WECHAT_ID)]
  const accounts = [...digits.matchAll(CHAT_ACCOUNT)]
  return [
    ...whole.map(({ 0: text, index }) => contact(index, index + text.length)),
    ...accounts.map(({ 0: text, 1: account = '', index }) =>
      contact(index + text.length - account.length, index + text.length),
    ),
  ]
}

const contact = (start: number, end: number): Span => ({ kind: 'contact', start, end })
