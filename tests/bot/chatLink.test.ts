import './silence.ts'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@yimin/shared/route/client'
import type { SandboxMessage } from '../../bot/adapters/sandbox/contract.ts'
import { FakeChat } from '../../bot/adapters/sandbox/fakeChat.ts'
import { createSandboxGateway } from '../../bot/adapters/sandbox/sandboxGateway.ts'
import { Transcript } from '../../bot/adapters/sandbox/transcript.ts'
import { ChatLink, gatewayDir } from '../../bot/app/chatLink.ts'
import { Inbox } from '../../bot/inbound/inbox.ts'
import { anEvent } from './events.ts'
import { SANDBOX_LIMITS } from '../../bot/outbound/limits.ts'
import { fetchTransport } from '../../bot/session/fetchTransport.ts'
import { createLog } from '../../bot/session/log.ts'
import { readLines } from '../../bot/session/jsonLog.ts'
import { freePort, startChild, TOKEN, type Child } from './processes.ts'
import { CAST, StubServer } from './stubServer.ts'
import { until } from './until.ts'

jest.setTimeout(60_000)
const log = createLog('test', 'silent')
let dataDir: string
let server: StubServer
let url: string
let ends: (() => Promise<unknown>)[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yimin-link-'))
  server = new StubServer()
  url = await server.listen()
  ends = [() => server.close()]
})

afterEach(async () => {
  for (const end of ends.reverse()) await end()
  await rm(dataDir, { recursive: true, force: true })
})

/** A bot on a fake platform in this process; the platform lives in its own folder and outlives the bot. */
async function startBot(folder = 'bot-a', more: { now?: () => number; platform?: string } = {}) {
  const transcript = await Transcript.open(join(dataDir, more.platform ?? 'platform'))
  const chat = new FakeChat(CAST, transcript, () => new Date())
  const link = new ChatLink({
    gateway: createSandboxGateway(chat, { log, now: () => new Date() }),
    dataDir: join(dataDir, folder),
    call: createClient(fetchTransport(url), { authorization: `Bearer ${TOKEN}` }),
    log,
    limits: SANDBOX_LIMITS,
    echoMs: 300,
    hold: 50,
    parallel: 8,
    beatMs: 100,
    ...(more.now ? { now: more.now } : {}),
  })
  await link.start()
  let ended = false
  const stop = async (): Promise<void> => {
    if (ended) return
    ended = true
    await link.stop()
    await transcript.close()
  }
  ends.push(stop)
  return { link, chat, stop }
}

function say(chat: FakeChat, text: string): Promise<SandboxMessage> {
  return chat.say({ as: 'wang', conversationId: 'g1', text, mention: false, kind: 'text', clientId: text })
}

test('the server away for a while: nothing is lost, the order stays, and each event is stored once', async () => {
  const { link, chat } = await startBot()
  await link.ready
  await say(chat, '先说的')
  await until('first stored', () => server.events.length === 1)
  server.down = true
  chat.turn({ copies: 5 })
  for (let n = 0; n < 250; n += 1) await say(chat, `第${n}句`)
  server.down = false
  await until('all stored', () => server.events.length === 251, 20_000)
  expect(server.events.slice(1).map(({ text }) => text)).toEqual(Array.from({ length: 250 }, (_, n) => `第${n}句`))
  const numbers = server.events.map(({ seq }) => seq)
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
})

test('a second consumer is refused and never connects; it takes over when the first is gone', async () => {
  server.presenceMs = 800
  const first = await startBot('bot-a')
  await first.link.ready
  const second = await startBot('bot-b', { platform: 'platform-b' })
  let secondReady = false
  void second.link.ready.then(() => (secondReady = true))
  await until(
    'it has asked several times',
    () =>
      new Set(server.presences.slice(-6).map(({ consumer }) => consumer)).size === 2 && server.presences.length > 12,
  )
  expect(second.chat.puppet.isLoggedIn).toBe(false)
  expect(secondReady).toBe(false)
  await first.stop()
  await until('the second takes over', () => secondReady)
})

