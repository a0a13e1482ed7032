import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild, TOKEN, type Child } from '../processes.ts'
import { StubServer } from '../stubServer.ts'
import { until } from '../until.ts'
import { ILinkStandIn } from './standIn.ts'

jest.setTimeout(60_000)
let dataDir: string
let service: ILinkStandIn
let server: StubServer
let env: Record<string, string>
let ends: (() => Promise<unknown>)[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yimin-killed-'))
  service = new ILinkStandIn()
  server = new StubServer()
  const home = await service.listen()
  env = {
    DATA_DIR: dataDir,
    SERVER_URL: await server.listen(),
    BOT_TOKEN: TOKEN,
    CHAT_ADAPTER: 'ilink',
    ILINK_API_BASE: home,
  }
  ends = [() => service.close(), () => server.close()]
})

afterEach(async () => {
  for (const end of ends.reverse()) await end()
  await rm(dataDir, { recursive: true, force: true })
})

function startBot(more: Record<string, string> = {}): Child {
  const child = startChild('botChild.cjs', [], { ...env, ...more })
  ends.push(() => child.kill())
  return child
}

const isOnline = () => server.presences.at(-1)?.state === 'online'
const toWang = { channel: 'private' as const, to: [{ contactId: 'wang', name: '' }] }

test('killed in the middle of a send: nothing is said twice, and what was said meanwhile is heard once', async () => {
  const first = startBot()
  await until('a code', () => server.presences.at(-1)?.qr !== undefined, 20_000)
  await until('drawn for whoever stands there', () => first.errors.join('').includes('Scan it with WeChat'))
  service.scan('wang')
  await until('in', isOnline)
  service.write('wang', '一')
  await until('heard', () => server.events.length === 1)
  // The service takes the words and is slow to say so.
  service.turnKnob('sendmessage', { delayMs: 3_000 })
  server.queue({ id: 'm1', ...toWang, text: '交接码 3728' })
  await until('on its way', () => service.calls.some(({ path }) => path === 'sendmessage'))
  await first.kill()
  server.presences.length = 0
  server.expireLeases()
  service.write('wang', '二')
  startBot()
  await until('given to another way', () => server.outcomes.length > 0, 20_000)
  expect(server.outcomes).toMatchObject([{ id: 'm1', outcome: 'refused', reason: 'in_doubt_without_echo' }])
  await until('heard on', () => server.events.length === 2)
  expect(server.events.map(({ text }) => text)).toEqual(['一', '二'])
  expect(service.calls.filter(({ path }) => path === 'sendmessage')).toHaveLength(1)
  expect(service.codesAsked).toBeGreaterThan(0)
})

test('its logs and its folder carry no token, no code and no word', async () => {
  const child = startBot({ LOG_LEVEL: 'debug' })
  await until('a code', () => server.presences.at(-1)?.qr !== undefined, 20_000)
  service.scan('wang-o9cq80yy')
  await until('in', isOnline)
  service.write('wang-o9cq80yy', '我家在六区9栋')
  await until('heard', () => server.events.length === 1)
  child.process.kill('SIGTERM')
  expect(await child.exited).toBe(0)
  expect(service.calls.some(({ path }) => path === 'msg/notifystop')).toBe(true)
  const dir = join(dataDir, 'bot', 'ilink-main')
  const files = await Promise.all((await readdir(dir)).map((file) => readFile(join(dir, file), 'utf8')))
  expect(`${child.lines.join('')}${files.join('')}`).not.toMatch(/secret|code-\d|六区/)
})

test('with another key it does not start, and says why', async () => {
  const dir = join(dataDir, 'bot', 'ilink-main')
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'bindings.sealed'), 'somebody else sealed this', { mode: 0o600 })
  const child = startBot()
  expect(await child.exited).toBe(1)
  expect(child.errors.join('')).toMatch(/^bot: cannot start: .*bindings\.sealed does not open with this key/m)
})

test('beside the account in the groups it is a gateway of its own', async () => {
  startBot({ CHAT_ADAPTER: 'wechaty,ilink', CHAT_PUPPET: 'wechaty-puppet-mock' })
  const adapters = () => new Set(server.presences.map(({ adapter }) => adapter))
  await until('both report', () => adapters().size === 2, 20_000)
  expect([...adapters()].sort()).toEqual(['ilink', 'wechaty'])
})
