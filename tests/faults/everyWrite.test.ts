import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Collection, Db } from 'mongodb'
import { pino } from 'pino'
import { loadDemo } from '../../server/app/demo/loadDemo.ts'
import { INDEXES, openHouse, REACTIONS, type House } from '../../server/app/house.ts'
import { handlers } from '../../server/app/jobs.ts'
import { sweep } from '../../server/app/sweep.ts'
import { receiveMessages } from '../../server/chat/index.ts'
import { claimOutgoing, settleOutgoing } from '../../server/messaging/index.ts'
import { virtualClock, type VirtualClock } from '../../server/platform/clock.ts'
import { MemoryRecord } from '../../server/platform/memoryRecord/index.ts'
import { ensureIndexes } from '../../server/platform/mongo.ts'
import type { Platform } from '../../server/platform/platform.ts'
import type { Queues } from '../../server/platform/queues/queues.ts'
import { codeIn, FIRST_ORDER } from '../factories/firstOrder.ts'
import { onMemory } from '../factories/memoryGround.ts'

jest.setTimeout(120_000)

/** A Sunday at ten, far ahead of the record's own expiry. */
const BEGIN = new Date('2099-11-22T10:00:00+08:00')
const WRITES = ['insertOne', 'insertMany', 'updateOne', 'updateMany', 'findOneAndUpdate', 'replaceOne', 'deleteOne']

class Died extends Error {}

interface Job {
  name: string
  payload: unknown
}

/** One worker in this process: its jobs lie in a list, and it dies right after the write that the test names. */
class Worker {
  readonly platform: Platform
  writes = 0
  dead = false
  private jobs: Job[] = []
  private readonly diesAfter: number

  constructor(platform: Platform, diesAfter: number) {
    this.diesAfter = diesAfter
    const queues: Queues = {
      add: (tag, payload, options = {}) => {
        if (this.dead) return Promise.reject(new Died())
        if (!options.delayMs) this.jobs.push({ name: tag.name, payload })
        return Promise.resolve()
      },
      idle: () => Promise.resolve(this.jobs.length === 0),
      ping: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }
    this.platform = { ...platform, db: this.mortal(platform.db), queues }
  }

  /** Runs jobs until none is left or this worker is dead. */
  async work(): Promise<void> {
    for (let job = this.jobs.shift(); job; job = this.jobs.shift()) {
      const { name, payload } = job
      const handler = handlers.find((one) => one.name === name)
      try {
        await handler?.run(this.platform, payload)
      } catch (error) {
        if (!this.dead) throw error
        this.jobs.unshift(job)
        return
      }
    }
  }

  /** The record answers again: what was in hand is tried once more, as the queue does. */
  revive(): void {
    this.dead = false
  }

  private mortal(db: Db): Db {
    const wrap = (collection: Collection): Collection =>
      new Proxy(collection, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name, target)
          if (typeof value !== 'function') return value
          if (!WRITES.includes(String(name))) return value.bind(target)
          return async (...args: unknown[]) => {
            if (this.dead) throw new Died()
            const result: unknown = await (value as (...all: unknown[]) => unknown).apply(target, args)
            this.writes += 1
            if (this.writes !== this.diesAfter) return result
            this.dead = true
            throw new Died()
          }
        },
      })
    return new Proxy(db, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target)
        if (name === 'collection') return (title: string) => wrap(target.collection(title))
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
}

interface Sentence {
  from: string
  name: string
  text: (code: string) => string
  privately?: boolean
}

const SENTENCES: Sentence[] = [
  { from: 'wang', name: '王阿姨', text: () => FIRST_ORDER },
  { from: 'wang', name: '王阿姨', text: () => '对' },
  { from: 'li', name: '小李', text: (code) => `接${code}`, privately: true },
  { from: 'li', name: '小李', text: () => '送到了', privately: true },
  { from: 'wang', name: '王阿姨', text: () => '收到' },
  { from: 'wang', name: '王阿姨', text: () => '5' },
]

/** `death`: another worker goes on from the record alone. `outage`: the same one tries its job again, half a second later. */
type Fault = 'death' | 'outage'

/** Plays the first order; the fault comes right after write number `after`. */
async function play(
  { platform, clock }: Stage,
  fault: Fault,
  after: number,
): Promise<{ said: string[]; struck: boolean }> {
  let worker = new Worker(platform, after)
  let struck = false
  const said: string[] = []
  const forward = (ms: number) => clock.turnTo(new Date(clock.now().getTime() + ms))
  const settle = async (): Promise<void> => {
    await worker.work()
    if (worker.dead) {
      struck = true
      if (fault === 'outage') worker.revive()
      else worker = new Worker(platform, -1)
      if (fault === 'outage') {
        forward(500)
        await worker.work()
      }
      // A dead worker's locks run out, the sweep finds what is left; repeatedly, as what it finds may announce something.
      for (const ms of [12_000, 6_000, 6_000]) {
        forward(ms)
        await sweep(worker.platform)
        await worker.work()
      }
    }
    await speak(platform, said)
  }
  for (const { from, name, text, privately } of SENTENCES) {
    forward(2_000)
    const code = said.length > 0 ? codeIn({ text: said.join() }) : ''
    await receiveMessages({ ...worker.platform, db: platform.db }, [
      {
        adapter: 'sandbox',
        account: 'yimin',
        messageId: randomUUID(),
        at: clock.now().toISOString(),
        seq: 1,
        kind: 'text',
        ...(privately ? {} : { room: { id: 'g1', topic: '海威益民一群' } }),
        from: { id: from, name },
        self: false,
        text: text(code),
        mentionsMe: privately === true,
      },
    ])
    await settle()
  }
  return { said, struck }
}

