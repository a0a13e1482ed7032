import { useEffect, useState } from 'react'
import { words } from './words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TICK_MS = 30_000

/** Now, told anew every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** 12 分钟, 3 小时, 2 天. */
export function spanWord(ms: number): string {
  if (ms < MINUTE) return words.justNow
  if (ms < HOUR) return words.minutes(Math.floor(ms / MINUTE))
  return ms < 2 * DAY ? words.hours(Math.floor(ms / HOUR)) : words.days(Math.floor(ms / DAY))
}

/** How long ago an instant was. */
export function agoWord(instant: string, now: number): string {
  const past = now - Date.parse(instant)
  return past < MINUTE ? words.justNow : words.ago(spanWord(past))
}

const EIGHT_HOURS = 8 * HOUR

/** China's local time of a moment, as `YYYY-MM-DDTHH:mm`, whatever the device believes. */
export function localOf(ms: number): string {
  return new Date(ms + EIGHT_HOURS).toISOString().slice(0, 16)
}

/** 11:20 today, 23日 08:00 on another day. */
export function clockWord(instant: string, now: number): string {
  const local = localOf(Date.parse(instant))
  const time = local.slice(11)
  return local.slice(0, 10) === localOf(now).slice(0, 10) ? time : words.onDay(Number(local.slice(8, 10)), time)
}

/** By when somebody has to act, or for how long that has passed. */
export function dueWord(dueAt: string, now: number): string {
  const left = Date.parse(dueAt) - now
  return left < -MINUTE ? words.row.late(spanWord(-left)) : words.row.due(clockWord(dueAt, now))
}
