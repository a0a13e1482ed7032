import { setTimeout as pause } from 'node:timers/promises'
import { searchesOf } from '../../../dispatch/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { openRedis, startWorkers } from '../../../platform/queues/queues.ts'
import type { HouseSettings } from '../../house.ts'
import { handlers } from '../../jobs.ts'
import { startSweeping } from '../../sweep.ts'
import type { Line } from '../language/table.ts'
import { percentile } from '../load.ts'
import type { Part } from './part.ts'

const PER_SECOND = 150
const SWEEP_MS = 3_000
/** Time to lay them all down before the first is due. */
const LEAD_MS = 15_000
const BEFORE_FLUSH_MS = 25_000
const AFTER_FLUSH_MS = 40_000
const BAR_MS = 1_000
const REBUILT_MS = 30_000

interface Gone {
  at: number
  late: number
}

/**
 * A hundred thousand searches stand in the record, a hundred and fifty are due in each second. How late does each timer go
 * off; and how long after FLUSHALL are they in time again?
 */
export async function measureTimers({ settings, house: { platform }, count, tell }: Part): Promise<Line[]> {
  const first = await layDown(platform, count)
  tell(`${count} timers stand; watching for ${BEFORE_FLUSH_MS / 1_000} s from the first that is due`)
  const gone: Gone[] = []
  const workers = await startWorkers({
    redisUrl: settings.redisUrl,
    prefix: settings.redisPrefix,
    log: platform.log,
    platform,
    handlers: handlers.map((one) => (one.name === 'askHelpers' ? { ...one, run: note(gone) } : one)),
  })
  const sweeping = startSweeping(platform, SWEEP_MS)
  await pause(first - Date.now() + BEFORE_FLUSH_MS)
  tell(`${gone.length} went off; now FLUSHALL, and ${AFTER_FLUSH_MS / 1_000} s more`)
  const flushedAt = Date.now()
  await emptyRedis(settings, platform)
  await pause(AFTER_FLUSH_MS)
  await sweeping.stop()
  await workers.close()
  const [before, after] = [gone.filter(({ at }) => at < flushedAt), gone.filter(({ at }) => at >= flushedAt)]
  const lates = before.map(({ late }) => late)
  const inTimeAgain = Math.max(0, ...after.filter(({ late }) => late > BAR_MS).map(({ at }) => at - flushedAt))
  const worst = Math.max(...lates)
  const due = Math.floor(((BEFORE_FLUSH_MS + AFTER_FLUSH_MS - 5_000) * PER_SECOND) / 1_000)
  return [
    {
      what: `timers: ${count} stand at once, ${PER_SECOND}/s are due`,
      figure: `p50 ${percentile(lates, 0.5)} ms, p99 ${percentile(lates, 0.99)} ms, worst ${worst} ms late`,
      bar: '≤ 1000 ms',
      held: worst <= BAR_MS && lates.length > 0,
    },
    {
      what: 'timers in time again after FLUSHALL',
      figure: `${(inTimeAgain / 1_000).toFixed(1)} s, ${gone.length} of ${due} and more went off`,
      bar: '≤ 30 s',
      held: inTimeAgain <= REBUILT_MS && gone.length >= due,
    },
  ]

  function note(list: Gone[]) {
    return async (ground: Platform, payload: unknown) => {
      const { requestId } = payload as { requestId: string }
      const now = new Date()
      const search = await searchesOf(ground).findOneAndUpdate(
        { _id: requestId, nextAt: { $lte: now } },
        { $unset: { nextAt: '' } },
      )
      if (search?.nextAt) list.push({ at: now.getTime(), late: now.getTime() - search.nextAt.getTime() })
    }
  }
}

/** @returns when the first is due */
async function layDown(platform: Platform, count: number): Promise<number> {
  const first = Date.now() + LEAD_MS
  const trip = 5_000
  for (let from = 0; from < count; from += trip) {
    const rows = Array.from({ length: Math.min(trip, count - from) }, (_, i) => ({
      _id: `timer${from + i}`,
      v: 1,
      stationId: 'bench',
      state: 'running',
      nextAt: new Date(first + ((from + i) * 1_000) / PER_SECOND),
      updatedAt: new Date(),
    }))
    await platform.db.collection<{ _id: string }>('searches').insertMany(rows)
  }
  return first
}

async function emptyRedis({ redisUrl }: HouseSettings, { log }: Platform): Promise<void> {
  const redis = openRedis(redisUrl, log)
  await redis.connect()
  await redis.flushAll()
  redis.destroy()
}
