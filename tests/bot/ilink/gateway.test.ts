import { copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { OutgoingMessage } from '@yimin/shared/chat/contract'
import { createClient } from '@yimin/shared/route/client'
import { ILinkGateway } from '../../../bot/adapters/ilink/iLinkGateway.ts'
import { ChatLink, gatewayDir } from '../../../bot/app/chatLink.ts'
import { openSpoolSeal, spoolKeyFile } from '../../../bot/inbound/spoolSeal.ts'
import { ILINK_LIMITS } from '../../../bot/outbound/limits.ts'
import { fetchTransport } from '../../../bot/session/fetchTransport.ts'
import { createLog } from '../../../bot/session/log.ts'
import type { GatewayChange, HeardEvent } from '../../../bot/session/port.ts'
import { makePrivateDir } from '../../../bot/session/privateFiles.ts'
import { TOKEN } from '../processes.ts'
import { StubServer } from '../stubServer.ts'
import { until } from '../until.ts'
import { ILinkStandIn } from './standIn.ts'

const HOUR = 3_600_000
let dataDir: string
let service: ILinkStandIn
let home: string
let logged: string
let changes: GatewayChange[]
let heard: HeardEvent[]
let ends: (() => Promise<unknown>)[]
let ahead = 0
let isDiskFull = false

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yimin-ilink-'))
  service = new ILinkStandIn()
  home = await service.listen()
  logged = ''
  changes = []
  heard = []
  ahead = 0
  isDiskFull = false
  ends = [() => service.close()]
})

afterEach(async () => {
  for (const end of ends.reverse()) await end()
  await rm(dataDir, { recursive: true, force: true })
})

const now = () => Date.now() + ahead
const dirOf = () => makePrivateDir(gatewayDir(dataDir, 'ilink', 'main'))

async function aGateway(): Promise<ILinkGateway> {
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged += chunk.toString()
      done()
    },
  })
  const seal = await openSpoolSeal(spoolKeyFile(dataDir))
  const log = createLog('test', 'debug', sink)
  const pace = { pauseMs: 5, longestPauseMs: 20, callMs: 2_000, pollMs: 2_000 }
  return new ILinkGateway({ account: 'main', dir: await dirOf(), seal, home, log, now, ...pace })
}

async function startGateway() {
  const gateway = await aGateway()
  await gateway.start({
    heard: async (event) => {
      if (isDiskFull) throw new Error('no space left')
      if (!heard.some((known) => known.messageId === event.messageId)) heard.push(event)
    },
    changed: (change) => changes.push(change),
  })
  let ended = false
  const stop = async (): Promise<void> => {
    if (!ended) await gateway.stop()
    ended = true
  }
  ends.push(stop)
  return { gateway, stop }
}

const state = () => changes.at(-1)?.state

/** The person scans the code that is open now; the next one is open when this returns. */
async function comesIn(userId: string): Promise<void> {
  await until('a code', () => service.lastCode !== undefined && changes.at(-1)?.qr !== undefined)
  const before = service.codesAsked
  service.scan(userId)
  await until('the next code', () => service.codesAsked > before)
}

const says = async (userId: string, text: string): Promise<void> => {
  service.write(userId, text)
  await until(`heard: ${text}`, () => heard.some((event) => event.text === text))
}

let count = 0
function words(to: string, text = '小李接了。'): OutgoingMessage {
  count += 1
  const times = { queuedAt: new Date().toISOString(), leaseUntil: new Date(Date.now() + 30_000).toISOString() }
  const head = {
    id: `out-${count}`,
    ref: `out-${count}`,
    channel: 'private' as const,
    to: [{ contactId: to, name: '' }],
  }
  return { ...head, ...times, text, urgent: false, tries: 0, inDoubt: false, fence: 1 }
}

