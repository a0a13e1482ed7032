import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutgoingMessage } from '@yimin/shared/chat/contract'
import { composeText } from '../../bot/outbound/composeText.ts'
import { echoKeyOf } from '../../bot/outbound/echoKey.ts'
import { Echoes } from '../../bot/outbound/echoes.ts'
import { SaidJournal } from '../../bot/outbound/saidJournal.ts'
import { sayMessage, type SayTools } from '../../bot/outbound/sayMessage.ts'
import { sortSendError } from '../../bot/adapters/wechaty/sendResult.ts'
import type { Capabilities, SendResult } from '../../bot/session/port.ts'

const NOON = Date.parse('2026-11-22T04:00:00Z')
let dir: string
let now: number
let said: string[]
let answer: SendResult
let tools: SayTools
let capabilities: Capabilities
let echoCount = 0

async function openJournal(): Promise<SaidJournal> {
  return SaidJournal.open(join(dir, 'said.log'), now)
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yimin-say-'))
  now = NOON
  said = []
  answer = { kind: 'sent' }
  capabilities = { proof: 'echo', stableIds: true, rooms: true, mentions: true, cards: false, hearsHere: true }
  tools = {
    gateway: {
      adapter: 'wechaty',
      account: 'main',
      get capabilities() {
        return capabilities
      },
      start: async () => undefined,
      stop: async () => undefined,
      send: async (message) => {
        said.push(message.text)
        return answer
      },
    },
    journal: await openJournal(),
    echoes: new Echoes(),
    now: () => now,
    hearingSince: () => NOON - 3_600_000,
    echoMs: 10_000,
  }
})

afterEach(async () => {
  await tools.journal.close()
  await rm(dir, { recursive: true, force: true })
})

function words(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    id: 'o1',
    ref: 'o1',
    channel: 'room',
    room: { id: 'r1' },
    to: [{ contactId: 'wang', name: '王阿姨' }],
    text: '王阿姨，记下了。〔A102〕',
    urgent: false,
    tries: 1,
    inDoubt: false,
    queuedAt: new Date(NOON - 1_000).toISOString(),
    leaseUntil: new Date(NOON + 30_000).toISOString(),
    fence: 1,
    ...more,
  }
}

/** The platform shows the assistant's own words. */
function echo(text: string, at = now, room: string | null = 'r1', peer?: string): void {
  echoCount += 1
  tools.echoes.take({
    seq: echoCount,
    ...(peer === undefined ? {} : { peer }),
    event: {
      seq: echoCount,
      adapter: 'wechaty',
      account: 'main',
      messageId: `e${echoCount}`,
      at: new Date(at).toISOString(),
      kind: 'text',
      ...(room === null ? {} : { room: { id: room, topic: '' } }),
      from: { id: 'me', name: '益民助手' },
      self: true,
      text,
      mentionsMe: false,
    },
  })
}

test('a message is said once, also when it is leased again', async () => {
  expect(await sayMessage(words(), tools)).toMatchObject({ outcome: 'sent' })
  expect(await sayMessage(words({ fence: 2, inDoubt: true }), tools)).toMatchObject({ outcome: 'sent' })
  expect(said).toHaveLength(1)
})

test('killed after the platform had taken it, before the report: it is not said again', async () => {
  await sayMessage(words(), tools)
  await tools.journal.close()
  tools.journal = await openJournal()
  expect(await sayMessage(words({ fence: 2, inDoubt: true }), tools)).toMatchObject({ outcome: 'sent' })
  expect(said).toHaveLength(1)
})

test('killed in the middle of saying it: its echo proves that it was seen', async () => {
  await tools.journal.about('o1', keyOfWords(), 1, now)
  echo('@王阿姨\u2005 王阿姨，记下了。〔A102〕', now + 500)
  now += 60_000
  expect(await sayMessage(words({ inDoubt: true }), tools)).toMatchObject({ outcome: 'sent', platformMessageId: 'e1' })
  expect(said).toEqual([])
})

test('killed in the middle of saying it, no echo: it waits for one as long as one may take, and is then said', async () => {
  await tools.journal.about('o1', keyOfWords(), 1, now)
  now += 1_000
  expect(await sayMessage(words({ inDoubt: true }), tools)).toEqual({ outcome: 'later', at: NOON + 10_000 })
  expect(said).toEqual([])
  now = NOON + 10_001
  expect(await sayMessage(words({ inDoubt: true }), tools)).toMatchObject({ outcome: 'sent' })
  expect(said).toHaveLength(1)
})

