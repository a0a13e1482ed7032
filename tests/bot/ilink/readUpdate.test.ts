import { readAnswer } from '../../../bot/adapters/ilink/protocol.ts'
import { readUpdate } from '../../../bot/adapters/ilink/readUpdate.ts'
import { EnvFault, readEnv } from '../../../bot/app/env.ts'

const NOON = Date.parse('2026-11-22T04:00:00Z')
const message = {
  message_id: '7448678501208393001',
  from_user_id: 'wang',
  create_time_ms: NOON - 1_000,
  message_type: 1,
  item_list: [{ type: 1, text_item: { text: '帮我买菜' } }],
  context_token: 'c1',
}
const read = (more: object = {}) => readUpdate({ ...message, ...more }, 'main', NOON)

test('words are heard with who and when, as a private chat', () => {
  expect(read()).toMatchObject({
    userId: 'wang',
    contextToken: 'c1',
    event: {
      adapter: 'ilink',
      kind: 'text',
      text: '帮我买菜',
      at: '2026-11-22T03:59:59.000Z',
      mentionsMe: true,
      self: false,
    },
  })
})

test.each([
  ['a picture', [{ type: 2, image_item: {} }], 'image', ''],
  ['spoken words that nobody wrote down', [{ type: 3, voice_item: {} }], 'voice', ''],
  ['spoken words with WeChat’s transcript', [{ type: 3, voice_item: { text: '我要两斤米' } }], 'text', '我要两斤米'],
  ['a file', [{ type: 4 }], 'file', ''],
  ['a film', [{ type: 5 }], 'video', ''],
  ['words beside a picture', [{ type: 2 }, { type: 1, text_item: { text: '要这个' } }], 'text', '要这个'],
  ['what nobody knows', [{ type: 99 }], 'other', ''],
  ['nothing at all', [], 'other', ''],
  ['another shape', [{ type: 'eins' }], 'other', ''],
])('%s', (_what, item_list, kind, text) => {
  expect(read({ item_list })?.event).toMatchObject({ kind, text })
})

test.each([
  ['a group', { group_id: 'g1' }],
  ['the assistant itself', { message_type: 2 }],
  ['nobody', { from_user_id: '' }],
])('words of %s are passed over', (_whose, more) => {
  expect(read(more)).toBeUndefined()
})

test('an impossible time gives way to our own, a very long text is cut to whole characters', () => {
  expect(read({ create_time_ms: NOON * 3 })?.event.at).toBe('2026-11-22T04:00:00.000Z')
  const long = read({ item_list: [{ type: 1, text_item: { text: '米'.repeat(30_000) } }] })?.event
  expect([long?.text.length, long?.truncated]).toEqual([20_000, true])
})

test('the same message has the same id, another one another, also where the service gives none', () => {
  const ids = [{}, { message_id: '7448678501208393002' }, { message_id: undefined }, { message_id: undefined, seq: 5 }]
  const given = ids.map((more) => read(more)?.event.messageId)
  expect(new Set(given).size).toBe(4)
  expect(ids.map((more) => read(more)?.event.messageId)).toEqual(given)
  expect(read({ from_user_id: 'li' })?.event.messageId).not.toBe(given[0])
})

test('large numbers stay whole, and words that look like one stay words', () => {
  const text = '{"msgs":[{"message_id":7448678501208393001,"text":"\\"message_id\\":7448678501208393002"}]}'
  expect(readAnswer(text)).toEqual({
    msgs: [{ message_id: '7448678501208393001', text: '"message_id":7448678501208393002' }],
  })
})

describe('settings', () => {
  const good = { DATA_DIR: '/data' }

  test('the private channel runs alone, or beside the group’s', () => {
    expect(readEnv({ ...good, CHAT_ADAPTER: 'ilink' }).adapters).toEqual(['ilink'])
    const both = { ...good, CHAT_ADAPTER: 'wechaty,ilink' }
    expect(readEnv({ ...both, CHAT_PUPPET: 'wechaty-puppet-padlocal' }).adapters).toEqual(['wechaty', 'ilink'])
    expect(() => readEnv(both)).toThrow('CHAT_PUPPET')
  })

  test.each(['http://ilink.example', 'ftp://127.0.0.1', 'http://127.0.0.1.evil.example'])(
    '%s is no address for tokens',
    (base) => {
      expect(() => readEnv({ ...good, ILINK_API_BASE: base })).toThrow(EnvFault)
    },
  )

  test('a stand-in on this machine is one', () => {
    expect(readEnv({ ...good, ILINK_API_BASE: 'http://127.0.0.1:3320' }).iLinkBase).toBe('http://127.0.0.1:3320')
  })
})
