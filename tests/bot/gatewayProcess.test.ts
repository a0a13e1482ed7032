import './silence.ts'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@yimin/shared/route/client'
import { ApartGateway } from '../../bot/adapters/wechaty/apartGateway.ts'
import { openGatewayKeys } from '../../bot/adapters/wechaty/certificates.ts'
import { ChatLink, gatewayDir } from '../../bot/app/chatLink.ts'
import { SANDBOX_LIMITS } from '../../bot/outbound/limits.ts'
import { fetchTransport } from '../../bot/session/fetchTransport.ts'
import { createLog } from '../../bot/session/log.ts'
import type { GatewayChange } from '../../bot/session/port.ts'
import { makePrivateDir } from '../../bot/session/privateFiles.ts'
import { freePort, startChild, TOKEN, told, type Child } from './processes.ts'
import { StubServer } from './stubServer.ts'
import { until } from './until.ts'

jest.setTimeout(60_000)
const log = createLog('test', 'silent')
const home = process.env['HOME']
let dataDir: string
let port: number
let children: Child[]
let ends: (() => Promise<unknown>)[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yimin-apart-'))
  port = await freePort()
  children = []
  ends = []
})

afterEach(async () => {
  for (const end of ends.reverse()) await end()
  for (const child of children) await child.kill()
  process.env['HOME'] = home
  await rm(dataDir, { recursive: true, force: true })
})

async function startGateway(): Promise<Child> {
  const child = startChild('gatewayChild.cjs', [dataDir, String(port)])
  children.push(child)
  await told(child, 'ready')
  return child
}

async function connect(probeMs = 5_000): Promise<{ gateway: ApartGateway; changes: GatewayChange[] }> {
  const dir = await makePrivateDir(gatewayDir(dataDir, 'wechaty', 'main'))
  const gateway = new ApartGateway({ account: 'main', dataDir, dir, port, log, now: () => new Date(), probeMs })
  const changes: GatewayChange[] = []
  ends.push(() => gateway.stop())
  await gateway.start({ heard: async () => undefined, changed: (change) => changes.push(change) })
  return { gateway, changes }
}

function link(server: string, gateway: ApartGateway): ChatLink {
  return new ChatLink({
    gateway,
    dataDir,
    call: createClient(fetchTransport(server), { authorization: `Bearer ${TOKEN}` }),
    log,
    limits: SANDBOX_LIMITS,
    echoMs: 1_000,
    hold: 10,
    parallel: 4,
    beatMs: 200,
  })
}

async function speak(child: Child, text: string): Promise<string> {
  const id = told(child, 'said')
  child.process.send({ say: text })
  return (await id) as string
}

test('a gateway killed with -9 is lost at once and found again within 10 s of its return; nothing that it heard is lost', async () => {
  const server = new StubServer()
  ends.push(() => server.close())
  const url = await server.listen()
  let child = await startGateway()
  const dir = await makePrivateDir(gatewayDir(dataDir, 'wechaty', 'main'))
  const bot = link(url, new ApartGateway({ account: 'main', dataDir, dir, port, log, now: () => new Date() }))
  await bot.start()
  ends.push(() => bot.stop())
  await bot.ready
  const said = [await speak(child, '第0句')]
  for (let round = 1; round <= 3; round += 1) {
    await child.kill()
    const lost = Date.now()
    await until('loss is told', () => server.presences.at(-1)?.state === 'offline', 2_000)
    expect(Date.now() - lost).toBeLessThan(2_000)
    child = await startGateway()
    said.push(await speak(child, `第${round}句`))
    const back = Date.now()
    await until('online again', () => server.presences.at(-1)?.state === 'online', 10_000)
    expect(Date.now() - back).toBeLessThan(10_000)
    server.queue({ id: `o${round}`, channel: 'room', room: { id: 'g1@chatroom' }, text: `好${round}` })
    await until('said', () => server.outcomes.some(({ id, outcome }) => id === `o${round}` && outcome === 'sent'))
  }
  await until('all heard', () => said.every((id) => server.events.some(({ messageId }) => messageId === id)))
})

test('what is said while no bot is connected is heard when it comes, and a bot that goes does not deafen the gateway', async () => {
  const child = await startGateway()
  const first = await connect()
  await until('online', () => first.changes.some(({ state }) => state === 'online'))
  await first.gateway.stop()
  const id = await speak(child, '有人吗')
  const server = new StubServer()
  ends.push(() => server.close())
  const bot = link(
    await server.listen(),
    new ApartGateway({
      account: 'main',
      dataDir,
      dir: gatewayDir(dataDir, 'wechaty', 'main'),
      port,
      log,
      now: () => new Date(),
    }),
  )
  await bot.start()
  ends.push(() => bot.stop())
  await until('heard', () => server.events.some(({ messageId }) => messageId === id))
})

test('a gateway that hangs is noticed by its missing answer', async () => {
  const child = await startGateway()
  // PuppetMock takes a second for its answer.
  const { changes } = await connect(1_500)
  await until('online', () => changes.some(({ state }) => state === 'online'))
  await new Promise((resolve) => setTimeout(resolve, 3_500))
  child.process.send({ freeze: 6_000 })
  await until('loss is told', () => changes.at(-1)?.state === 'offline', 6_000)
  await until('online again', () => changes.at(-1)?.state === 'online', 15_000)
})

test.each(['token', 'caCert'] as const)('a wrong %s never logs in', async (what) => {
  await startGateway()
  const path = join(dataDir, 'bot', 'gateway', 'gateway-keys.json')
  const keys = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>
  const foreign = await openGatewayKeys(join(dataDir, 'foreign'))
  await writeFile(path, JSON.stringify({ ...keys, [what]: foreign[what] }))
  const { changes } = await connect()
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(changes.some(({ state }) => state === 'online')).toBe(false)
})

test('keys are made once, for this user only, and renewed before they run out', async () => {
  const keys = await openGatewayKeys(dataDir)
  expect(await openGatewayKeys(dataDir)).toEqual(keys)
  const dir = join(dataDir, 'bot', 'gateway')
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  for (const name of await readdir(dir)) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600)
  const later = Date.now() + (5 * 365 - 20) * 24 * 3_600_000
  expect((await openGatewayKeys(dataDir, later)).serverCert).not.toBe(keys.serverCert)
})
