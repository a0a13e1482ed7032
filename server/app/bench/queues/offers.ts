import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { outgoingOf } from '../../../messaging/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { confirmRequest } from '../../../requests/index.ts'
import type { HouseSettings } from '../../house.ts'
import { loadDemo } from '../../demo/loadDemo.ts'
import { askForHelp, NEEDS } from '../../seeds/deeds.ts'
import { addVolunteers } from '../../seeds/ground.ts'
import { inParallel } from '../load.ts'
import { started, stop } from '../processes.ts'

const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 300)
const VOLUNTEERS = 200
const BAR_PER_SECOND = 200
const PATIENCE_MS = 120_000

/** Hundreds of requests are confirmed at once: how many offers a second does one worker choose, write down and say? */
export async function measureOffers(settings: HouseSettings, { platform }: { platform: Platform }) {
  await loadDemo(platform)
  await addVolunteers(platform, VOLUNTEERS)
  await platform.db.collection('people').updateMany({ helper: { $exists: true } }, { $set: { 'helper.freeHours': [] } })
  const ids: string[] = []
  await inParallel(REQUESTS, 32, async (i) => {
    const frame = NEEDS[i % NEEDS.length] ?? {}
    const need = { requesterId: 'wang', inRoom: false, understood: true, frame, cause: `bench${i}` }
    ids.push((await askForHelp(platform, need))._id)
  })
  const worker = await started(path.resolve('server', 'dist', 'app', 'worker.js'), envOf(settings))
  const began = performance.now()
  await inParallel(REQUESTS, 32, async (i) => {
    await confirmRequest(platform, ids[i] as string, 'wang', `confirm${i}`)
  })
  const searches = platform.db.collection('searches')
  const isDone = async () => (await searches.countDocuments({ v: { $gt: 1 }, unsaid: { $exists: false } })) >= REQUESTS
  while (!(await isDone()) && performance.now() - began < PATIENCE_MS) await pause(50)
  const seconds = (performance.now() - began) / 1_000
  const offers = await outgoingOf(platform).countDocuments({ template: 'dispatch.offer' })
  await stop([worker])
  const rate = offers / seconds
  return [
    {
      what: `offers through the queues: ${REQUESTS} requests at once`,
      figure: `${offers} offers in ${seconds.toFixed(1)} s: ${rate.toFixed(0)}/s`,
      bar: '≥ 200/s',
      held: rate >= BAR_PER_SECOND,
    },
  ]
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
