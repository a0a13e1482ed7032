import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, statSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { MongoClient, type Collection } from 'mongodb'
import { createClient } from 'redis'
import { freePorts, makeCheckout, processesOf, start, until, type Checkout, type Run } from './checkout.ts'

jest.setTimeout(60_000)

const READY = '按 Ctrl-C'
let checkout: Checkout
let runs: Run[]

/** Neither a stack trace nor a secret is for the reader's eyes. */
function expectPlainWords(text: string) {
  expect(text).not.toMatch(/\n\s+at .*:\d+|node:internal|Error:/)
  expect(text).not.toContain('geheim')
  expect(text).toMatch(/[。：]/)
}

function run(env: Record<string, string> = {}, options: { uid?: number } = {}): Run {
  const started = start(checkout, env, options)
  runs.push(started)
  return started
}

async function addresses(port: string): Promise<{ MONGODB_URI: string; REDIS_URL: string; DEMO?: string }> {
  return (await fetch(`http://127.0.0.1:${port}/env`)).json()
}

async function answer({ MONGODB_URI, REDIS_URL }: { MONGODB_URI: string; REDIS_URL: string }): Promise<boolean> {
  const mongo = new MongoClient(MONGODB_URI, { serverSelectionTimeoutMS: 200 })
  const redis = createClient({ url: REDIS_URL, socket: { reconnectStrategy: false } })
  redis.on('error', () => {})
  try {
    await redis.connect()
    await mongo.db('admin').command({ ping: 1 })
    return (await redis.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    await mongo.close()
    redis.destroy()
  }
}

async function onRecord<T>(
  { MONGODB_URI }: { MONGODB_URI: string },
  act: (notes: Collection) => Promise<T>,
): Promise<T> {
  const mongo = new MongoClient(MONGODB_URI, { retryWrites: false })
  try {
    return await act(mongo.db('set_up').collection('notes'))
  } finally {
    await mongo.close()
  }
}

beforeEach(() => {
  runs = []
})
afterEach(async () => {
  for (const { child, ended } of runs) {
    if (child.exitCode === null) child.kill('SIGTERM')
    await ended
  }
  checkout?.remove()
})

test('npm start ends with the table, and Ctrl-C stops all and leaves nothing behind', async () => {
  checkout = makeCheckout()
  const ports = await freePorts()
  const first = run(ports)
  await first.says(READY)
  expect(first.text()).toContain(`http://127.0.0.1:${ports.PORT}/docs`)
  expect(first.text()).toContain('王阿姨（居民）')
  expect(await answer(await addresses(ports.PORT))).toBe(true)
  expect((await addresses(ports.PORT)).DEMO).toBe('1')
  expect(statSync(path.join(checkout.root, '.data')).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(checkout.root, '.data/keys/bot.token')).mode & 0o777).toBe(0o600)

  const second = run(ports)
  expect(await second.ended).toBe(1)
  expect(second.text()).toContain('益民已经在运行')
  expectPlainWords(second.text())

  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(first.text()).toContain('没有留下任何进程')
  expect(await processesOf(checkout)).toEqual([])
})

