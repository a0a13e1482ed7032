import './silence.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InboundEvent, OutgoingMessage } from '@yimin/shared/chat/contract'
import { FakeChat, platformRoomId } from '../../bot/adapters/sandbox/fakeChat.ts'
import { createSandboxGateway } from '../../bot/adapters/sandbox/sandboxGateway.ts'
import { Transcript } from '../../bot/adapters/sandbox/transcript.ts'
import { ApartGateway } from '../../bot/adapters/wechaty/apartGateway.ts'
import { createInsideGateway } from '../../bot/adapters/wechaty/insideGateway.ts'
import { gatewayDir } from '../../bot/app/chatLink.ts'
import { runGateway } from '../../bot/app/runGateway.ts'
import { Inbox } from '../../bot/inbound/inbox.ts'
import { SpoolReader } from '../../bot/inbound/spool.ts'
import { openSpoolSeal, spoolKeyFile } from '../../bot/inbound/spoolSeal.ts'
import { createLog } from '../../bot/session/log.ts'
import type { ChatGateway, GatewayChange } from '../../bot/session/port.ts'
import { makePrivateDir } from '../../bot/session/privateFiles.ts'
import { CAST } from './stubServer.ts'
import { until } from './until.ts'

const log = createLog('test', 'silent')
const home = process.env['HOME']

