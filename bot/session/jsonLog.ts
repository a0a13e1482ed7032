import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'

/** Eight hex digits that tell a whole line from a damaged one. */
function checkOf(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 8)
}

/** One line of an append-only log: check, blank, JSON, newline. */
export function writeLine(record: unknown): string {
  const json = JSON.stringify(record)
  return `${checkOf(json)} ${json}\n`
}

/** The record of one line without its newline; undefined when the line is damaged. */
export function readLine(line: string): unknown {
  const json = line.slice(9)
  if (line[8] !== ' ' || checkOf(json) !== line.slice(0, 8)) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Whole lines of a log's bytes, and where the last one ends: a torn tail is not counted. */
export function readLines(bytes: Buffer): { records: unknown[]; end: number; damaged: number } {
  const end = bytes.lastIndexOf(10) + 1
  const records: unknown[] = []
  let damaged = 0
  let from = 0
  while (from < end) {
    const to = bytes.indexOf(10, from)
    const record = readLine(bytes.toString('utf8', from, to))
    if (record === undefined) damaged += 1
    else records.push(record)
    from = to + 1
  }
  return { records, end, damaged }
}

interface Waiting {
  line: string
  done: () => void
  failed: (error: unknown) => void
}

/** An append-only file of JSON records. `append` resolves when its record is on disk; records that wait together share one fsync. */
export class JsonLog {
  private readonly file: FileHandle
  private waiting: Waiting[] = []
  private writing: Promise<void> | undefined
  private bytes: number
  private readonly durable: boolean

  private constructor(file: FileHandle, bytes: number, durable: boolean) {
    this.file = file
    this.bytes = bytes
    this.durable = durable
  }

  /**
   * Opens or makes a log, drops a torn last line and hands over what it holds.
   * @param options.durable false leaves out fsync, for data that may be lost with the machine's power
   */
  static async open(
    path: string,
    options: { durable?: boolean } = {},
  ): Promise<{ log: JsonLog; records: unknown[]; damaged: number }> {
    const file = await open(path, 'a+', 0o600)
    const { records, end, damaged } = readLines(await file.readFile())
    await file.truncate(end)
    return { log: new JsonLog(file, end, options.durable ?? true), records, damaged }
  }

  get size(): number {
    return this.bytes
  }

  append(record: unknown): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ line: writeLine(record), done, failed })
      this.writing ??= this.writeWaiting()
    })
  }

  /** Waits for what is in hand and closes the file. */
  async close(): Promise<void> {
    while (this.writing) await this.writing
    await this.file.close()
  }

  private async writeWaiting(): Promise<void> {
    await Promise.resolve()
    while (this.waiting.length > 0) {
      const batch = this.waiting
      this.waiting = []
      try {
        await this.writeBatch(Buffer.from(batch.map((one) => one.line).join('')))
        for (const one of batch) one.done()
      } catch (error) {
        for (const one of batch) one.failed(error)
      }
    }
    this.writing = undefined
  }

  /** A batch that could not be written whole is taken back, so that the next one does not follow a torn line. */
  private async writeBatch(bytes: Buffer): Promise<void> {
    try {
      await this.file.appendFile(bytes)
      if (this.durable) await this.file.datasync()
      this.bytes += bytes.length
    } catch (error) {
      await this.file.truncate(this.bytes).catch(() => undefined)
      throw error
    }
  }
}
