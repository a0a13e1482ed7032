import { words } from './words.ts'

const SHANGHAI_MS = 8 * 3_600_000
const MONTHS = 13

/** This month and the twelve before it, as `2026-11` and in words; the calendar of Asia/Shanghai, wherever the device stands. */
export function lastMonths(now: number): { value: string; word: string }[] {
  const local = new Date(now + SHANGHAI_MS)
  return Array.from({ length: MONTHS }, (_, back) => {
    const first = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back, 1))
    const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + 1]
    return { value: `${year}-${String(month).padStart(2, '0')}`, word: words.month(year, month) }
  })
}
