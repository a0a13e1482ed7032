import { atEndOfMoment } from '../../platform/moment.ts'
import type { Platform } from '../../platform/platform.ts'

interface Counter {
  _id: string
  next: number
}

type Waiting = { give: (code: string) => void; fail: (error: unknown) => void }
const waiting = new WeakMap<object, Map<string, Waiting[]>>()

/** A101 … A999, B101 …; after Z999 four digits. */
export function codeOf(n: number): string {
  const short = 26 * 899
  const letter = (i: number) => String.fromCharCode(65 + i)
  if (n < short) return `${letter(Math.floor(n / 899))}${101 + (n % 899)}`
  const m = n - short
  const four = 9_000
  const first = Math.floor(m / (26 * four))
  const prefix = first === 0 ? '' : letter((first - 1) % 26)
  return `${prefix}${letter(Math.floor(m / four) % 26)}${1_000 + (m % four)}`
}

/** The next code of a station. Calls that come together share one step of the counter, so that a rush is no queue at one document. */
export function takeCode(platform: Platform, stationId: string): Promise<string> {
  return new Promise((give, fail) => {
    const lines = waiting.get(platform.db) ?? new Map<string, Waiting[]>()
    waiting.set(platform.db, lines)
    const line = lines.get(stationId)
    if (line) {
      line.push({ give, fail })
      return
    }
    const fresh = [{ give, fail }]
    lines.set(stationId, fresh)
    atEndOfMoment(platform.db, () => {
      lines.delete(stationId)
      void serve(platform, stationId, fresh)
    })
  })
}

async function serve(platform: Platform, stationId: string, line: Waiting[]): Promise<void> {
  try {
    const counter = await platform.db
      .collection<Counter>('counters')
      .findOneAndUpdate(
        { _id: `request.${stationId}` },
        { $inc: { next: line.length } },
        { upsert: true, returnDocument: 'after' },
      )
    const first = (counter?.next ?? line.length) - line.length
    line.forEach((one, i) => one.give(codeOf(first + i)))
  } catch (error) {
    line.forEach((one) => one.fail(error))
  }
}
