/** 2026-11-22 10:00 where the station is, of an instant with any offset. */
export function sayTime(instant: string): string {
  const local = new Date(Date.parse(instant) + SHANGHAI_MS)
  return Number.isNaN(local.getTime()) ? '' : local.toISOString().slice(0, 16).replace('T', ' ')
}

/** China keeps one time all year. */
const SHANGHAI_MS = 8 * 3_600_000