test('the same folder is never worked in by two processes', async () => {
  const first = await startBot('bot-a')
  await first.link.ready
  const transcript = await Transcript.open(join(dataDir, 'platform-b'))
  ends.push(() => transcript.close())
  const chat = new FakeChat(CAST, transcript, () => new Date())
  const second = new ChatLink({
    gateway: createSandboxGateway(chat, { log, now: () => new Date() }),
    dataDir: join(dataDir, 'bot-a'),
    call: createClient(fetchTransport(url)),
    log,
    limits: SANDBOX_LIMITS,
    echoMs: 1,
    hold: 1,
    parallel: 1,
  })
  await expect(second.start()).rejects.toThrow('another process')
})

test('a consumer that loses its lease stops hearing and speaking', async () => {
  const { link, chat } = await startBot()
  await link.ready
  server.holdBy('somebody-else')
  await until('it is disconnected', () => server.presences.at(-1)?.state === 'offline')
  server.queue({ id: 'o1', channel: 'room', room: { id: 'g1' }, text: '好' })
  const beats = server.presences.length
  await until('it asked for the lease three times more', () => server.presences.length >= beats + 3, 20_000)
  expect(chat.transcript.messages('g1')).toEqual([])
})

test('the first sign of displeasure silences the account for twelve hours, over restarts too', async () => {
  let now = Date.now()
  server.leaseMs = 24 * 3_600_000
  const first = await startBot('bot-a', { now: () => now })
  await first.link.ready
  first.chat.turn({ sendError: () => new Error('操作过于频繁') })
  server.queue({ id: 'o1', channel: 'room', room: { id: 'g1' }, text: '好' })
  await until('halted', () => server.presences.at(-1)?.state === 'halted')
  expect(server.presences.at(-1)?.reason).toBe('platform_limits_account')
  await first.stop()
  const second = await startBot('bot-a', { now: () => now })
  await until('still halted', () => server.presences.at(-1)?.state === 'halted')
  const heard = await say(second.chat, '还在吗')
  await until('it still hears', () => server.events.some(({ messageId }) => messageId === heard.id))
  expect(second.chat.transcript.messages('g1').filter(({ from }) => from.id === 'assistant')).toEqual([])
  now += 12 * 3_600_000 + 1_000
  server.expireLeases()
  await until('it speaks again', () => server.outcomes.some(({ id, outcome }) => id === 'o1' && outcome === 'sent'))
  await until('and says so', () => server.presences.at(-1)?.state === 'online')
})

test('a warning of WeChat itself silences the account, the same words of a resident do not', async () => {
  const inbox = await Inbox.open({ dir: gatewayDir(join(dataDir, 'bot-a'), 'sandbox', 'assistant'), now: Date.now })
  const event = { ...anEvent('w1', '您的操作过于频繁，请稍后再试'), at: new Date().toISOString(), room: undefined }
  await inbox.append(event)
  await inbox.close()
  const first = await startBot('bot-a')
  await first.link.ready
  await until('heard', () => server.events.length === 1)
  expect(server.presences.at(-1)?.state).toBe('online')
  await first.stop()
  const again = await Inbox.open({ dir: gatewayDir(join(dataDir, 'bot-a'), 'sandbox', 'assistant'), now: Date.now })
  await again.append({ ...event, messageId: 'w2', from: { id: 'weixin', name: '微信团队' } })
  await again.close()
  await startBot('bot-a')
  await until('halted', () => server.presences.at(-1)?.state === 'halted')
})

test('a gap of more than 15 s in hearing is told with its bounds, a short one is not', async () => {
  const first = await startBot()
  await first.link.ready
  await first.stop()
  const file = join(dataDir, 'bot-a', 'bot', 'sandbox-assistant', 'hearing.json')
  expect(JSON.parse(await readFile(file, 'utf8'))).toHaveProperty('at')
  const second = await startBot()
  await second.link.ready
  await second.stop()
  expect(server.presences.some(({ blind }) => blind)).toBe(false)
  const from = new Date(Date.now() - 60_000).toISOString()
  await writeFile(file, JSON.stringify({ at: from }))
  const third = await startBot()
  await third.link.ready
  await until('the gap is told', () => server.presences.some(({ blind }) => blind))
  expect(server.presences.find(({ blind }) => blind)?.blind?.from).toBe(from)
  await until('and told once', () => server.presences.at(-1)?.blind === undefined)
})

