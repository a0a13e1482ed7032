import { JsonLog, writeLine } from '../session/jsonLog.ts'
import { writePrivateFile } from '../session/privateFiles.ts'
import type { Said } from './pacer.ts'

/** `about`: we are about to say it, or died while doing so. `handed`: the platform took it. `settled`: the server knows. */
export type Step = 'about' | 'handed' | 'settled'

interface Line {
  id: string
  step: Step
  at: number
  /** Conversation and hash of the words. */
  key?: string
  fence?: number
  platformMessageId?: string
}

/** What is known of one message. */
export interface Attempt {
  id: string
  step: Step
  /** When it was last about to be said (ms). */
  at: number
  key: string
  fence: number
  platformMessageId?: string
}

const KEEP_MS = 48 * 60 * 60 * 1000

/**
 * The bot's own memory of what it said, on disk before and after every call of the platform: a bot killed between the call and the report
 * knows after its restart which words may already be out, and which are.
 */
export class SaidJournal {
  private readonly log: JsonLog
  private readonly attempts = new Map<string, Attempt>()

  private constructor(log: JsonLog) {
    this.log = log
  }

  static async open(path: string, now: number): Promise<SaidJournal> {
    const { log: old, records } = await JsonLog.open(path)
    await old.close()
    const kept = (records as Line[]).filter(({ at }) => at > now - KEEP_MS)
    if (kept.length < records.length) await writePrivateFile(path, kept.map(writeLine).join(''))
    const { log } = await JsonLog.open(path)
    const journal = new SaidJournal(log)
    for (const line of kept) journal.take(line)
    return journal
  }

  find(id: string): Attempt | undefined {
    return this.attempts.get(id)
  }

  all(): Attempt[] {
    return [...this.attempts.values()]
  }

  /** What was said lately, for the pacer. An attempt in doubt counts as said. */
  history(): Said[] {
    return this.all()
      .map(({ at, key }) => {
        const cut = key.lastIndexOf('|')
        return { at, conversation: key.slice(0, cut), textHash: key.slice(cut + 1) }
      })
      .sort((a, b) => a.at - b.at)
  }

  async about(id: string, key: string, fence: number, at: number): Promise<void> {
    await this.write({ id, step: 'about', at, key, fence })
  }

  async handed(id: string, fence: number, at: number, platformMessageId?: string): Promise<void> {
    const line: Line = { id, step: 'handed', at, fence, platformMessageId }
    // Known at once, on disk a little later: nobody in this process may begin it anew meanwhile.
    this.take(line)
    await this.log.append(line)
  }

  async settled(id: string, at: number): Promise<void> {
    await this.write({ id, step: 'settled', at })
  }

  close(): Promise<void> {
    return this.log.close()
  }

  private async write(line: Line): Promise<void> {
    await this.log.append(line)
    this.take(line)
  }

  private take(line: Line): void {
    const known = this.attempts.get(line.id)
    if (!known && line.key === undefined) return
    const before = known ?? { id: line.id, at: line.at, key: '', fence: 0 }
    const { key = before.key, fence = before.fence, platformMessageId = known?.platformMessageId } = line
    const at = line.step === 'settled' ? before.at : line.at
    this.attempts.set(line.id, { id: line.id, step: line.step, at, key, fence, platformMessageId })
    if (this.attempts.size > 20_000) this.attempts.delete(this.attempts.keys().next().value ?? '')
  }
}
