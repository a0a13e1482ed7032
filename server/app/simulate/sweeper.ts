import { sweepAlarms } from '../../chat/index.ts'
import { nextAlarmDue } from '../../duty/index.ts'
import { nextRung, sweepSearches } from '../../dispatch/index.ts'
import { nextDeadline, nextNudge, sweepDeadlines, sweepNudges } from '../../requests/index.ts'
import { sweep } from '../sweep.ts'
import { MINUTE_MS } from './community.ts'
import type { Town } from './town.ts'

const FULL_SWEEP_MS = 60 * MINUTE_MS
/** Writes to these may bring a new hour at which something is due. */
const TIMED = ['requests', 'searches', 'alarms']

/**
 * The worker's sweep, without its idle rounds: it looks when something is due and when something was written, at most once a minute;
 * the whole of it runs every hour, as the queue here loses nothing.
 */
export class Sweeper {
  private readonly town: Town
  private next = Infinity

  constructor(town: Town) {
    this.town = town
  }

  begin(): void {
    this.wakeAt(this.town.now + MINUTE_MS)
    this.sweepAll()
  }

  /** Something was written. */
  noticed(collection: string): void {
    if (TIMED.includes(collection)) this.wakeAt(this.town.now + MINUTE_MS)
  }

  private wakeAt(instant: number): void {
    const at = Math.ceil(instant / MINUTE_MS) * MINUTE_MS
    if (at >= this.next) return
    this.next = at
    this.town.at(at, () => this.look(at))
  }

  private async look(at: number): Promise<void> {
    if (at !== this.next) return
    this.next = Infinity
    const { platform } = this.town
    await sweepDeadlines(platform)
    await sweepNudges(platform)
    await sweepSearches(platform)
    await sweepAlarms(platform)
    const moments = await Promise.all([
      nextDeadline(platform),
      nextNudge(platform),
      nextRung(platform),
      nextAlarmDue(platform),
    ])
    const due = moments.flatMap((moment) => moment?.getTime() ?? [])
    if (due.length > 0) this.wakeAt(Math.max(this.town.now + MINUTE_MS, Math.min(...due)))
  }

  private sweepAll(): void {
    this.town.at(this.town.now + FULL_SWEEP_MS, async () => {
      await sweep(this.town.platform, false)
      this.sweepAll()
    })
  }
}
