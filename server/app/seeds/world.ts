import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { DomainError } from '@yimin/shared/errors/domainError'
import { seeded } from '../../language/learned/chance.ts'
import { virtualClock } from '../../platform/clock.ts'
import type { Clock, VirtualClock } from '../../platform/clock.ts'
import { ensureIndexes } from '../../platform/mongo.ts'
import { MemoryRecord } from '../../platform/memoryRecord/index.ts'
import { memoryFiles } from '../../platform/files/index.ts'
import { openEventBoard } from '../../platform/events/events.ts'
import type { Platform } from '../../platform/platform.ts'
import type { AddOptions, Queues } from '../../platform/queues/queues.ts'
import { openVault } from '../../platform/vault/index.ts'
import { loadDemo } from '../demo/loadDemo.ts'
import { INDEXES, REACTIONS } from '../house.ts'
import { handlers } from '../jobs.ts'
import { LineDown, Turns } from './turns.ts'

/** A Sunday morning: the worker on duty is 林社工. */
export const BEGIN = new Date('2026-11-22T10:00:00+08:00')
const RETRY_MS = 2_000
const JOB_TRIES = 5

interface Sleeper {
  at: number
  wake(): void
}
interface Job {
  name: string
  payload: unknown
  id: string
  at: number
  tries: number
}

/** One community in this process alone: the real commands, reactions and jobs on a record, queue and clock that chance rules. */
export class World {
  readonly platform: Platform
  readonly turns: Turns
  readonly chance: () => number
  /** The share of jobs that the queue loses or refuses, as when Redis is away or was emptied. */
  queueLoses = 0
  private readonly clock: VirtualClock
  private sleepers: Sleeper[] = []
  private readonly jobs = new Map<string, Job>()
  private running = 0
  private count = 0

  constructor(seed: number, record: MemoryRecord, ground: Pick<Platform, 'vault' | 'files' | 'events' | 'log'>) {
    this.chance = seeded(seed)
    this.turns = new Turns(this.chance)
    this.clock = virtualClock(BEGIN)
    this.platform = { ...ground, db: record.open(this.turns.ask), clock: this.clock, queues: this.queues() }
  }

  get now(): number {
    return this.clock.now().getTime()
  }

  /** Jobs whose time has come; what is for later is only a hint. */
  get jobsWaiting(): number {
    return [...this.jobs.values()].filter(({ at }) => at <= this.now).length + this.running
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.chance() * (most - least + 1))
  }

  oneOf<T>(list: readonly T[]): T {
    return list[this.between(0, list.length - 1)] as T
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.sleepers.push({ at: this.now + ms, wake }))
  }

  /**
   * Says the same until it is answered, as a phone does: a fault of the line is tried again with the same cause.
   * @returns the answer, or the refusal that the domain gave on purpose
   */
  async insist<T>(act: () => Promise<T>): Promise<T | DomainError> {
    for (;;) {
      try {
        return await act()
      } catch (error) {
        if (error instanceof DomainError) return error
        if (!isOfTheLine(error)) throw error
        await this.sleep(RETRY_MS * this.between(1, 3))
      }
    }
  }

  /** Lets time pass up to an instant; whoever sleeps until then wakes, whoever's job is due does it, in any order. */
  async runUntil(instant: number): Promise<void> {
    for (;;) {
      await this.turns.settle()
      const next = Math.min(...this.sleepers.map(({ at }) => at), ...[...this.jobs.values()].map(({ at }) => at))
      if (!(next <= instant)) break
      this.clock.turnTo(new Date(next))
      this.wakeAll()
    }
    this.clock.turnTo(new Date(instant))
  }

  private wakeAll(): void {
    const due = this.turns.mixed(this.sleepers.filter(({ at }) => at <= this.now))
    this.sleepers = this.sleepers.filter(({ at }) => at > this.now)
    const jobs = this.turns.mixed([...this.jobs.values()].filter(({ at }) => at <= this.now))
    for (const { wake } of due) wake()
    for (const job of jobs) void this.work(job)
  }

  private async work(job: Job): Promise<void> {
    this.jobs.delete(job.id)
    this.running += 1
    const handler = handlers.find(({ name }) => name === job.name)
    try {
      await handler?.run(this.platform, job.payload)
    } catch (error) {
      if (!isOfTheLine(error) && !(error instanceof DomainError)) throw error
      // Given up after its tries: the record knows, and the next sweep takes it up again.
      if (job.tries < JOB_TRIES) this.put({ ...job, tries: job.tries + 1, at: this.now + 300 * 2 ** job.tries })
    } finally {
      this.running -= 1
    }
  }

  private put(job: Job): void {
    if (!this.jobs.has(job.id)) this.jobs.set(job.id, job)
  }

  private queues(): Queues {
    return {
      add: async (tag, payload, options: AddOptions = {}) => {
        await Promise.resolve()
        const fate = this.chance()
        if (fate < this.queueLoses / 2) throw new LineDown('the queue')
        if (fate < this.queueLoses) return
        this.count += 1
        const id = options.id ?? options.lane ?? String(this.count)
        this.put({ name: tag.name, payload, id, at: this.now + Math.max(0, options.delayMs ?? 0), tries: 1 })
      },
      idle: () => Promise.resolve(this.jobsWaiting === 0),
      ping: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }
  }
}

/** What a cut line looks like to whoever used it; a batch hands the fault on as it came. */
export function isOfTheLine(error: unknown): boolean {
  return error instanceof LineDown || (error instanceof Error && error.message.includes('the line was cut'))
}

/** The demo community in a record in memory: each seed begins with a copy of it. */
export async function layGround(): Promise<{
  record: MemoryRecord
  ground: Pick<Platform, 'vault' | 'files' | 'events' | 'log'>
}> {
  const record = new MemoryRecord()
  const ground = {
    vault: openVault({ key: randomBytes(32).toString('base64') }),
    files: memoryFiles(),
    events: openEventBoard(REACTIONS),
    log: pino({ level: 'silent' }),
  }
  const clock: Clock = { now: () => BEGIN }
  const db = record.open()
  await ensureIndexes(db, INDEXES)
  const platform: Platform = { ...ground, db, clock, queues: noQueues() }
  await loadDemo(platform)
  // A seed plays at ten on a Sunday, and lasts for days: every helper is free at any time.
  await db.collection('people').updateMany({ helper: { $exists: true } }, { $set: { 'helper.freeHours': [] } })
  return { record, ground }
}

function noQueues(): Queues {
  return {
    add: () => Promise.resolve(),
    idle: () => Promise.resolve(true),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
