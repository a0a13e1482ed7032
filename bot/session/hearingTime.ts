import { join } from 'node:path'
import type { Gap } from '../inbound/spool.ts'
import { readPrivateFile, writePrivateFile } from './privateFiles.ts'

export interface HearingTimeSettings {
  dir: string
  now: () => number
  /** Stores word of a gap in the inbox. */
  onGap: (gap: Gap) => void
  /** Shorter gaps are nobody's concern (BOT-07). */
  leastMs?: number
}

/** Knows since when the gateway hears, and finds the times in which it did not, over restarts too. */
export class HearingTime {
  private readonly settings: Required<HearingTimeSettings>
  private readonly path: string
  private last: number | undefined
  private since: number | undefined

  private constructor(settings: HearingTimeSettings) {
    this.settings = { leastMs: 15_000, ...settings }
    this.path = join(settings.dir, 'hearing.json')
  }

  static async open(settings: HearingTimeSettings): Promise<HearingTime> {
    const time = new HearingTime(settings)
    const text = await readPrivateFile(time.path)
    const at = text === undefined ? Number.NaN : Date.parse((parse(text) as { at?: string } | undefined)?.at ?? '')
    time.last = Number.isNaN(at) ? undefined : at
    return time
  }

  /** Since when it hears without a break (ms), or undefined. */
  get hearingSince(): number | undefined {
    return this.since
  }

  /** Logged in: from now on messages are heard. */
  begin(): void {
    if (this.since !== undefined) return
    const now = this.settings.now()
    this.since = now
    if (this.last !== undefined && now - this.last > this.settings.leastMs) {
      this.settings.onGap({ from: new Date(this.last).toISOString(), to: new Date(now).toISOString() })
    }
    this.last = now
  }

  end(): void {
    if (this.since !== undefined) this.last = this.settings.now()
    this.since = undefined
  }

  /** Keeps on disk how far hearing goes; called every few seconds. */
  async keep(): Promise<void> {
    if (this.since !== undefined) this.last = this.settings.now()
    if (this.last === undefined) return
    await writePrivateFile(this.path, JSON.stringify({ at: new Date(this.last).toISOString() }) + '\n')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
