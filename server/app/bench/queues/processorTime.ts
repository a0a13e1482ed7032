import { readFileSync } from 'node:fs'
import type { Db } from 'mongodb'

/** Linux counts in hundredths of a second, whatever the machine. */
const TICKS_PER_SECOND = 100
/** Places in `/proc/PID/stat` behind the name, which may hold blanks. */
const USER_TICKS = 11
const SYSTEM_TICKS = 12

/** Seconds of processor time that a process has used; `undefined` where the system does not tell (Linux does). */
export function secondsOf(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND
  } catch {
    return undefined
  }
}

/** The same for the engine of the record. */
export async function secondsOfRecord(db: Db): Promise<number | undefined> {
  const { extra_info: used } = (await db.admin().serverStatus()) as { extra_info?: { [name: string]: unknown } }
  const [user, system] = [used?.['user_time_us'], used?.['system_time_us']].map(Number)
  const sum = (user ?? NaN) + (system ?? NaN)
  return Number.isNaN(sum) ? undefined : sum / 1_000_000
}
