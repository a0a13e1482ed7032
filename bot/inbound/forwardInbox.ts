import { watch, type FSWatcher } from 'node:fs'
import { receiveMessages, type InboundEvent } from '@yimin/shared/chat/contract'
import { ApiFault, type Client } from '@yimin/shared/route/client'
import type { Log } from '../session/log.ts'
import type { SpoolSeal } from './spoolSeal.ts'
import { readCursor, SpoolReader, writeCursor, type Gap, type SpoolRecord } from './spool.ts'

export interface ForwardSettings {
  dir: string
  call: Client
  log: Log
  /** Takes word of a gap; resolves when the server has it. */
  tellGap: (gap: Gap) => Promise<void>
  /** Opens the words that the inbox has sealed. */
  seal?: SpoolSeal
  batch?: number
  /** Longest pause between tries (ms) while the server is down. */
  maxPauseMs?: number
  /** How often the spool is looked at when nothing wakes us (ms): events written by another process. */
  lookMs?: number
}

const FIRST_PAUSE_MS = 200

/** Carries the inbox to the server, in order, at least once each, however long the server is away. */
export class InboxForwarder {
  private readonly settings: Required<Omit<ForwardSettings, 'seal'>> & Pick<ForwardSettings, 'seal'>
  private reader!: SpoolReader
  private confirmed = 0
  private stopped = false
  private woken = false
  private wakeUp: (() => void) | undefined
  private readonly stopping = new AbortController()
  private watcher: FSWatcher | undefined
  private running: Promise<void> | undefined

  constructor(settings: ForwardSettings) {
    this.settings = { batch: 100, maxPauseMs: 10_000, lookMs: 500, ...settings }
  }

  async start(): Promise<void> {
    this.confirmed = await readCursor(this.settings.dir)
    this.reader = new SpoolReader(this.settings.dir, this.confirmed, this.settings.seal)
    this.watchDir()
    this.running = this.run()
  }

  /** There is something new. */
  wake(): void {
    this.woken = true
    this.wakeUp?.()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.stopping.abort()
    this.watcher?.close()
    this.wake()
    await this.running
  }

  /** Number of the last entry that the server has confirmed. */
  get position(): number {
    return this.confirmed
  }

  private watchDir(): void {
    try {
      this.watcher = watch(this.settings.dir, () => this.wake())
      this.watcher.on('error', () => this.watcher?.close())
    } catch {
      // Not every file system can be watched; the regular look finds new entries too.
    }
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const records = await this.read()
      if (records.length === 0) {
        await this.pause(this.settings.lookMs)
        continue
      }
      await this.deliver(records)
    }
  }

  private async read(): Promise<SpoolRecord[]> {
    this.woken = false
    try {
      return await this.reader.next(this.settings.batch)
    } catch (error) {
      this.settings.log.error({ err: error }, 'inbox cannot be read')
      await this.pause(this.settings.maxPauseMs)
      return []
    }
  }

  private async deliver(records: SpoolRecord[]): Promise<void> {
    let pause = FIRST_PAUSE_MS
    while (!this.stopped) {
      try {
        await this.send(records)
        this.confirmed = records.at(-1)?.seq ?? this.confirmed
        await writeCursor(this.settings.dir, this.confirmed)
        return
      } catch (error) {
        if (this.stopped) return
        this.settings.log.warn({ err: error, events: records.length, retryMs: pause }, 'server does not take events')
        await this.rest(pause)
        pause = Math.min(pause * 2, this.settings.maxPauseMs)
      }
    }
  }

  private async send(records: SpoolRecord[]): Promise<void> {
    for (const { gap } of records) if (gap) await this.settings.tellGap(gap)
    const events = records.flatMap(({ event }) => (event ? [event] : []))
    if (events.length > 0) await this.sendEvents(events)
  }

  /** One event that the server can never take must not hold back the others: the batch is halved until it stands alone, and is then passed over. */
  private async sendEvents(events: InboundEvent[]): Promise<void> {
    try {
      await this.settings.call(receiveMessages, { body: { events } }, { signal: this.stopping.signal })
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (events.length === 1) {
        this.settings.log.error({ err: error, seq: events[0]?.seq }, 'server refuses an event, passed over')
        return
      }
      const middle = Math.ceil(events.length / 2)
      await this.sendEvents(events.slice(0, middle))
      await this.sendEvents(events.slice(middle))
    }
  }

  private pause(ms: number): Promise<void> {
    if (this.woken || this.stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wakeUp?.(), ms)
      this.wakeUp = () => {
        clearTimeout(timer)
        this.wakeUp = undefined
        resolve()
      }
    })
  }

  /** Waits out a failure; only stopping ends it early. */
  private async rest(ms: number): Promise<void> {
    const until = Date.now() + ms
    while (!this.stopped && Date.now() < until) {
      this.woken = false
      await this.pause(until - Date.now())
    }
  }
}

/** The server has read the batch and says that its shape or size is wrong. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiFault && (error.status === 400 || error.status === 413 || error.status === 422)
}