describe('coming in by a code', () => {
  test('the code is shown while nobody is in; whoever scans it is heard, and the next code stands ready', async () => {
    await startGateway()
    await until('a code', () => changes.at(-1)?.qr !== undefined)
    expect(changes.at(-1)).toEqual({ state: 'scan', qr: 'https://liteapp.weixin.qq.com/q/code-1' })
    await comesIn('wang')
    await comesIn('li')
    expect(state()).toBe('online')
    await says('wang', '我是王阿姨')
    await says('li', '我是小李')
    expect(heard.map(({ from, mentionsMe }) => [from.id, mentionsMe])).toEqual([
      ['wang', true],
      ['li', true],
    ])
  })

  test.each(['expired', 'need_verifycode', 'verify_code_blocked', 'binded_redirect'])(
    'a code that ends (%s) is followed by another one',
    async (status) => {
      await startGateway()
      await until('a code', () => service.codesAsked === 1)
      service.setStatus({ status })
      await until('another', () => service.codesAsked === 2)
    },
  )

  test('a token goes to the service’s own hosts alone, whatever an answer says', async () => {
    await startGateway()
    await until('a code', () => service.codesAsked === 1)
    service.setStatus({ status: 'scaned_but_redirect', redirect_host: 'evil.example' })
    await until('asked on', () => service.calls.filter(({ path }) => path === 'get_qrcode_status').length > 3)
    service.scan('wang', { baseurl: 'https://weixin.qq.com.evil.example' })
    await until('thrown away', () => service.codesAsked === 2)
    expect(state()).toBe('scan')
  })
})

describe('after a restart', () => {
  test('hearing goes on where it stopped: what was heard is not told again, what was said meanwhile is', async () => {
    const first = await startGateway()
    await comesIn('wang')
    await says('wang', '一')
    await says('wang', '二')
    await first.stop()
    service.write('wang', '三')
    service.calls.length = heard.length = 0
    await startGateway()
    await until('heard', () => heard.length > 0)
    expect(heard.map(({ text }) => text)).toEqual(['三'])
    const [look] = service.calls.filter(({ path }) => path === 'getupdates')
    expect(Buffer.from(String(look?.body['get_updates_buf']), 'base64').toString()).toBe('2')
  })

  test('she can be answered without writing again, as often as is left', async () => {
    const first = await startGateway()
    await comesIn('wang')
    await says('wang', '您好')
    for (let n = 0; n < 7; n += 1) await first.gateway.send(words('wang'))
    await first.stop()
    const { gateway } = await startGateway()
    await until('online', () => state() === 'online')
    const kinds = []
    for (let n = 0; n < 4; n += 1) kinds.push((await gateway.send(words('wang'))).kind)
    expect(kinds).toEqual(['sent', 'sent', 'sent', 'refused'])
  })

  test('a crash before the cursor was kept: it is told again under the same ids, and lost is nothing', async () => {
    const first = await startGateway()
    await comesIn('wang')
    await says('wang', '一')
    const kept = join(await dirOf(), 'bindings.sealed')
    await copyFile(kept, `${kept}.before`)
    await says('wang', '二')
    await first.stop()
    await copyFile(`${kept}.before`, kept)
    const before = heard.map(({ messageId }) => messageId)
    heard = []
    await startGateway()
    await until('told again', () => heard.some(({ text }) => text === '二'))
    expect(before).toEqual(expect.arrayContaining(heard.map(({ messageId }) => messageId)))
  })
})

test('a disk that takes nothing holds the cursor back', async () => {
  const first = await startGateway()
  await comesIn('wang')
  await says('wang', '一')
  isDiskFull = true
  service.write('wang', '二')
  await until('tried', () => logged.includes('inbox cannot be written'))
  await first.stop()
  isDiskFull = false
  await startGateway()
  await until('heard', () => heard.some(({ text }) => text === '二'))
})