test('while nothing is heard nothing in doubt is said', async () => {
  tools.hearingSince = () => undefined
  expect(await sayMessage(words({ inDoubt: true }), tools)).toMatchObject({ outcome: 'later' })
  expect(said).toEqual([])
})

test('one echo proves one message: the second with the same words is said', async () => {
  await sayMessage(words({ id: 'o0', text: '好' }), tools)
  echo('好')
  await tools.journal.about('o2', keyOfWords('好'), 1, now)
  now += 20_000
  expect(await sayMessage(words({ id: 'o2', text: '好', inDoubt: true }), tools)).toMatchObject({ outcome: 'sent' })
  expect(said).toHaveLength(2)
})

test('an echo in another room, or an old one, proves nothing', async () => {
  echo('王阿姨，记下了。〔A102〕', now, 'r2')
  echo('王阿姨，记下了。〔A102〕', now - 120_000, 'r1')
  expect(await sayMessage(words({ inDoubt: true }), tools)).toMatchObject({ outcome: 'sent' })
  expect(said).toHaveLength(1)
})

test('private words are known again by whom they were for', async () => {
  const message = words({ channel: 'private', room: undefined, text: '您好', inDoubt: true })
  echo('您好', now, null, 'li')
  echo('您好', now, null, 'wang')
  expect(await sayMessage(message, tools)).toMatchObject({ outcome: 'sent', platformMessageId: `e${echoCount}` })
  expect(said).toEqual([])
})

test('without any echo an emergency in doubt is said again and marked, other words go to a person', async () => {
  capabilities = { ...capabilities, proof: 'none' }
  await tools.journal.about('o1', keyOfWords(), 1, now)
  expect(await sayMessage(words({ inDoubt: true }), tools)).toEqual({
    outcome: 'refused',
    reason: 'in_doubt_without_echo',
  })
  await sayMessage(words({ urgent: true, inDoubt: true }), tools)
  expect(said).toEqual(['（重发）王阿姨，记下了。〔A102〕'])
})

test('a lease that ended before a word was begun leaves no doubt', async () => {
  capabilities = { ...capabilities, proof: 'none' }
  expect(await sayMessage(words({ inDoubt: true }), tools)).toMatchObject({ outcome: 'sent' })
})

test('a lost connection leaves it in doubt', async () => {
  answer = { kind: 'unreachable', reason: 'connection_lost' }
  expect(await sayMessage(words(), tools)).toEqual({ outcome: 'failed', reason: 'connection_lost' })
  echo('王阿姨，记下了。〔A102〕')
  answer = { kind: 'sent' }
  expect(await sayMessage(words({ fence: 2 }), tools)).toMatchObject({
    outcome: 'sent',
    platformMessageId: `e${echoCount}`,
  })
  expect(said).toHaveLength(1)
})

test('nobody calls everybody', async () => {
  expect(await sayMessage(words({ text: '@所有人 请注意' }), tools)).toMatchObject({ outcome: 'refused' })
  expect(said).toEqual([])
})

test.each([
  [new Error('操作过于频繁，请稍后再试'), 'sanction'],
  [Object.assign(new Error('14 UNAVAILABLE: Connection dropped'), { code: 14 }), 'unreachable'],
  [new Error('not logged in'), 'unreachable'],
  [new Error('room not found'), 'refused'],
  [new Error('some unknown failure'), 'sanction'],
])('%s counts as %s', (error, kind) => {
  expect(sortSendError(error).kind).toBe(kind)
})

test('in a room whoever is meant is named, once', () => {
  const to = [{ contactId: 'wang', name: '王阿姨' }]
  expect(composeText({ channel: 'room', to, text: '王阿姨，好' })).toBe('王阿姨，好')
  expect(composeText({ channel: 'room', to, text: '好' })).toBe('@王阿姨\u2005好')
  expect(composeText({ channel: 'private', to, text: '好' })).toBe('好')
})

function keyOfWords(text = '王阿姨，记下了。〔A102〕'): string {
  return echoKeyOf('room:r1', text)
}