interface Stage {
  gateway: ChatGateway
  chat: FakeChat
  changes: GatewayChange[]
  restart(): Promise<void>
  /** Everything that the inbox holds. */
  heard(): Promise<InboundEvent[]>
  /** The server's id of room g1 or g2. */
  room(id: string): string
  end(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function readSpool(dir: string, dataDir: string): Promise<InboundEvent[]> {
  const seal = await openSpoolSeal(spoolKeyFile(dataDir))
  const records = await new SpoolReader(dir, 0, seal).next(1_000_000)
  return records.flatMap(({ event }) => (event ? [event] : []))
}

async function setStage(adapter: string): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yimin-gate-'))
  const transcript = await Transcript.open(join(dataDir, 'platform'))
  const chat = new FakeChat(CAST, transcript, () => new Date())
  const now = (): Date => new Date()
  const account = adapter === 'sandbox' ? CAST.account.id : 'main'
  const dir = await makePrivateDir(gatewayDir(dataDir, adapter === 'sandbox' ? 'sandbox' : 'wechaty', account))
  const common = { account, dir, log, now }
  const changes: GatewayChange[] = []
  const ends: (() => Promise<void>)[] = [() => transcript.close()]
  let gateway: ChatGateway
  let inbox: Inbox | undefined
  if (adapter === 'apart') {
    const port = await freePort()
    const process = await runGateway({ dataDir, account, port, log, makePuppet: async () => chat.puppet as never })
    ends.push(() => process.stop())
    gateway = new ApartGateway({ ...common, dataDir, port })
  } else {
    gateway =
      adapter === 'sandbox'
        ? createSandboxGateway(chat, { log, now })
        : createInsideGateway({ ...common, puppet: chat.puppet as never })
    inbox = await Inbox.open({ dir, now: Date.now })
    ends.push(() => (inbox as Inbox).close())
  }
  const restart = (): Promise<void> =>
    gateway.start({
      heard: async (event, peer) => void (await inbox?.append(event, peer)),
      changed: (change) => changes.push(change),
    })
  await restart()
  await until('logged in', () => changes.some(({ state }) => state === 'online'))
  return {
    gateway,
    chat,
    changes,
    restart,
    heard: () => readSpool(dir, dataDir),
    room: (id) => (adapter === 'sandbox' ? id : platformRoomId(id)),
    end: async () => {
      await gateway.stop()
      for (const end of ends.reverse()) await end()
      await rm(dataDir, { recursive: true, force: true })
      process.env['HOME'] = home
    },
  }
}

let counter = 0

function wordsTo(room: string | undefined, person: string, text: string): OutgoingMessage {
  counter += 1
  const name = CAST.people.find(({ id }) => id === person)?.name ?? ''
  return {
    id: `o${counter}`,
    ref: `o${counter}`,
    channel: room === undefined ? 'private' : 'room',
    ...(room === undefined ? {} : { room: { id: room } }),
    to: [{ contactId: person, name }],
    text,
    urgent: false,
    tries: 1,
    inDoubt: false,
    queuedAt: new Date().toISOString(),
    leaseUntil: new Date(Date.now() + 30_000).toISOString(),
    fence: 1,
  }
}

async function say(
  chat: FakeChat,
  as: string,
  conversationId: string,
  text: string,
  more: object = {},
): Promise<string> {
  counter += 1
  const said = await chat.say({
    as,
    conversationId,
    text,
    mention: false,
    kind: 'text',
    clientId: `c${counter}`,
    ...more,
  })
  return said.id
}

describe.each(['sandbox', 'inside', 'apart'])('the gateway contract: %s', (adapter) => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage(adapter)
  })

  afterAll(() => stage.end())

  beforeEach(() =>
    stage.chat.turn({ copies: 1, latencyMs: undefined, offline: false, sendError: undefined, loses: undefined }),
  )

  async function heardTexts(): Promise<string[]> {
    return (await stage.heard()).map(({ text }) => text)
  }

  test('words in a room are heard with who, where and when', async () => {
    const id = await say(stage.chat, 'wang', 'g1', '帮我买两斤西红柿', { mention: true })
    await until('heard', async () => (await stage.heard()).some(({ messageId }) => messageId === id))
    expect((await stage.heard()).find(({ messageId }) => messageId === id)).toMatchObject({
      room: { id: stage.room('g1'), topic: '海威益民一群' },
      from: { id: 'wang', name: '王阿姨' },
      self: false,
      mentionsMe: true,
      kind: 'text',
    })
  })

  test('private words are heard as meant for the assistant', async () => {
    const id = await say(stage.chat, 'li', 'private:li', '接A102')
    await until('heard', async () => (await stage.heard()).some(({ messageId }) => messageId === id))
    const event = (await stage.heard()).find(({ messageId }) => messageId === id)
    expect(event).toMatchObject({ from: { id: 'li' }, mentionsMe: true, text: '接A102' })
    expect(event?.room).toBeUndefined()
  })

  test('told five times each, messages are kept once each, in their order', async () => {
    stage.chat.turn({ copies: 5 })
    for (let n = 0; n < 60; n += 1) await say(stage.chat, n % 2 ? 'wang' : 'li', 'g1', `五遍${n}`)
    await until('all heard', async () => (await heardTexts()).filter((text) => text.startsWith('五遍')).length >= 60)
    const mine = (await heardTexts()).filter((text) => text.startsWith('五遍'))
    expect(mine).toEqual(Array.from({ length: 60 }, (_, n) => `五遍${n}`))
  })

  test('told late and in disorder, every message is kept with its own time', async () => {
    let turn = 0
    stage.chat.turn({ latencyMs: () => ((turn += 37) % 5) * 12 })
    for (let n = 0; n < 30; n += 1) await say(stage.chat, 'wang', 'g1', `乱序${n}`)
    await until('all heard', async () => (await heardTexts()).filter((text) => text.startsWith('乱序')).length >= 30)
    const mine = (await stage.heard()).filter(({ text }) => text.startsWith('乱序'))
    expect(new Set(mine.map(({ text }) => text)).size).toBe(30)
  })

  test('words in a room are seen there and come back as an echo', async () => {
    const result = await stage.gateway.send(wordsTo(stage.room('g1'), 'wang', '王阿姨，记下了。'))
    expect(result.kind).toBe('sent')
    expect(stage.chat.transcript.messages('g1').at(-1)).toMatchObject({ text: '王阿姨，记下了。', mentions: ['wang'] })
    await until('echo', async () => (await stage.heard()).some(({ self, text }) => self && text === '王阿姨，记下了。'))
  })

  test('private words reach one person only', async () => {
    expect((await stage.gateway.send(wordsTo(undefined, 'li', '六区9栋'))).kind).toBe('sent')
    expect(stage.chat.transcript.messages('private:li').at(-1)?.text).toBe('六区9栋')
  })

  test('an unknown room is refused, not tried for ever', async () => {
    const result = await stage.gateway.send(wordsTo(stage.room('nowhere'), 'wang', '在吗'))
    expect(result).toEqual({ kind: 'refused', reason: 'unknown_receiver' })
  })

  test('a broken connection leaves it open whether it was said', async () => {
    stage.chat.turn({ offline: true })
    expect((await stage.gateway.send(wordsTo(stage.room('g1'), 'wang', '在吗'))).kind).toBe('unreachable')
  })

  test('the platform that says "too often" is believed', async () => {
    stage.chat.turn({ sendError: () => new Error('操作过于频繁') })
    expect((await stage.gateway.send(wordsTo(stage.room('g1'), 'wang', '在吗'))).kind).toBe('sanction')
  })

  test('a recall names the message that it withdraws', async () => {
    const id = await say(stage.chat, 'wang', 'g1', '说错了')
    await stage.chat.recall('wang', id)
    await until('heard', async () => (await stage.heard()).some(({ recalledId }) => recalledId === id))
  })

  test('stopped, it says nothing; started again, it hears and speaks', async () => {
    await stage.gateway.stop()
    expect((await stage.gateway.send(wordsTo(stage.room('g1'), 'wang', '在吗'))).kind).toBe('unreachable')
    stage.changes.length = 0
    await stage.restart()
    await until('logged in', () => stage.changes.some(({ state }) => state === 'online'))
    expect((await stage.gateway.send(wordsTo(stage.room('g1'), 'wang', '在吗'))).kind).toBe('sent')
    const id = await say(stage.chat, 'wang', 'g1', '在')
    await until('heard', async () => (await stage.heard()).some(({ messageId }) => messageId === id))
    expect(stage.changes.some(({ sanction }) => sanction)).toBe(false)
  })
})
