import { pino } from 'pino'
import { DomainError } from '@yimin/shared/errors/domainError'
import { seeded } from '../../language/learned/chance.ts'
import { virtualClock } from '../../platform/clock.ts'
import type { VirtualClock } from '../../platform/clock.ts'
import type { MemoryRecord } from '../../platform/memoryRecord/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { handlers } from '../jobs.ts'
import type { Ground } from './ground.ts'
import { Host, HostDied } from './host.ts'
import { SeededQueue } from './queue.ts'
import type { Job } from './queue.ts'
import { CALM, LineDown, Turns } from './turns.ts'

const RETRY_MS = 2_000
const JOB_TRIES = 5
/** How long a job stays with a dead worker before the queue gives it to the next one. */
const STALLED_MS = 8_000

/** Where a seed begins: what stands in the record, what waits in the queue, what the clocks say. */
export interface Start {
  record: MemoryRecord
  now: Date
  jobs: readonly Job[]
}

interface Sleeper {
  at: number
  wake(): void
}

type Part = 'web' | 'worker'

/** One community in this process alone: the real commands, reactions and jobs on a record, queue and clock that chance rules. */
export class World {
  readonly turns: Turns
  readonly chance: () => number
  readonly queue: SeededQueue
  /** Faults that the product wrote into its log and that were not the line's. */
  readonly faults: string[] = []
  private readonly record: MemoryRecord
  private readonly ground: Omit<Platform, 'db'>
  private readonly clock: VirtualClock
  private readonly hosts: Partial<Record<Part, Host>> = {}
  private sleepers: Sleeper[] = []
  private running = 0

  constructor(seed: number, { record, now, jobs }: Start, ground: Ground) {
    this.chance = seeded(seed)
    this.turns = new Turns(this.chance)
    this.clock = virtualClock(now)
    this.record = record
    this.queue = new SeededQueue(this.chance, () => this.now, jobs)
    this.ground = { ...ground, clock: this.clock, queues: this.queue.open(), log: faultLog(this.faults) }
  }

  get now(): number {
    return this.clock.now().getTime()
  }

  /** Jobs whose time has come; what is for later is only a hint. */
  get jobsWaiting(): number {
    return this.queue.waiting.filter(({ at }) => at <= this.now).length + this.running
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.chance() * (most - least + 1))
  }

  oneOf<T>(list: readonly T[]): T {
    return list[this.between(0, list.length - 1)] as T
  }

  /** A process of the product; one that died has been started again. */
  host(part: Part): Host {
    const known = this.hosts[part]
    if (known?.isAlive) return known
    return (this.hosts[part] = new Host(part, this.turns, this.record, this.ground))
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.sleepers.push({ at: this.now + ms, wake }))
  }

  /**
   * Says the same until it is answered, as a phone does: a fault of the line is tried again with the same cause.
   * @returns the answer, or the refusal that the domain gave on purpose
   */
  async insist<T>(act: (platform: Platform) => Promise<T>): Promise<T | DomainError> {
    for (;;) {
      try {
        return await this.host('web').do(act)
      } catch (error) {
        if (error instanceof DomainError) return error
        if (!isOfTheLine(error)) throw error
        await this.sleep(RETRY_MS * this.between(1, 3))
      }
    }
  }

  /** What a process does of its own accord, and somebody else will do again if it fails: a sweep, a gateway's round. */
  async attempt(part: Part, act: (platform: Platform) => Promise<void>): Promise<void> {
    try {
      await this.host(part).do(act)
    } catch (error) {
      if (!isOfTheLine(error)) throw error
    }
  }

  /** From now on nothing fails any more. */
  calmDown(): void {
    this.turns.weather = CALM
    this.queue.weather = { loses: 0, doubles: 0 }
  }

  /** Turns the clock; whoever sleeps, and whoever's job is due, notices when time passes next. */
  turnTo(instant: number): void {
    this.clock.turnTo(new Date(instant))
  }

  /** Lets time pass up to an instant; whoever sleeps until then wakes, whoever's job is due does it, in any order. */
  async runUntil(instant: number): Promise<void> {
    for (;;) {
      await this.turns.settle()
      const next = this.sleepers.reduce((least, { at }) => Math.min(least, at), this.queue.next)
      if (!(next <= instant)) break
      this.clock.turnTo(new Date(next))
      this.wakeAll()
    }
    this.clock.turnTo(new Date(instant))
  }

  private wakeAll(): void {
    const due = this.sleepers.filter(({ at }) => at <= this.now)
    this.sleepers = this.sleepers.filter(({ at }) => at > this.now)
    const jobs = this.turns.mixed(this.queue.takeDue())
    for (const { wake } of this.turns.mixed(due)) wake()
    for (const job of jobs) void this.work(job)
  }

  private async work(job: Job): Promise<void> {
    const handler = handlers.find(({ name }) => name === job.name)
    if (!handler) throw new Error(`nobody does ${job.name}`)
    this.running += 1
    try {
      await this.host('worker').do((platform) => handler.run(platform, job.payload))
    } catch (error) {
      if (error instanceof HostDied) this.queue.put({ ...job, at: this.now + STALLED_MS })
      else if (!isOfTheLine(error) && !(error instanceof DomainError)) throw error
      // Given up after its tries: the record knows, and the next sweep takes it up again.
      else if (job.tries < JOB_TRIES)
        this.queue.put({ ...job, tries: job.tries + 1, at: this.now + 300 * 2 ** job.tries })
    } finally {
      this.running -= 1
    }
  }
}

/** What a cut line looks like to whoever used it; a batch hands the fault on as it came. */
export function isOfTheLine(error: unknown): boolean {
  return error instanceof LineDown || (error instanceof Error && error.message.includes('the line was cut'))
}

const silent = pino({ level: 'silent' })

/** Keeps what the product calls a fault and the weather does not explain. */
function faultLog(faults: string[]): Platform['log'] {
  const note = (fields: unknown, what?: string): void => {
    const error = (fields as { err?: unknown } | undefined)?.err
    if (error !== undefined && !isOfTheLine(error)) faults.push(`${what ?? ''}: ${String(error)}`)
  }
  return Object.create(silent, { warn: { value: note }, error: { value: note } }) as Platform['log']
}
