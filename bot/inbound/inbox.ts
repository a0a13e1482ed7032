import { stat, unlink } from 'node:fs/promises'
import type { InboundEvent } from '@yimin/shared/chat/contract'
import { JsonLog } from '../session/jsonLog.ts'
import { makePrivateDir, syncDir } from '../session/privateFiles.ts'
import type { HeardEvent } from '../session/port.ts'
import type { SpoolSeal } from './spoolSeal.ts'
import { listSegments, readCursor, segmentPath, type Gap, type SpoolRecord } from './spool.ts'

export interface InboxSettings {
  dir: string
  now: () => number
  /** A segment is closed when it is larger than this. */
  segmentBytes?: number
  /** A segment is closed, and a confirmed one removed, when it is older than this (ms). */
  keepMs?: number
  /** How many message ids are remembered against duplicates (BOT-04, first layer). */
  window?: number
  /** Seals the words at rest; without it they lie in clear. */
  seal?: SpoolSeal
}

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * The gateway's own inbox (BOT-02): every event is on disk before anything is done with it.
 * Exactly one process writes it; any process may read it with SpoolReader.
 */
export class Inbox {
  private readonly settings: Required<Omit<InboxSettings, 'seal'>> & Pick<InboxSettings, 'seal'>
  private log!: JsonLog
  private first = 1
  private openedAt = 0
  private seq = 0
  private readonly known = new Map<string, Promise<void>>()
  private readonly listeners = new Set<() => void>()
  private rotating: Promise<void> | undefined

  private constructor(settings: InboxSettings) {
    this.settings = { segmentBytes: 4 * 1024 * 1024, keepMs: DAY_MS, window: 20_000, ...settings }
  }

  /** Opens the spool, drops a torn last line, and takes up the numbering where it ended. */
  static async open(settings: InboxSettings): Promise<Inbox> {
    const inbox = new Inbox(settings)
    await makePrivateDir(settings.dir)
    await inbox.load()
    await inbox.removeConfirmed()
    return inbox
  }

  /** Tells of every stored entry, after it is on disk. */
  onStored(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /**
   * Stores one event; resolves when it is on disk. A message id that is already there is not stored again, and `known` is only
   * answered once the first one is on disk.
   */
  async append(heard: HeardEvent, peer?: string): Promise<'stored' | 'known'> {
    const earlier = this.known.get(heard.messageId)
    if (earlier) {
      await earlier
      return 'known'
    }
    const written = this.write((seq) => ({
      seq,
      ...this.sealed({ ...heard, seq }),
      ...(peer === undefined ? {} : { peer }),
    }))
    this.remember(heard.messageId, written)
    try {
      await written
    } catch (error) {
      this.known.delete(heard.messageId)
      throw error
    }
    return 'stored'
  }

  private sealed(event: InboundEvent): Pick<SpoolRecord, 'event' | 'sealed'> {
    const { seal } = this.settings
    if (!seal || event.text === '') return { event }
    return { event: { ...event, text: seal.seal(event.text, event.messageId) }, sealed: true }
  }

  /** Stores word of a time in which nothing was heard (BOT-07). */
  appendGap(gap: Gap): Promise<void> {
    return this.write((seq) => ({ seq, gap }))
  }

  async close(): Promise<void> {
    await this.rotating
    await this.log.close()
  }

  /** Removes segments that the server has confirmed whole and that are older than `keepMs`. */
  async removeConfirmed(): Promise<void> {
    const confirmed = await readCursor(this.settings.dir)
    const segments = await listSegments(this.settings.dir)
    for (const [index, segment] of segments.entries()) {
      const next = segments[index + 1]
      if (!next || next.first > confirmed + 1) return
      const { mtimeMs } = await stat(segment.path)
      if (this.settings.now() - mtimeMs >= this.settings.keepMs) await unlink(segment.path)
    }
  }

  private async load(): Promise<void> {
    const { dir } = this.settings
    const segments = await listSegments(dir)
    for (const segment of segments.slice(0, -1)) {
      const { log, records } = await JsonLog.open(segment.path)
      await log.close()
      this.take(records as SpoolRecord[])
    }
    const last = segments.at(-1)
    if (last) {
      const { log, records } = await JsonLog.open(last.path)
      this.take(records as SpoolRecord[])
      this.log = log
      this.first = last.first
      this.openedAt = (await stat(last.path)).birthtimeMs
    }
    this.seq = Math.max(this.seq, await readCursor(dir))
    if (!last) await this.openSegment()
  }

  private take(records: SpoolRecord[]): void {
    for (const record of records) {
      this.seq = Math.max(this.seq, record.seq)
      if (record.event) this.remember(record.event.messageId, Promise.resolve())
    }
  }

  private remember(messageId: string, written: Promise<void>): void {
    this.known.set(messageId, written)
    if (this.known.size <= this.settings.window) return
    const oldest = this.known.keys().next().value
    if (oldest !== undefined) this.known.delete(oldest)
  }

  private async write(make: (seq: number) => SpoolRecord): Promise<void> {
    while (this.rotating) await this.rotating
    if (this.needsRotation()) {
      this.rotating = this.rotate().finally(() => {
        this.rotating = undefined
      })
      await this.rotating
    }
    this.seq += 1
    await this.log.append(make(this.seq))
    for (const listener of this.listeners) listener()
  }

  private needsRotation(): boolean {
    if (this.log.size === 0) return false
    return this.log.size > this.settings.segmentBytes || this.settings.now() - this.openedAt > this.settings.keepMs
  }

  private async rotate(): Promise<void> {
    const old = this.log
    await this.openSegment()
    await old.close()
    await this.removeConfirmed()
  }

  private async openSegment(): Promise<void> {
    this.first = this.seq + 1
    this.openedAt = this.settings.now()
    const { log } = await JsonLog.open(segmentPath(this.settings.dir, this.first))
    this.log = log
    await syncDir(this.settings.dir)
  }
}
