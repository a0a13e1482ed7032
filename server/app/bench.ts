import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { outgoingOf } from '../messaging/index.ts'
import { saveStation } from '../organisations/index.ts'
import { savePerson } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { inParallel, messageOf, percentile, personId, post, ROOM_IDS } from './bench/load.ts'
import { freePort, started, stop } from './bench/processes.ts'
import { readBotToken } from './env.ts'
import { openHouse } from './house.ts'
import { openLog } from './log.ts'

const MESSAGES = Number(process.env['BENCH_MESSAGES'] ?? 3_000)
/** Both ways are run in before they are measured: each by as many messages. */
const WARM = 200
const PACED = 750
const PACED_PER_SECOND = 50
const BATCH = 50

interface Bar {
  what: string
  figure: string
  bar: string
  held: boolean
}

const here = (name: string) => path.resolve('server', 'dist', 'app', name)
const progress = (text: string) => process.stderr.write(`${text}\n`)

/** Measures the whole way of a message beside the floor, in one run, and the idle memory of the three processes. */
async function main(): Promise<void> {
  const name = `bench_${randomBytes(4).toString('hex')}`
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yimin-bench-'))
  const port = await freePort()
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    MONGODB_DATABASE: name,
    REDIS_PREFIX: name,
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(await freePort()),
    SERVER_URL: `http://127.0.0.1:${port}`,
    CHAT_ADAPTER: 'sandbox',
    DEMO: '1',
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
  }
  const token = readBotToken({ dataDir })
  const children: ChildProcess[] = []
  const house = await openHouse(
    {
      mongodbUri: env['MONGODB_URI'] ?? '',
      redisUrl: env['REDIS_URL'] ?? '',
      database: name,
      redisPrefix: name,
      dataDir,
    },
    openLog('bench', 'error'),
  )
  try {
    progress('starting web, worker and bot')
    for (const script of [here('web.js'), here('worker.js')]) children.push(await started(script, env))
    children.push(await started(path.resolve('bot', 'dist', 'app', 'bot.js'), env))
    await pause(5_000)
    const memory = children.map((child) => residentMb(child.pid ?? 0))
    await stop(children.splice(2))

    progress('settling the bench community')
    await settleCommunity(house.platform)
    progress(`floor: ${MESSAGES} messages`)
    const floor = await measureFloor(env)
    progress(`the whole way: ${MESSAGES} messages`)
    const way = await measureWay(house.platform, port, token)
    progress(`paced: ${PACED} messages at ${PACED_PER_SECOND}/s`)
    const latencies = await measurePaced(house.platform, port, token)
    print(floor, way, latencies, memory)
  } finally {
    await stop(children)
    await house.platform.db.dropDatabase()
    await house.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function print(floor: number, way: number, latencies: number[], memory: number[]): void {
  const p99 = percentile(latencies, 0.99)
  const sum = memory.reduce((a, b) => a + b, 0)
  const bars: Bar[] = [
    { what: 'floor: bare Koa + journaled insert + job', figure: `${floor.toFixed(0)} messages/s`, bar: '', held: true },
    {
      what: 'inbox → understood → request → queued words',
      figure: `${way.toFixed(0)} messages/s`,
      bar: '≥ 300/s',
      held: way >= 300,
    },
    {
      what: 'share of the floor',
      figure: `${((100 * way) / floor).toFixed(0)} %`,
      bar: '≥ 50 %',
      held: way >= floor / 2,
    },
    {
      what: `sentence → queued words at ${PACED_PER_SECOND}/s`,
      figure: `p50 ${percentile(latencies, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
      bar: 'p99 ≤ 150 ms',
      held: p99 <= 150,
    },
    {
      what: 'idle memory: web + worker + bot',
      figure: `${memory.map((mb) => mb.toFixed(0)).join(' + ')} = ${sum.toFixed(0)} MB`,
      bar: '≤ 500 MB',
      held: sum <= 500,
    },
  ]
  for (const { what, figure, bar, held } of bars) {
    process.stdout.write(`${what.padEnd(46)} ${figure.padEnd(34)} ${bar ? `${bar} ${held ? 'held' : 'MISSED'}` : ''}\n`)
  }
  if (bars.some((bar) => !bar.held)) process.exitCode = 1
}

async function settleCommunity(platform: Platform): Promise<void> {
  const station = 'bench'
  await saveStation(platform, {
    id: station,
    name: '社工站',
    community: '社区',
    phone: '0472-0000000',
    zones: [{ name: '6', buildings: [] }],
    rooms: ROOM_IDS.map((chatId) => ({ chatId, topic: chatId })),
    words: { estates: [], zones: ['6'], nicknames: [], shopGoods: [], extraGoods: [] },
  })
  const person = (id: string, role: 'resident' | 'station_worker') => ({
    id,
    stationId: station,
    name: id,
    role,
    chatIds: [`sandbox:${id}`],
    canBeWrittenTo: true,
    verified: true,
    rooms: [],
    household: [],
  })
  await savePerson(platform, person('bench-worker', 'station_worker'))
  await inParallel(
    MESSAGES + PACED + WARM,
    32,
    async (i) => void (await savePerson(platform, person(personId(i), 'resident'))),
  )
}

async function measureFloor(env: NodeJS.ProcessEnv): Promise<number> {
  const child = fork(here(path.join('bench', 'floor.js')), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const told = <T>() => new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)))
  const { port } = await told<{ port: number }>()
  await inParallel(WARM, 64, (i) => post(port, '/', messageOf(i, 'warm')))
  const before = performance.now()
  await inParallel(MESSAGES, 64, (i) => post(port, '/', messageOf(i, 'floor')))
  for (;;) {
    const answer = told<{ worked: number }>()
    child.send('?')
    if ((await answer).worked >= MESSAGES + WARM) break
    await pause(5)
  }
  const seconds = (performance.now() - before) / 1_000
  child.disconnect()
  return MESSAGES / seconds
}

/** Sends as the gateway does under load: what has come in meanwhile goes in one call. */
async function measureWay(platform: Platform, port: number, token: string): Promise<number> {
  await sendAll(platform, port, token, { first: MESSAGES + PACED, count: WARM, run: 'warm' })
  const before = performance.now()
  await sendAll(platform, port, token, { first: 0, count: MESSAGES, run: 'way' })
  return MESSAGES / ((performance.now() - before) / 1_000)
}

/** Sends `count` messages in calls of fifty, four at a time, and waits until each has its words in the gateway's queue. */
async function sendAll(
  platform: Platform,
  port: number,
  token: string,
  { first, count, run }: { first: number; count: number; run: string },
): Promise<void> {
  const base = await outgoingOf(platform).estimatedDocumentCount()
  await inParallel(count / BATCH, 4, (i) =>
    post(
      port,
      '/api/bot/inbound',
      { events: Array.from({ length: BATCH }, (_, k) => messageOf(first + i * BATCH + k, run)) },
      token,
    ),
  )
  while ((await outgoingOf(platform).estimatedDocumentCount()) < base + count) await pause(10)
}

/** Single messages at a steady pace: from the call until the words stand in the queue of the gateway. */
async function measurePaced(platform: Platform, port: number, token: string): Promise<number[]> {
  const said = new Map<string, number>()
  const calls: Promise<void>[] = []
  const begin = performance.now()
  for (let i = 0; i < PACED; i += 1) {
    await pause(Math.max(0, begin + (i * 1_000) / PACED_PER_SECOND - performance.now()))
    const event = messageOf(MESSAGES + i, 'paced')
    said.set(`sandbox.yimin.${event.messageId}`, Date.now())
    calls.push(post(port, '/api/bot/inbound', { events: [event] }, token))
  }
  await Promise.all(calls)
  await pause(2_000)
  const rows = await outgoingOf(platform)
    .find({ key: /^said\.sandbox\.yimin\.paced/ }, { projection: { key: 1, queuedAt: 1 } })
    .toArray()
  if (rows.length < PACED) throw new Error(`only ${rows.length} of ${PACED} messages were answered`)
  return rows.map(
    (row) =>
      row.queuedAt.getTime() -
      (said.get(row.key.slice('said.'.length).replace(/\.0\.[^.]+\.[^.]+$/, '')) ?? Number.NaN),
  )
}

/** Resident memory of a process in MB (Linux). */
function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1_024
}

void main().then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
