import { pino } from 'pino'
import { DomainError } from '@yimin/shared/errors/domainError'
import { openEventBoard } from '../../platform/events/events.ts'
import { memoryFiles } from '../../platform/files/index.ts'
import { drawIdsFrom } from '../../platform/ids.ts'
import { MemoryRecord } from '../../platform/memoryRecord/index.ts'
import type { Act, HandsOut } from '../../platform/memoryRecord/index.ts'
import { endMomentsInTurn } from '../../platform/moment.ts'
import { ensureIndexes } from '../../platform/mongo.ts'
import { virtualClock } from '../../platform/clock.ts'
import type { VirtualClock } from '../../platform/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import type { AddOptions, Queues } from '../../platform/queues/queues.ts'
import { seeded } from '../../language/learned/chance.ts'
import { keepStations } from '../../organisations/index.ts'
import { INDEXES, REACTIONS } from '../house.ts'
import { handlers } from '../jobs.ts'
import { openGlassVault } from '../glassVault.ts'
import { Agenda } from './agenda.ts'

const SECOND_MS = 1_000
const RETRY_MS = 2_000
const JOB_TRIES = 5
/** So many moments pass until other threads are heard. */
const MOMENTS_UNHEARD = 8
const aRoundOfTheLoop = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/**
 * One community in this process alone: the real commands, reactions and jobs on a record in memory, a queue without Redis and a clock
 * that jumps from one moment to the next. All that falls into one second happens at once, so that people get into each other's way.
 */
export class Town {
  readonly platform: Platform
  readonly record: MemoryRecord
  /** Told of every act on the record. */
  watch: (act: Act) => void = () => undefined
  /** What no command is allowed to do: faults of the house, not refusals. */
  readonly faults: string[] = []
  private readonly clock: VirtualClock
  private readonly agenda = new Agenda()
  private readonly jobs = new Set<string>()
  private readonly lanes = new Set<string>()
  private jobCount = 0
  private moments = 0

  constructor(seed: number, begin: number, handsOut: HandsOut) {
    this.record = new MemoryRecord(new Map(), handsOut)
    this.clock = virtualClock(new Date(begin))
    const chance = seeded(seed)
    drawIdsFrom((count) => {
      const bytes = Buffer.allocUnsafe(count)
      for (let i = 0; i < count; i += 1) bytes[i] = Math.floor(chance() * 256)
      return bytes
    })
    const db = this.record.open((act) => {
      this.watch(act)
      return undefined
    })
    keepStations(db)
    endMomentsInTurn(db)
    this.platform = {
      db,
      clock: this.clock,
      vault: openGlassVault(),
      files: memoryFiles(),
      events: openEventBoard(REACTIONS),
      log: pino({ level: 'silent' }),
      queues: this.queues(),
    }
  }

  /** @param begin what stands in the record before the first moment */
  async open(begin: (platform: Platform) => Promise<void>): Promise<void> {
    await ensureIndexes(this.platform.db, INDEXES)
    await begin(this.platform)
  }

  get now(): number {
    return this.clock.now().getTime()
  }

  /** Lets something happen at an instant (ms), or at once if that is past. What the domain refuses is an answer, not a fault. */
  at(instant: number, act: () => Promise<unknown>): void {
    this.agenda.put(this.secondOf(instant), act)
  }

  /** When that happens which is to happen at an instant. */
  secondOf(instant: number): number {
    return Math.ceil(Math.max(instant, this.now) / SECOND_MS) * SECOND_MS
  }

  /** Lets time pass up to an instant. */
  async runUntil(instant: number, passed: (now: number) => void = () => undefined): Promise<void> {
    while (this.agenda.next <= instant) {
      this.clock.turnTo(new Date(this.agenda.next))
      await Promise.all(this.agenda.due(this.now).map((act) => this.run(act)))
      passed(this.now)
      this.moments += 1
      if (this.moments % MOMENTS_UNHEARD === 0) await aRoundOfTheLoop()
    }
    this.clock.turnTo(new Date(instant))
  }

  private async run(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!(error instanceof DomainError))
        this.faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
    }
  }

  private async work(name: string, payload: unknown, tries: number): Promise<void> {
    try {
      await handlers.find((handler) => handler.name === name)?.run(this.platform, payload)
    } catch (error) {
      if (tries >= JOB_TRIES) throw error
      this.at(this.now + RETRY_MS * 2 ** tries, () => this.work(name, payload, tries + 1))
    }
  }

  private queues(): Queues {
    return {
      add: (tag, payload, options: AddOptions = {}) => {
        this.jobCount += 1
        const id = options.id ?? options.lane ?? String(this.jobCount)
        if (this.jobs.has(id)) return Promise.resolve()
        this.jobs.add(id)
        const due = this.now + Math.max(0, options.delayMs ?? 0)
        const go = (): Promise<void> => {
          // A lane's next job waits until the one that runs is over.
          if (options.lane !== undefined && this.lanes.has(id)) {
            this.at(this.now + SECOND_MS, go)
            return Promise.resolve()
          }
          this.jobs.delete(id)
          return this.inLane(options.lane, () => this.work(tag.name, payload, 1))
        }
        this.at(due, go)
        return Promise.resolve()
      },
      idle: () => Promise.resolve(this.jobs.size === 0),
      ping: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }
  }

  private async inLane(lane: string | undefined, act: () => Promise<void>): Promise<void> {
    if (lane === undefined) return act()
    this.lanes.add(lane)
    try {
      await act()
    } finally {
      this.lanes.delete(lane)
    }
  }
}
