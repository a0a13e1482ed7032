import './silence.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InboundEvent, OutgoingMessage } from '@yimin/shared/chat/contract'
import { ILinkGateway } from '../../bot/adapters/ilink/iLinkGateway.ts'
import { messageIdOf } from '../../bot/adapters/ilink/readUpdate.ts'
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
import { ILinkStandIn } from './ilink/standIn.ts'
import { CAST } from './stubServer.ts'
import { until } from './until.ts'

const log = createLog('test', 'silent')
const home = process.env['HOME']

/** The platform's side of the line. A place is a room, or `private:` and a person. */
interface Platform {
  /** Gives the id under which the gateway tells it. */
  say(as: string, place: string, text: string, more?: object): Promise<string>
  seen(place: string): { text: string; mentions?: string[] }[]
  turn(faults: Faults): void
  recall?(as: string, messageId: string): Promise<unknown>
}

interface Faults {
  copies?: number
  latencyMs?: () => number
  offline?: boolean
  tooOften?: boolean
}

interface Stage {
  gateway: ChatGateway
  platform: Platform
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

function onFakeChat(chat: FakeChat): Platform {
  return {
    say: async (as, conversationId, text, more = {}) => {
      counter += 1
      const words = {
        as,
        conversationId,
        text,
        mention: false,
        kind: 'text' as const,
        clientId: `c${counter}`,
        ...more,
      }
      return (await chat.say(words)).id
    },
    seen: (place) => chat.transcript.messages(place),
    turn: ({ copies = 1, latencyMs, offline = false, tooOften }) =>
      chat.turn({
        copies,
        latencyMs,
        offline,
        sendError: tooOften ? () => new Error('操作过于频繁') : undefined,
        loses: undefined,
      }),
    recall: (as, id) => chat.recall(as, id),
  }
}

function onILink(service: ILinkStandIn): Platform {
  return {
    say: async (as, _place, text, more = {}) =>
      messageIdOf(as, service.write(as, text, more as Record<string, unknown>)),
    seen: (place) => service.sent.filter(({ to }) => `private:${to}` === place),
    turn: ({ copies = 1, latencyMs, offline, tooOften }) => {
      service.copies = copies
      service.latencyMs = latencyMs
      service.clearKnobs()
      if (offline) service.turnKnob('sendmessage', { reset: true })
      if (tooOften) service.turnKnob('sendmessage', { answer: { ret: -2, errmsg: 'rate limited' } })
    },
  }
}

/** Both of them scan the code and say their first word. */
async function letIn(service: ILinkStandIn, people: string[]): Promise<void> {
  for (const person of people) {
    await until('a code is open', () => service.lastCode !== undefined)
    const before = service.codesAsked
    service.scan(person)
    await until('the next code', () => service.codesAsked > before)
    service.write(person, '您好')
  }
}

async function setILinkStage(): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yimin-gate-'))
  const dir = await makePrivateDir(gatewayDir(dataDir, 'ilink', 'main'))
  const seal = await openSpoolSeal(spoolKeyFile(dataDir))
  const service = new ILinkStandIn()
  const home = await service.listen()
  const inbox = await Inbox.open({ dir, now: Date.now })
  const pace = { pauseMs: 5, longestPauseMs: 50 }
  const gateway = new ILinkGateway({ account: 'main', dir, seal, home, log, now: Date.now, ...pace })
  const changes: GatewayChange[] = []
  const restart = (): Promise<void> =>
    gateway.start({
      heard: async (event, peer) => void (await inbox.append(event, peer)),
      changed: (change) => changes.push(change),
    })
  await restart()
  await letIn(service, ['wang', 'li'])
  const heard = (): Promise<InboundEvent[]> => readSpool(dir, dataDir)
  await until('first words heard', async () => (await heard()).length === 2)
  return {
    gateway,
    platform: onILink(service),
    changes,
    restart,
    heard,
    room: (id) => id,
    end: async () => {
      await gateway.stop()
      await inbox.close()
      await service.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

let counter = 0

async function setStage(adapter: string): Promise<Stage> {
  if (adapter === 'ilink') return setILinkStage()
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
    platform: onFakeChat(chat),
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

const WITH_ROOMS = ['sandbox', 'inside', 'apart']

describe.each([...WITH_ROOMS, 'ilink'])('the gateway contract: %s', (adapter) => {
  const hasRooms = WITH_ROOMS.includes(adapter)
  /** Where words are said in this contract: in a room, where the platform has any. */
  const place = hasRooms ? 'g1' : 'private:wang'
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage(adapter)
  })

  afterAll(() => stage.end())

  beforeEach(() => stage.platform.turn({}))

  const say = (as: string, where: string, text: string, more?: object) => stage.platform.say(as, where, text, more)
  const words = (text: string) => wordsTo(hasRooms ? stage.room('g1') : undefined, 'wang', text)

  async function heardTexts(): Promise<string[]> {
    return (await stage.heard()).map(({ text }) => text)
  }

  test('says what it can', () => {
    expect(stage.gateway.capabilities).toMatchObject({ rooms: hasRooms, mentions: hasRooms, stableIds: true })
  })

  test('private words are heard as meant for the assistant', async () => {
    const id = await say('li', 'private:li', '接A102')
    await until('heard', async () => (await stage.heard()).some(({ messageId }) => messageId === id))
    const event = (await stage.heard()).find(({ messageId }) => messageId === id)
    expect(event).toMatchObject({ from: { id: 'li' }, mentionsMe: true, text: '接A102' })
    expect(event?.room).toBeUndefined()
  })

  test('told five times each, messages are kept once each, in their order', async () => {
    stage.platform.turn({ copies: 5 })
    const speaker = (n: number) => (hasRooms && n % 2 === 0 ? 'li' : 'wang')
    for (let n = 0; n < 60; n += 1) await say(speaker(n), place, `五遍${n}`)
    await until('all heard', async () => (await heardTexts()).filter((text) => text.startsWith('五遍')).length >= 60)
    const mine = (await heardTexts()).filter((text) => text.startsWith('五遍'))
    expect(mine).toEqual(Array.from({ length: 60 }, (_, n) => `五遍${n}`))
  })

  test('told late and in disorder, every message is kept with its own time', async () => {
    let turn = 0
    stage.platform.turn({ latencyMs: () => ((turn += 37) % 5) * 12 })
    for (let n = 0; n < 30; n += 1) await say('wang', place, `乱序${n}`)
    await until('all heard', async () => (await heardTexts()).filter((text) => text.startsWith('乱序')).length >= 30)
    const mine = (await stage.heard()).filter(({ text }) => text.startsWith('乱序'))
    expect(new Set(mine.map(({ text }) => text)).size).toBe(30)
  })

  test('private words reach one person only', async () => {
    expect((await stage.gateway.send(wordsTo(undefined, 'li', '六区9栋'))).kind).toBe('sent')
    expect(stage.platform.seen('private:li').at(-1)?.text).toBe('六区9栋')
    expect(stage.platform.seen('private:wang').map(({ text }) => text)).not.toContain('六区9栋')
  })

  test('an unknown room is refused, not tried for ever', async () => {
    const result = await stage.gateway.send(wordsTo(stage.room('nowhere'), 'wang', '在吗'))
    expect(result).toEqual({ kind: 'refused', reason: hasRooms ? 'unknown_receiver' : 'no_rooms' })
  })

  test('a broken connection leaves it open whether it was said', async () => {
    stage.platform.turn({ offline: true })
    expect((await stage.gateway.send(words('在吗'))).kind).toBe('unreachable')
  })

  test('the platform that says "too often" is believed', async () => {
    stage.platform.turn({ tooOften: true })
    // Where each chat has its own measure, the account is not in danger: the words go another way.
    expect((await stage.gateway.send(words('在吗'))).kind).toBe(hasRooms ? 'sanction' : 'refused')
  })

  test('stopped, it says nothing; started again, it hears and speaks', async () => {
    await stage.gateway.stop()
    expect((await stage.gateway.send(words('在吗'))).kind).toBe('unreachable')
    stage.changes.length = 0
    await stage.restart()
    await until('logged in', () => stage.changes.some(({ state }) => state === 'online'))
    const id = await say('wang', place, '在')
    await until('heard', async () => (await stage.heard()).some(({ messageId }) => messageId === id))
    expect((await stage.gateway.send(words('在吗'))).kind).toBe('sent')
    expect(stage.changes.some(({ sanction }) => sanction)).toBe(false)
  })
})

describe.each(WITH_ROOMS)('the gateway contract for groups: %s', (adapter) => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage(adapter)
  })

