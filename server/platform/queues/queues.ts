import { Queue, Worker } from 'bullmq'
import { createClient } from 'redis'
import type { Logger } from 'pino'
import type { Platform } from '../platform.ts'
import { QUEUE_NAMES } from './job.ts'
import type { JobHandler, JobTag, QueueName } from './job.ts'

/**
 * How a job is added.
 * `id`: the same id is one job while it waits or runs. `lane`: at most one job of a lane runs at a time, and one more waits behind it.
 * `delayMs`: a hint only; the time itself stands in the record.
 */
export interface AddOptions {
  id?: string
  lane?: string
  delayMs?: number
}

export interface Queues {
  add<Payload>(tag: JobTag<Payload>, payload: Payload, options?: AddOptions): Promise<void>
  /** True when nothing waits or runs (delayed hints do not count). */
  idle(): Promise<boolean>
  ping(): Promise<void>
  close(): Promise<void>
}

export interface QueueSettings {
  redisUrl: string
  /** Key prefix, so that several stations or tests may share one Redis. */
  prefix: string
  log: Logger
}

const TRIES = 5

/** A node-redis client that waits out a restart of Redis; `unix:///path` names a socket. */
export function openRedis(url: string, log: Logger, disableOfflineQueue = false) {
  const reconnectStrategy = (tries: number) => Math.min(50 + tries * 50, 1_000)
  const socket = url.startsWith('unix://')
    ? { path: decodeURIComponent(url.slice('unix://'.length)), reconnectStrategy }
    : { reconnectStrategy }
  const client = createClient(
    url.startsWith('unix://') ? { socket, disableOfflineQueue } : { url, socket, disableOfflineQueue },
  )
  client.on('error', (error: Error) => log.warn({ reason: error.message }, 'redis connection'))
  return client
}

/** Opens the queues for adding. Commands fail at once while Redis is away: the record keeps what must happen, and the sweeper adds it again. */
export async function openQueues({ redisUrl, prefix, log }: QueueSettings): Promise<Queues> {
  const client = openRedis(redisUrl, log, true)
  await client.connect()
  const queues = new Map(
    QUEUE_NAMES.map((name) => {
      const queue = new Queue(name, { connection: client as never, prefix })
      queue.on('error', (error) => log.warn({ queue: name, reason: error.message }, 'queue'))
      return [name, queue]
    }),
  )
  const get = (name: QueueName) => queues.get(name) as Queue
  return {
    async add(tag, payload, options = {}) {
      await get(tag.queue).add(tag.name, payload, {
        ...(options.id ? { jobId: options.id.replaceAll(':', '_') } : {}),
        ...(options.lane ? { deduplication: { id: options.lane, keepLastIfActive: true } } : {}),
        ...(options.delayMs && options.delayMs > 0 ? { delay: options.delayMs } : {}),
        attempts: TRIES,
        backoff: { type: 'exponential', delay: 300 },
        removeOnComplete: true,
        removeOnFail: true,
      })
    },
    async idle() {
      for (const name of QUEUE_NAMES) {
        const counts = await get(name).getJobCounts('wait', 'active', 'prioritized')
        if (Object.values(counts).some((count) => count > 0)) return false
      }
      return true
    },
    async ping() {
      if (!client.isReady) throw new Error('redis is not connected')
      await client.ping()
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      if (client.isOpen) client.destroy()
    },
  }
}

export interface Workers {
  /** Waits for what is in hand, then stops. */
  close(): Promise<void>
}

/** Runs the handlers. A worker killed in mid-job is noticed within 10 s (lock 5 s, checked every 2 s). */
export async function startWorkers(
  settings: QueueSettings & {
    platform: Platform
    handlers: JobHandler[]
    concurrency?: Partial<Record<QueueName, number>>
  },
): Promise<Workers> {
  const { platform, handlers, log } = settings
  const client = openRedis(settings.redisUrl, log)
  await client.connect()
  const workers = QUEUE_NAMES.map((name) => {
    const byName = new Map(handlers.filter((h) => h.queue === name).map((h) => [h.name, h]))
    const worker = new Worker(
      name,
      async (job) => {
        const handler = byName.get(job.name)
        if (!handler) throw new Error(`no handler for job ${job.name}`)
        await handler.run(platform, job.data)
      },
      {
        connection: client as never,
        prefix: settings.prefix,
        concurrency: settings.concurrency?.[name] ?? 16,
        lockDuration: 5_000,
        stalledInterval: 2_000,
        maxStalledCount: 1_000,
      },
    )
    worker.on('error', (error) => log.warn({ queue: name, reason: error.message }, 'worker'))
    worker.on('failed', (job, error) =>
      log.warn({ job: job?.name, tries: job?.attemptsMade, reason: error.message }, 'job failed'),
    )
    return worker
  })
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  return {
    async close() {
      await Promise.all(workers.map((worker) => worker.close()))
      if (client.isOpen) client.destroy()
    },
  }
}
