import { inboundEvent, TEXT_LIMIT } from '@yimin/shared/chat/contract'
import { readMessage, type MessageContext, type PlatformMessage } from '../../bot/inbound/readMessage.ts'

const NOW = new Date('2026-11-22T02:00:00.000Z')

const context: MessageContext = {
  adapter: 'wechaty',
  account: 'main',
  self: { id: 'me', name: '益民 助手' },
  talkerName: '王阿姨',
  roomTopic: '一群',
  now: NOW,
}

function read(message: Partial<PlatformMessage>, more: Partial<MessageContext> = {}) {
  const event = readMessage(
    { id: 'm1', type: 7, timestamp: NOW.getTime() / 1_000, talkerId: 'wang', roomId: 'r1', text: '你好', ...message },
    { ...context, ...more },
  )
  expect(inboundEvent.safeParse({ ...event, seq: 1 }).error).toBeUndefined()
  return event
}

test.each([
  [0, 'other'],
  [1, 'file'],
  [2, 'voice'],
  [3, 'contact'],
  [4, 'other'],
  [5, 'emoticon'],
  [6, 'image'],
  [7, 'text'],
  [8, 'location'],
  [9, 'card'],
  [10, 'other'],
  [11, 'transfer'],
  [12, 'red_envelope'],
  [13, 'recalled'],
  [14, 'link'],
  [15, 'video'],
  [16, 'link'],
  [99, 'other'],
  [-1, 'other'],
])('type %i is %s, and only text carries words', (type, kind) => {
  const event = read({ type, text: '你好' })
  expect([event.kind, event.text]).toEqual([kind, kind === 'text' ? '你好' : ''])
})

test.each<[string, Partial<PlatformMessage>, boolean]>([
  ['the list names me', { text: '帮忙', mentionIdList: ['li', 'me'] }, true],
  ['the list names somebody else of the same name', { text: '@益民 助手\u2005帮忙', mentionIdList: ['li'] }, false],
  ['the name with a blank in it, as WeChat writes it', { text: '@益民 助手\u2005帮忙' }, true],
  ['the name typed by hand', { text: '@益民 助手帮忙' }, true],
  ['another name', { text: '@小李\u2005帮忙' }, false],
  ['no name', { text: '益民 助手在吗' }, false],
  ['a private chat', { roomId: undefined, text: '在吗' }, true],
  ['my own words', { talkerId: 'me', text: '@益民 助手' }, false],
  ['a picture with my name in it', { type: 6, text: '@益民 助手' }, false],
])('meant for me: %s', (_what, message, expected) => {
  expect(read(message).mentionsMe).toBe(expected)
})

test('my own words are marked, with old puppets too', () => {
  expect(read({ talkerId: 'me' }).self).toBe(true)
  expect(read({ talkerId: undefined, fromId: 'me' }).self).toBe(true)
  expect(read({}).self).toBe(false)
})

test.each([
  [1_763_776_800, '2025-11-22T02:00:00.000Z'],
  [1_763_776_800_123, '2025-11-22T02:00:00.123Z'],
  [0, NOW.toISOString()],
  [Number.NaN, NOW.toISOString()],
  [9e15, NOW.toISOString()],
])('a timestamp of %d is %s', (timestamp, at) => {
  expect(read({ timestamp }).at).toBe(at)
})

test('a long text is cut to the limit, never in the middle of a character', () => {
  const event = read({ text: 'x'.repeat(TEXT_LIMIT - 1) + '😀'.repeat(10) })
  expect([event.text.length, event.truncated]).toEqual([TEXT_LIMIT - 1, true])
  expect(read({ text: 'x'.repeat(TEXT_LIMIT) }).truncated).toBeUndefined()
})

test.each([
  ['lone surrogates', 'a\uD800b\uDC00c', 'a\uFFFDb\uFFFDc'],
  ['NUL', 'a\u0000b', 'ab'],
  ['emoji', '👨‍👩‍👧', '👨‍👩‍👧'],
  ['nothing', '', ''],
])('text with %s becomes well-formed', (_what, text, expected) => {
  expect(read({ text }).text).toBe(expected)
})

test.each([
  ['m-17', 'm-17'],
  ['<sysmsg><revokemsg><msgid>1</msgid><newmsgid>8831234567890</newmsgid></revokemsg></sysmsg>', '8831234567890'],
  ['"王阿姨" 撤回了一条消息', undefined],
  ['', undefined],
])('a recall told as %j withdraws %j', (text, recalledId) => {
  expect(read({ type: 13, text }).recalledId).toBe(recalledId)
})

test('payloads with holes do not throw', () => {
  for (const hole of [
    { text: undefined },
    { talkerId: undefined },
    { text: 7 as never },
    { type: undefined as never },
    { mentionIdList: [] },
  ]) {
    read(hole)
  }
})