  afterAll(() => stage.end())

  beforeEach(() => stage.platform.turn({}))

  test('words in a room are heard with who, where and when', async () => {
    const id = await stage.platform.say('wang', 'g1', '帮我买两斤西红柿', { mention: true })
    await until('heard', async () => (await stage.heard()).some(({ messageId }) => messageId === id))
    expect((await stage.heard()).find(({ messageId }) => messageId === id)).toMatchObject({
      room: { id: stage.room('g1'), topic: '海威益民一群' },
      from: { id: 'wang', name: '王阿姨' },
      self: false,
      mentionsMe: true,
      kind: 'text',
    })
  })

  test('words in a room are seen there and come back as an echo', async () => {
    const result = await stage.gateway.send(wordsTo(stage.room('g1'), 'wang', '王阿姨，记下了。'))
    expect(result.kind).toBe('sent')
    expect(stage.platform.seen('g1').at(-1)).toMatchObject({ text: '王阿姨，记下了。', mentions: ['wang'] })
    await until('echo', async () => (await stage.heard()).some(({ self, text }) => self && text === '王阿姨，记下了。'))
  })

  test('a recall names the message that it withdraws', async () => {
    const id = await stage.platform.say('wang', 'g1', '说错了')
    await stage.platform.recall?.('wang', id)
    await until('heard', async () => (await stage.heard()).some(({ recalledId }) => recalledId === id))
  })
})