describe('a service that fails', () => {
  test.each([
    ['answers 502', { status: 502 }],
    ['answers half', { broken: true as const }],
    ['hangs up', { reset: true as const }],
    ['answers with an unknown code', { answer: { ret: -7 } }],
  ])('%s: it says that it does not hear, and then nothing was lost', async (_what, knob) => {
    await startGateway()
    await comesIn('wang')
    await says('wang', '一')
    service.turnKnob('getupdates', ...Array.from({ length: 4 }, () => knob))
    await until('told', () => changes.some(({ reason }) => reason === 'service_unreachable'))
    await says('wang', '二')
    await until('online again', () => state() === 'online')
  })

  test('an answer without a cursor moves nothing', async () => {
    await startGateway()
    await comesIn('wang')
    service.turnKnob('getupdates', { answer: { ret: 0, msgs: [] } }, { answer: {} })
    await says('wang', '一')
    await says('wang', '二')
    expect(heard.map(({ text }) => text)).toEqual(['一', '二'])
  })

  test('a slow one is waited for', async () => {
    await startGateway()
    await comesIn('wang')
    service.turnKnob('getupdates', { delayMs: 300 }, { delayMs: 300 })
    await says('wang', '慢慢来')
  })
})

describe('a token that has ended', () => {
  test('is used no more; it says so, with a code to come in again, and then goes on', async () => {
    const { gateway } = await startGateway()
    await comesIn('wang')
    await says('wang', '一')
    service.end('wang')
    await until('noticed', () => changes.at(-1)?.reason === 'stale_token' && changes.at(-1)?.qr !== undefined)
    expect(state()).toBe('offline')
    expect(await gateway.send(words('wang'))).toEqual({ kind: 'refused', reason: 'has_not_written' })
    const looks = () => service.calls.filter(({ path }) => path === 'getupdates').length
    const before = looks()
    await until('more time', () => service.calls.filter(({ path }) => path === 'get_qrcode_status').length > 4)
    expect(looks()).toBe(before)
    await comesIn('wang')
    await says('wang', '又来了')
    expect(state()).toBe('online')
    expect(await gateway.send(words('wang'))).toMatchObject({ kind: 'sent' })
  })

  test('of one person ends her chat alone', async () => {
    const { gateway } = await startGateway()
    await comesIn('wang')
    await comesIn('li')
    await says('wang', '一')
    await says('li', '二')
    service.end('wang')
    await until('noticed', () => logged.includes('stale_token'))
    expect(state()).toBe('online')
    expect((await gateway.send(words('li'))).kind).toBe('sent')
  })

  test('is told with each change, whose and when, until she has scanned a code again; over a restart too', async () => {
    const ended = () => changes.at(-1)?.ended?.map(({ contactId }) => contactId)
    const { gateway } = await startGateway()
    await comesIn('wang')
    await says('wang', '一')
    expect(ended()).toBeUndefined()
    service.end('wang')
    await until('noticed', () => ended()?.[0] === 'wang')
    await gateway.stop()
    await startGateway()
    await until('told again', () => ended()?.[0] === 'wang')
    await comesIn('wang')
    await until('back', () => ended() === undefined)
  })

  test('that is heard of while something is said sends the words another way', async () => {
    const { gateway } = await startGateway()
    await comesIn('wang')
    await says('wang', '一')
    service.turnKnob('sendmessage', { answer: { ret: 0, errcode: -14 } })
    expect(await gateway.send(words('wang'))).toEqual({ kind: 'refused', reason: 'stale_token' })
  })
})