test('the second start is ready within ten seconds', async () => {
  checkout = makeCheckout()
  const first = run(await freePorts())
  await first.says(READY)
  first.child.kill('SIGTERM')
  await first.ended
  const began = performance.now()
  await run(await freePorts()).says(READY)
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('a supervisor that is killed outright leaves nothing behind, and the next start finds its data', async () => {
  checkout = makeCheckout()
  const [before, after] = [await freePorts(), await freePorts()]
  const first = run(before)
  await first.says(READY)
  await onRecord(await addresses(before.PORT), (notes) =>
    notes.insertOne({ words: '还在' }, { writeConcern: { j: true } }),
  )
  first.child.kill('SIGKILL')
  await first.ended
  const next = run(after)
  await next.says(READY)
  expect(await onRecord(await addresses(after.PORT), (notes) => notes.countDocuments())).toBe(1)
  next.child.kill('SIGINT')
  await next.ended
  await until(async () => (await processesOf(checkout)).length === 0, 10_000)
})

test('an engine, a Redis and a process that are killed come back on the same addresses', async () => {
  checkout = makeCheckout()
  const ports = await freePorts()
  const product = run(ports)
  await product.says(READY)
  const before = await addresses(ports.PORT)
  const lines = await processesOf(checkout)
  const pidOf = (part: string) =>
    Number(
      lines
        .find((line) => line.includes(part))
        ?.trim()
        .split(/\s+/)[0],
    )
  for (const part of ['redis.sock', 'mongoEngine.mjs', 'web.js']) {
    const pid = pidOf(part)
    if (pid) process.kill(pid, 'SIGKILL')
  }
  await until(
    async () =>
      (await answer(before)) &&
      (await addresses(ports.PORT).then(
        () => true,
        () => false,
      )),
    15_000,
  )
  expect(await addresses(ports.PORT)).toMatchObject({ MONGODB_URI: before.MONGODB_URI, REDIS_URL: before.REDIS_URL })
})

test('a checkout with a path too long for a socket starts all the same', async () => {
  checkout = makeCheckout(
    '一个很长很长的目录名字一个很长很长的目录名字/again and again a rather long name of a directory',
  )
  const ports = await freePorts()
  await run(ports).says(READY)
  expect(await answer(await addresses(ports.PORT))).toBe(true)
})

test('a taken port: the sentence names another one', async () => {
  checkout = makeCheckout()
  const ports = await freePorts()
  const other = net.createServer()
  await new Promise<void>((resolve) => other.listen(Number(ports.PORT), '127.0.0.1', resolve))
  const { ended, text } = run(ports)
  expect(await ended).toBe(1)
  other.close()
  expect(text()).toMatch(new RegExp(`端口 ${ports.PORT} 已被别的程序占用。.*PORT=\\d+ npm start`))
  expectPlainWords(text())
})

test.each([
  ['MONGODB_URI', 'mongodb://station:geheim@127.0.0.1:1/yimin', '连不上'],
  ['MONGODB_URI', 'hallo', '写得不对'],
  ['REDIS_URL', 'redis://:geheim@127.0.0.1:1', '连不上'],
  ['REDIS_URL', 'hallo', '写得不对'],
])('%s=%s: one sentence within seconds', async (name, value, words) => {
  checkout = makeCheckout()
  const began = performance.now()
  const { ended, text } = run({ ...(await freePorts()), [name]: value })
  expect(await ended).toBe(1)
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(text()).toContain(`${name} ${words}`)
  expectPlainWords(text())
})

test('a Redis that drops keys when its memory is full is refused', async () => {
  checkout = makeCheckout()
  const ports = await freePorts()
  const product = run(ports)
  await product.says(READY)
  const { REDIS_URL } = await addresses(ports.PORT)
  const redis = await createClient({ url: REDIS_URL }).connect()
  await redis.configSet('maxmemory-policy', 'allkeys-lru')
  redis.destroy()
  const { ended, text } = run({ ...(await freePorts()), REDIS_URL, DATA_DIR: path.join(checkout.root, 'other') })
  expect(await ended).toBe(1)
  expect(text()).toContain('CONFIG SET maxmemory-policy noeviction')
  expectPlainWords(text())
})

test('a data directory that may not be written: the sentence says so', async () => {
  checkout = makeCheckout()
  const locked = path.join(checkout.root, 'locked')
  mkdirSync(locked)
  chmodSync(locked, 0o555)
  const isRoot = process.getuid?.() === 0
  const env = { ...(await freePorts()), DATA_DIR: path.join(locked, 'data') }
  const { ended, text } = run(env, isRoot ? { uid: 65_534 } : {})
  expect(await ended).toBe(1)
  expect(text()).toContain('没有权限写入')
  expectPlainWords(text())
})

test("the next release's package sources are made from this machine's own, and foreign ones are left out", () => {
  const program = `
    const { sourcesFor } = await import(process.argv[1])
    const sources = 'Types: deb\\nURIs: http://deb.debian.org/debian\\nSuites: bookworm bookworm-updates bookworm-backports\\nComponents: main\\n'
    const list = 'deb [signed-by=/k.gpg] http://mirror.example/debian-security bookworm-security main\\ndeb https://other.example/apt nodistro main\\n# deb http://old bookworm main\\n'
    console.log(JSON.stringify(sourcesFor('bookworm', 'trixie', [['a.sources', sources], ['b.list', list]])))`
  const file = path.resolve(__dirname, '../../setup/apt.mjs')
  const made = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program, file], { encoding: 'utf8' }),
  )
  expect(made.lines.trim()).toBe('deb [signed-by=/k.gpg] http://mirror.example/debian-security trixie-security main')
  expect(made.stanzas).toContain('Suites: trixie trixie-updates\n')
})
