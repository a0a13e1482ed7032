import type { HeardEvent } from '../../bot/session/port.ts'

/** A message that a resident wrote in a group. */
export function anEvent(messageId: string, text = '帮我买菜'): HeardEvent {
  return {
    adapter: 'wechaty',
    account: 'main',
    messageId,
    at: '2026-11-22T02:00:00.000Z',
    kind: 'text',
    room: { id: 'r1', topic: '一群' },
    from: { id: 'wang', name: '王阿姨' },
    self: false,
    text,
    mentionsMe: false,
  }
}
