import { words } from './words.ts'

const SHANGHAI_MS = 8 * 3_600_000

/** The day of an instant for people in Asia/Shanghai, wherever the device stands. */
export function sayDay(iso: string): string {
  const local = new Date(Date.parse(iso) + SHANGHAI_MS)
  return words.day(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate())
}