test('many words to many rooms: each once, in the order of each room', async () => {
  const { link, chat } = await startBot()
  await link.ready
  for (let n = 0; n < 100; n += 1) {
    server.queue({ id: `o${n}`, channel: 'room', room: { id: n % 2 ? 'g1' : 'g2' }, text: `第${n}句` })
  }
  await until('all said', () => server.outcomes.length === 100)
  for (const [room, odd] of [
    ['g1', 1],
    ['g2', 0],
  ] as const) {
    const expected = Array.from({ length: 50 }, (_, n) => `第${2 * n + odd}句`)
    expect(chat.transcript.messages(room).map(({ text }) => text)).toEqual(expected)
  }
})

describe('a bot killed with -9', () => {
  let port: number

  async function startChildBot(): Promise<Child> {
    const child = startChild('botChild.cjs', [], {
      DATA_DIR: dataDir,
      SERVER_URL: url,
      BOT_TOKEN: TOKEN,
      CHAT_ADAPTER: 'sandbox',
      SANDBOX_PORT: String(port),
    })
    ends.push(() => child.kill())
    await until('ready', () => child.lines.some((line) => line.includes('"ready":"bot"')), 20_000)
    return child
  }

  async function transcriptTexts(): Promise<string[]> {
    const { records } = readLines(await readFile(join(dataDir, 'bot', 'sandbox', 'transcript.log')))
    return (records as { message?: SandboxMessage }[]).flatMap(({ message }) => (message ? [message.text] : []))
  }

  beforeEach(async () => {
    port = await freePort()
  })

  test('between the send and the report: it is not said again', async () => {
    const child = await startChildBot()
    server.beforeOutcomes = () => {
      child.process.kill('SIGKILL')
      throw new Error('report lost')
    }
    server.queue({ id: 'o1', channel: 'room', room: { id: 'g1' }, text: '记下了。' })
    await child.exited
    server.beforeOutcomes = undefined
    expect(await transcriptTexts()).toEqual(['记下了。'])
    server.expireLeases()
    await startChildBot()
    await until('settled', () => server.outcomes.some(({ id, outcome }) => id === 'o1' && outcome === 'sent'))
    expect(await transcriptTexts()).toEqual(['记下了。'])
  })

  test('at random moments while it speaks and hears: every word is seen exactly once, nothing heard is lost', async () => {
    const said: string[] = []
    for (let round = 0; round < 4; round += 1) {
      const child = await startChildBot()
      for (let n = 0; n < 30; n += 1) {
        server.queue({
          id: `o${round}-${n}`,
          channel: 'room',
          room: { id: n % 2 ? 'g1' : 'g2' },
          text: `词${round}-${n}`,
        })
      }
      for (let n = 0; n < 10; n += 1) {
        const text = `话${round}-${n}`
        const answer = await fetch(`http://127.0.0.1:${port}/sandbox/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ as: 'wang', conversationId: 'g1', text, clientId: text }),
        }).catch(() => undefined)
        if (answer?.status === 201) said.push(text)
        if (n === 2 + 2 * round) child.process.kill('SIGKILL')
      }
      await child.kill()
      server.expireLeases()
    }
    const last = await startChildBot()
    await until('all settled', () => server.outcomes.filter(({ outcome }) => outcome === 'sent').length === 120, 20_000)
    await until('all heard', () => said.every((text) => server.events.some((event) => event.text === text)))
    last.process.kill('SIGTERM')
    expect(await last.exited).toBe(0)
    const words = (await transcriptTexts()).filter((text) => text.startsWith('词'))
    expect(words).toHaveLength(120)
    expect(new Set(words).size).toBe(120)
    const heard = server.events.filter(({ self }) => !self).map(({ text }) => text)
    expect(new Set(heard).size).toBe(heard.length)
  })

  test('a wrong setting ends the start with one clear sentence', async () => {
    const wrong = startChild('botChild.cjs', [], {
      DATA_DIR: dataDir,
      CHAT_ADAPTER: 'wechaty',
      BOT_TOKEN: TOKEN,
      CHAT_PUPPET: '',
    })
    expect(await wrong.exited).toBe(1)
    expect(wrong.errors.join('')).toMatch(/^bot: wrong setting: CHAT_PUPPET: .*CHAT_ADAPTER=sandbox/)
    const web = startChild('botChild.cjs', [], {
      DATA_DIR: dataDir,
      CHAT_ADAPTER: 'wechaty',
      BOT_TOKEN: TOKEN,
      CHAT_PUPPET: 'wechaty-puppet-wechat4u',
    })
    expect(await web.exited).toBe(1)
    expect(web.errors.join('')).toContain('not used')
  })
})