describe('saying something', () => {
  test('needs her word first, and the token of her last one', async () => {
    const { gateway } = await startGateway()
    await comesIn('wang')
    expect(await gateway.send(words('wang'))).toEqual({ kind: 'refused', reason: 'has_not_written' })
    await says('wang', '您好')
    const message = words('wang')
    expect(await gateway.send(message)).toEqual({ kind: 'sent', platformMessageId: '9000000000000000001' })
    expect(service.sent).toMatchObject([{ to: 'wang', text: '小李接了。', clientId: message.id }])
  })

  test('ten answers to one word and a day of time: then it is another way’s turn, without asking the service', async () => {
    const { gateway } = await startGateway()
    await comesIn('wang')
    await says('wang', '您好')
    const kinds = []
    for (let n = 0; n < 11; n += 1) kinds.push((await gateway.send(words('wang'))).kind)
    expect(kinds).toEqual([...Array.from({ length: 10 }, () => 'sent'), 'refused'])
    expect(service.calls.filter(({ path }) => path === 'sendmessage')).toHaveLength(10)
    await says('wang', '还在吗')
    expect((await gateway.send(words('wang'))).kind).toBe('sent')
    ahead = 24 * HOUR
    expect(await gateway.send(words('wang'))).toEqual({ kind: 'refused', reason: 'window_closed' })
  })

  test('the service’s own no is believed until she writes again', async () => {
    const { gateway } = await startGateway()
    await comesIn('wang')
    await says('wang', '您好')
    service.turnKnob('sendmessage', { answer: { ret: -2 } })
    const refused = { kind: 'refused', reason: 'window_closed' }
    expect([await gateway.send(words('wang')), await gateway.send(words('wang'))]).toEqual([refused, refused])
    expect(service.calls.filter(({ path }) => path === 'sendmessage')).toHaveLength(1)
  })

  test('taken, and the answer lost: it is never said a second time, another way tells it', async () => {
    const server = new StubServer()
    const url = await server.listen()
    ends.push(() => server.close())
    const link = new ChatLink({
      gateway: await aGateway(),
      dataDir,
      call: createClient(fetchTransport(url), { authorization: `Bearer ${TOKEN}` }),
      log: createLog('test', 'silent'),
      limits: ILINK_LIMITS,
      echoMs: 0,
      hold: 5,
      parallel: 2,
      beatMs: 50,
    })
    await link.start()
    ends.push(() => link.stop())
    await until('a code', () => server.presences.at(-1)?.qr !== undefined)
    service.scan('wang')
    await until('in', () => server.presences.at(-1)?.state === 'online')
    service.write('wang', '您好')
    await until('heard', () => server.events.length === 1)
    service.turnKnob('sendmessage', { after: 'reset' })
    server.queue({ id: 'm1', channel: 'private', to: [{ contactId: 'wang', name: '' }], text: '交接码 3728' })
    await until('given up', () => server.outcomes.some(({ outcome }) => outcome === 'refused'))
    expect(server.outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['failed', 'connection_lost'],
      ['refused', 'in_doubt_without_echo'],
    ])
    expect(service.sent.map(({ text }) => text)).toEqual(['交接码 3728'])
  })
})

test('nothing secret and nobody’s words stand in the log or in clear on the disk', async () => {
  const { gateway, stop } = await startGateway()
  await comesIn('wang-o9cq80yy')
  service.turnKnob('getupdates', { status: 502 }, { broken: true })
  await says('wang-o9cq80yy', '我家在六区9栋')
  service.turnKnob('sendmessage', { status: 502 })
  await gateway.send(words('wang-o9cq80yy'))
  service.end('wang-o9cq80yy')
  await until('noticed', () => logged.includes('stale_token'))
  await stop()
  const dir = await dirOf()
  const files = await readdir(dir)
  expect(files).toEqual(['bindings.sealed'])
  const onDisk = await readFile(join(dir, 'bindings.sealed'), 'utf8')
  expect((await stat(join(dir, 'bindings.sealed'))).mode & 0o077).toBe(0)
  expect(`${logged}${onDisk}`).not.toMatch(/secret|wang|code-\d|六区|小李|127\.0\.0\.1/)
})

test('a file that does not open with this key stops the start, and stays', async () => {
  const { stop } = await startGateway()
  await comesIn('wang')
  await stop()
  await rm(spoolKeyFile(dataDir))
  await expect((await aGateway()).start({ heard: async () => undefined, changed: () => undefined })).rejects.toThrow(
    'does not open',
  )
})