/** The chat gateway: takes what is to be said, says it and reports. */
async function speak(platform: Platform, said: string[]): Promise<void> {
  for (;;) {
    const claimed = await claimOutgoing(platform, 'sandbox', 'test', 50)
    if (claimed.length === 0) return
    for (const { id, fence, channel, room, to, text } of claimed) {
      said.push(`${channel === 'room' ? room?.id : to[0]?.contactId}: ${text.replace(/交接码\d{4}/, '交接码')}`)
      await settleOutgoing(platform, { id, fence, outcome: 'sent', at: platform.clock.now() })
    }
  }
}

/** Promised times move with the time that a fault costs, and a code that was taken by a dead worker is left out. */
const withoutNumbers = (lines: string[]) =>
  lines.map((line) => line.replace(/\d+点(半|\d+分)?前?/g, '时间').replace(/A\d{3}/g, 'A100')).sort()

/** A community in which nothing has happened yet. */
type Stage = Pick<House, 'platform'> & { clock: VirtualClock }

const dataDir = mkdtempSync(path.join(tmpdir(), 'yimin-writes-'))
/** The record in memory begins anew as a copy; of the real one everything that happened is forgotten. */
let inMemory: () => Stage
let onEngine: () => Promise<Stage>
let closeEngine: () => Promise<void>

beforeAll(async () => {
  inMemory = await openMemory()
  const { house, clock } = await openEngine()
  onEngine = async () => {
    await forgetAll(house)
    return { platform: house.platform, clock }
  }
  closeEngine = async () => {
    await house.platform.db.dropDatabase()
    await house.close()
  }
})
afterAll(async () => {
  await closeEngine?.()
  rmSync(dataDir, { recursive: true, force: true })
})

async function openMemory(): Promise<() => Stage> {
  const record = new MemoryRecord(new Map())
  const lay = onMemory(REACTIONS)
  const first = lay(record, BEGIN)
  await ensureIndexes(first.db, INDEXES)
  await loadDemo(first)
  return () => {
    const platform = lay(record.copy(), BEGIN)
    return { platform, clock: platform.clock }
  }
}

async function openEngine(): Promise<{ house: House; clock: VirtualClock }> {
  const mark = randomBytes(5).toString('hex')
  const { MONGODB_URI = '', REDIS_URL = '' } = process.env
  const settings = {
    mongodbUri: MONGODB_URI,
    database: `w_${mark}`,
    redisUrl: REDIS_URL,
    redisPrefix: `w-${mark}`,
    dataDir,
  }
  const clock = virtualClock(BEGIN)
  const house = await openHouse(settings, pino({ level: 'silent' }), { clock })
  await loadDemo(house.platform)
  return { house, clock }
}

async function forgetAll({ platform: { db } }: House): Promise<void> {
  const happened = ['requests', 'searches', 'helper_standings', 'outgoing', 'inbound', 'alarms', 'threads', 'counters']
  for (const name of happened) await db.collection(name).deleteMany({})
}

/** What went otherwise than without a fault. */
async function differences(stage: Stage, fault: Fault, write: number, whole: string[]): Promise<string[] | undefined> {
  const { said, struck } = await play(stage, fault, write)
  if (!struck) return undefined
  const requests = await stage.platform.db.collection('requests').find().toArray()
  const wrong: string[] = []
  const [expected, seen] = [withoutNumbers(whole), withoutNumbers(said)]
  for (const line of new Set([...expected, ...seen])) {
    const [wanted, got] = [expected, seen].map((lines) => lines.filter((one) => one === line).length)
    if (wanted !== got) wrong.push(`${got} times instead of ${wanted}: ${line}`)
  }
  const stands = requests.map(({ status, rating, history, outbox }) => ({
    status,
    rating,
    history: history.map((entry: { step: string }) => entry.step).join(),
    unannounced: outbox.length,
  }))
  const should = [{ status: 'done', rating: 5, history: 'write,confirm,accept,deliver,finish', unannounced: 0 }]
  if (JSON.stringify(stands) !== JSON.stringify(should)) wrong.push(JSON.stringify(stands))
  return wrong.map((line) => `write ${write}: ${line}`)
}

const FAULTS: { fault: Fault; what: string }[] = [
  {
    fault: 'death',
    what: 'a worker that dies after any one of its writes: the next one says the rest, and nothing twice',
  },
  {
    fault: 'outage',
    what: 'a record that goes away after any one write: the job is tried again, nothing is lost or twice',
  },
]

/** The engine plays one write of so many; the record in memory, which is compared with it act by act, plays all. */
const ONE_OF = 6

/** Plays the order once without a fault and then with one after each of the `every`-th writes. */
async function faultAfterWrites(stage: () => Stage | Promise<Stage>, fault: Fault, every: number): Promise<void> {
  const { said: whole } = await play(await stage(), fault, -1)
  expect(whole.length).toBeGreaterThanOrEqual(11)
  const wrong: string[] = []
  let write = 1
  for (; ; write += every) {
    const found = await differences(await stage(), fault, write, whole)
    if (!found) break
    wrong.push(...found)
  }
  process.stderr.write(`${fault} at one of ${every} of ${write - 1} writes\n`)
  expect(write).toBeGreaterThan(20)
  expect(wrong).toEqual([])
}

test.each(FAULTS)('$what', ({ fault }) => faultAfterWrites(inMemory, fault, 1))

test.each(FAULTS)('the same on the real engine: $fault', ({ fault }) => faultAfterWrites(onEngine, fault, ONE_OF))
