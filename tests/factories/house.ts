import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Frame } from '@yimin/shared/language/frame'
import { openHouse } from '../../server/app/house.ts'
import { handlers } from '../../server/app/jobs.ts'
import { openLog } from '../../server/app/log.ts'
import { outgoingOf } from '../../server/messaging/index.ts'
import type { OutgoingDoc } from '../../server/messaging/index.ts'
import { virtualClock } from '../../server/platform/clock.ts'
import type { VirtualClock } from '../../server/platform/clock.ts'
import type { Platform } from '../../server/platform/platform.ts'
import type { Pace, WeChatSettings } from '../../server/platform/wechat/index.ts'
import type { JobTag } from '../../server/platform/queues/job.ts'
import { openRequest } from '../../server/requests/index.ts'
import type { RequestDoc } from '../../server/requests/index.ts'
import { borrowDatabase } from './databases.ts'
import { aStation, aWorker } from './people.ts'
import type { Ground } from './people.ts'

/** The whole house in one process: real record, real Redis for nothing but being there; jobs wait in a list until a test works them. */
export interface TestHouse extends Ground {
  clock: VirtualClock
  /** Does every job that waits, and those that they add, without delay. Jobs with a delay are left out: the record knows. */
  work(): Promise<void>
  waiting: { name: string; payload: unknown; delayMs: number }[]
  outgoing(): Promise<OutgoingDoc[]>
  later(minutes: number): void
}

/** What a house may have besides: WeChat, and time as its client needs it. */
export interface HouseParts {
  clock?: VirtualClock
  wechat?: WeChatSettings
  pace?: Partial<Pace>
}

const NOON = new Date('2026-11-22T12:00:00+08:00')

/** Opens a house with its own database and Redis prefix; `close` gives them up. */
export async function openTestHouse(now = NOON, more: HouseParts = {}): Promise<TestHouse> {
  const database = await borrowDatabase('house')
  const redisPrefix = `t_house_${randomBytes(6).toString('hex')}`
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yimin-test-'))
  const clock = more.clock ?? virtualClock(now)
  const waiting: TestHouse['waiting'] = []
  const { MONGODB_URI = '', REDIS_URL = '' } = process.env
  const settings = {
    mongodbUri: MONGODB_URI,
    redisUrl: REDIS_URL,
    database: database.name,
    redisPrefix,
    dataDir,
    wechat: more.wechat,
  }
  const house = await openHouse(settings, openLog('test', 'fatal'), {
    clock,
    ...(more.pace && { pace: more.pace }),
    wrapQueues: (queues) => ({
      ...queues,
      add: async <Payload>(tag: JobTag<Payload>, payload: Payload, options?: { delayMs?: number }) => {
        waiting.push({ name: tag.name, payload, delayMs: options?.delayMs ?? 0 })
      },
    }),
  })
  const { platform } = house
  return {
    ...platform,
    clock,
    waiting,
    work: () => work(platform, waiting),
    outgoing: () => outgoingOf(platform).find().sort({ order: 1 }).toArray(),
    later: (minutes) => clock.turnTo(new Date(clock.now().getTime() + minutes * 60_000)),
    close: async () => {
      await house.close()
      await database.giveBack()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function work(platform: Platform, waiting: TestHouse['waiting']): Promise<void> {
  for (let job = waiting.shift(); job; job = waiting.shift()) {
    if (job.delayMs > 0) continue
    const { name, payload } = job
    await handlers.find((handler) => handler.name === name)?.run(platform, payload)
  }
}

/** A station with one worker on duty. */
export async function aStaffedStation(house: Ground) {
  const station = await aStation(house, { rooms: [{ chatId: 'sandbox:g1', topic: '海威益民一群' }] })
  const worker = await aWorker(house, { stationId: station.id, onDuty: true })
  return { station, worker }
}

let counter = 0

/** A request for two jin of tomatoes by this person, as a draft that says all. */
export function aRequest(
  platform: Platform,
  requester: { id: string; stationId: string },
  frame: Partial<Frame> = {},
): Promise<RequestDoc> {
  counter += 1
  return openRequest(platform, {
    stationId: requester.stationId,
    requesterId: requester.id,
    origin: { channel: 'room', chatId: 'sandbox:g1' },
    text: '帮我送两斤西红柿',
    frame: {
      intent: 'request',
      category: 'produce',
      items: [{ name: '西红柿', quantity: 2, unit: '斤' }],
      confidence: 0.9,
      ...frame,
    },
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    cause: `cause${counter}`,
  })
}
