import { join } from 'node:path'
import { readPrivateFile, writePrivateFile } from '../session/privateFiles.ts'

/** Silence after the platform's first sign of displeasure. Kept on disk: a restart does not end it. Removing `halted.json` does. */
export class Halt {
  private readonly path: string
  private until = 0
  private why = ''

  private constructor(path: string) {
    this.path = path
  }

  static async open(dir: string): Promise<Halt> {
    const halt = new Halt(join(dir, 'halted.json'))
    const text = await readPrivateFile(halt.path)
    if (text !== undefined) halt.read(text)
    return halt
  }

  /** Until when nothing is said (ms), or undefined. */
  untilAt(now: number): number | undefined {
    return this.until > now ? this.until : undefined
  }

  get reason(): string {
    return this.why
  }

  /** Begins a silence; a longer one that runs already stays. */
  async begin(until: number, reason: string): Promise<void> {
    if (until <= this.until) return
    this.until = until
    this.why = reason
    await writePrivateFile(this.path, JSON.stringify({ until: new Date(until).toISOString(), reason }) + '\n')
  }

  /** A file that cannot be read still means silence: somebody wrote it for a reason. */
  private read(text: string): void {
    try {
      const { until, reason } = JSON.parse(text) as { until?: string; reason?: string }
      const parsed = new Date(until ?? '').getTime()
      this.until = Number.isNaN(parsed) ? Infinity : parsed
      this.why = reason ?? 'halted'
    } catch {
      this.until = Infinity
      this.why = 'halt_file_unreadable'
    }
  }
}
