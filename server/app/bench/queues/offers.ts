import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { outgoingOf } from '../../../messaging/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { confirmRequest } from '../../../requests/index.ts'
import type { HouseSettings } from '../../house.ts'
import { loadDemo } from '../../demo/loadDemo.ts'
import { askForHelp, NEEDS } from '../../seeds/deeds.ts'
import { addVolunteers } from '../../seeds/ground.ts'
import { searchesOf } from '../../../dispatch/index.ts'
import type { Line } from '../language/table.ts'
import { inParallel } from '../load.ts'
import { started, stop } from '../processes.ts'
import { TELL_EVERY_MS } from './part.ts'
import type { Part } from './part.ts'
import { secondsOf, secondsOfRecord } from './processorTime.ts'

const VOLUNTEERS = 200
const BAR_PER_SECOND = 200
const PATIENCE_MS = 120_000
const AT_ONCE = 32
const LOOK_MS = 50

/** Hundreds of requests are confirmed at once: how many offers a second does one worker choose, write down and say? */
export async function measureOffers({ settings, house: { platform }, count, tell }: Part): Promise<Line[]> {
  const ids = await prepare(platform, count)
  tell(`${count} requests stand ready, ${VOLUNTEERS} volunteers and the demo station's helpers`)
  const worker = await started(path.resolve('server', 'dist', 'app', 'worker.js'), envOf(settings))
  try {
    return await confirmAll(platform, worker, ids, tell)
  } finally {
    await stop([worker])
  }
}

async function confirmAll(
  platform: Platform,
  worker: ChildProcess,
  ids: readonly string[],
  tell: Part['tell'],
): Promise<Line[]> {
  const count = ids.length
  const workedBefore = await worked(platform, worker)
  const began = performance.now()
  await inParallel(count, AT_ONCE, async (i) => {
    await confirmRequest(platform, ids[i] as string, 'wang', `confirm${i}`)
  })
  tell('all are confirmed')
  await allSaid(platform, count, began, tell)
  const seconds = (performance.now() - began) / 1_000
  const workedAfter = await worked(platform, worker)
  const offers = await offersOf(platform)
  const rate = offers / seconds
  return [
    {
      what: `offers through the queues: ${count} requests at once`,
      figure: `${offers} in ${seconds.toFixed(1)} s: ${rate.toFixed(0)}/s`,
      bar: `≥ ${BAR_PER_SECOND}/s`,
      held: rate >= BAR_PER_SECOND,
    },
    { what: 'offers in a second of processor time', figure: perSecond(offers, workedBefore, workedAfter) },
  ]
}

/** Understood and not confirmed yet: nobody looks for anybody. */
async function prepare(platform: Platform, count: number): Promise<string[]> {
  await loadDemo(platform)
  await addVolunteers(platform, VOLUNTEERS)
  await platform.db.collection('people').updateMany({ helper: { $exists: true } }, { $set: { 'helper.freeHours': [] } })
  const ids: string[] = []
  await inParallel(count, AT_ONCE, async (i) => {
    const frame = NEEDS[i % NEEDS.length] ?? {}
    const need = { requesterId: 'wang', inRoom: false, understood: true, frame, cause: `bench${i}` }
    ids.push((await askForHelp(platform, need))._id)
  })
  return ids
}

/** Until every search has asked and said so, or patience ends. */
async function allSaid(platform: Platform, count: number, began: number, tell: Part['tell']): Promise<void> {
  const said = () => searchesOf(platform).countDocuments({ v: { $gt: 1 }, unsaid: { $exists: false } })
  let told = performance.now()
  for (let done = await said(); done < count; done = await said()) {
    if (performance.now() - began > PATIENCE_MS) return tell(`given up: ${done} of ${count} searches have asked`)
    if (performance.now() - told > TELL_EVERY_MS) {
      tell(`${done} of ${count} searches have asked`)
      told = performance.now()
    }
    await pause(LOOK_MS)
  }
}

function offersOf(platform: Platform): Promise<number> {
  return outgoingOf(platform).countDocuments({ template: 'dispatch.offer' })
}

interface Worked {
  worker: number | undefined
  record: number | undefined
}

async function worked(platform: Platform, { pid }: ChildProcess): Promise<Worked> {
  return { worker: secondsOf(pid), record: await secondsOfRecord(platform.db) }
}

/** Unlike the rate on the clock it is nearly the same on a busy machine. */
function perSecond(offers: number, before: Worked, after: Worked): string {
  const [worker, record] = [after.worker, after.record].map((now = NaN, i) => now - ([before.worker, before.record][i] ?? NaN)) as [number, number] // prettier-ignore
  const rate = (seconds: number) => (Number.isNaN(seconds) ? '–' : `${(offers / seconds).toFixed(0)}`)
  return `${rate(worker)} of the worker's, ${rate(record)} of the record's`
}

function envOf({ mongodbUri, redisUrl, database, redisPrefix, dataDir }: HouseSettings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    MONGODB_URI: mongodbUri,
    REDIS_URL: redisUrl,
    MONGODB_DATABASE: database,
    REDIS_PREFIX: redisPrefix,
    DATA_DIR: dataDir,
    CHAT_ADAPTER: 'sandbox',
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
  }
}
