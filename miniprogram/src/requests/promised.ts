import { words } from '../words.ts'

const SHANGHAI_AHEAD_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/**
 * The promised time as people say it: 今天 11:00, 明天 9:30, 11月24日 9:30.
 * Counted by hand because WeChat's JavaScript core has no dependable Intl.
 * @param promised an instant (ISO with offset), or words that the server chose already: they are returned as they are
 */
export function promisedWords(promised: string, now: Date): string {
  const at = /^\d{4}-\d\d-\d\dT/.test(promised) ? Date.parse(promised) : Number.NaN
  if (Number.isNaN(at)) return promised
  const local = new Date(at + SHANGHAI_AHEAD_MS)
  const days = Math.floor(local.getTime() / DAY_MS) - Math.floor((now.getTime() + SHANGHAI_AHEAD_MS) / DAY_MS)
  const near = new Map([
    [-1, words.yesterday],
    [0, words.today],
    [1, words.tomorrow],
  ]).get(days)
  const day = near ?? words.monthDay(local.getUTCMonth() + 1, local.getUTCDate())
  return words.before(`${day} ${local.getUTCHours()}:${String(local.getUTCMinutes()).padStart(2, '0')}`)
}
