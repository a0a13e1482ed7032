import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { InboundEvent } from '@yimin/shared/chat/contract'
import { readLines } from '../session/jsonLog.ts'
import { readPrivateFile, writePrivateFile } from '../session/privateFiles.ts'
import type { SpoolSeal } from './spoolSeal.ts'

/** A stretch of time in which the gateway heard nothing. */
export interface Gap {
  from: string
  to: string
}

/** One entry of the spool: an event, or word of a gap in hearing. `seq` grows by one and is never used twice. */
export interface SpoolRecord {
  seq: number
  event?: InboundEvent
  /** The other side of a private message that the assistant itself sent. */
  peer?: string
  gap?: Gap
  /** The event's text is sealed. */
  sealed?: true
}

const SEGMENT = /^(\d{12})\.log$/
const READ_BYTES = 256 * 1024

/** Segment files of a spool, oldest first, named by the number of their first entry. */
export async function listSegments(dir: string): Promise<{ path: string; first: number }[]> {
  const names = (await readdir(dir)).filter((name) => SEGMENT.test(name)).sort()
  return names.map((name) => ({ path: join(dir, name), first: Number(name.slice(0, 12)) }))
}

export function segmentPath(dir: string, first: number): string {
  return join(dir, `${String(first).padStart(12, '0')}.log`)
}

/** Number of the last entry that the server has confirmed; 0 before the first. */
export async function readCursor(dir: string): Promise<number> {
  const text = await readPrivateFile(join(dir, 'cursor.json'))
  if (text === undefined) return 0
  try {
    const { seq } = JSON.parse(text) as { seq?: unknown }
    return typeof seq === 'number' ? seq : 0
  } catch {
    return 0
  }
}

/** Remembers what the server has confirmed. Losing it is harmless: the server knows every message it already has. */
export function writeCursor(dir: string, seq: number): Promise<void> {
  return writePrivateFile(join(dir, 'cursor.json'), `{"seq":${seq}}\n`)
}

/**
 * Reads a spool from a given number onwards while it grows, also when another process writes it.
 * Only whole lines are seen; damaged ones are passed over.
 */
export class SpoolReader {
  private readonly dir: string
  private after: number
  private segment: { path: string; first: number } | undefined
  private offset = 0
  private ahead: SpoolRecord[] = []
  private readonly seal: SpoolSeal | undefined

  constructor(dir: string, after: number, seal?: SpoolSeal) {
    this.dir = dir
    this.after = after
    this.seal = seal
  }

  /** At most `max` entries, in order; empty when there is nothing new. */
  async next(max: number): Promise<SpoolRecord[]> {
    while (this.ahead.length < max) {
      const more = await this.readMore()
      if (!more) break
    }
    return this.ahead.splice(0, max)
  }

  private async readMore(): Promise<boolean> {
    const segments = await listSegments(this.dir)
    this.segment ??= this.pickFirst(segments)
    if (!this.segment) return false
    const current = this.segment
    const later = segments.find((one) => one.first > current.first)
    if (await this.readChunk(current.path)) return true
    if (!later) return false
    this.segment = later
    this.offset = 0
    return true
  }

  private pickFirst(segments: { path: string; first: number }[]): { path: string; first: number } | undefined {
    return segments.filter((one) => one.first <= this.after + 1).at(-1) ?? segments[0]
  }

  private async readChunk(path: string): Promise<boolean> {
    const bytes = await readFrom(path, this.offset, READ_BYTES)
    const { records, end } = readLines(bytes)
    this.offset += end
    for (const record of records as SpoolRecord[]) {
      if (record.seq <= this.after) continue
      this.after = record.seq
      this.ahead.push(unsealed(record, this.seal))
    }
    return end > 0
  }
}

/** Words that do not open are not lost in silence: they arrive as something that cannot be read, and the sender is asked to write again. */
function unsealed(record: SpoolRecord, seal: SpoolSeal | undefined): SpoolRecord {
  const { sealed, event, ...rest } = record
  if (!sealed || !event) return record
  const text = seal?.open(event.text, event.messageId)
  return { ...rest, event: text === undefined ? { ...event, kind: 'other', text: '' } : { ...event, text } }
}

/** Bytes of a file from an offset, enough to hold at least one whole line; empty when the file has gone. */
async function readFrom(path: string, offset: number, size: number): Promise<Buffer> {
  let file
  try {
    file = await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
  try {
    const bytes = Buffer.alloc(size)
    const { bytesRead } = await file.read(bytes, 0, size, offset)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
