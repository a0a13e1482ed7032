import type { When } from '@yimin/shared/language/frame'

const SOON = /马上|尽快|现在|急|赶紧|立刻|立即|快点/u
const OTHER_DAY = /明|后天|大后|周|星期|礼拜|[号日月初腊]|过几天|下个?/u
const HOUR = /[点时:：]|之前|以前|以后|之后/u
/** The words of a half of the day, and the hours that it may begin and end with. */
const PARTS_OF_DAY: readonly (readonly [RegExp, readonly number[]])[] = [
  [/早/u, [6, 9]],
  [/上午/u, [8, 12]],
  [/中午/u, [11, 13]],
  [/下午/u, [13, 18]],
  [/傍晚/u, [17, 19]],
  [/晚/u, [17, 18, 19, 21]],
  [/[今明后]|周|星期|礼拜|[号日天]/u, [8, 20]],
]
const FARTHEST_DAYS = 62
const DAY_MS = 86_400_000

/** A time is believed where its hour and its day can be found in the words. `plain` without spaces; `now` is local time. */
export function supportedWhen(
  { from, to, asap }: When,
  plain: string,
  numbers: ReadonlySet<number>,
  now: string,
): When | undefined {
  if (asap) return from === undefined && to === undefined && SOON.test(plain) ? { asap } : undefined
  const ends = [from, to].filter((end) => end !== undefined)
  if (ends.length === 0 || (from !== undefined && to !== undefined && to < from)) return undefined
  if (!ends.every((end) => isNear(end, now) && isSaid(end, plain, numbers, now))) return undefined
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

function isNear(local: string, now: string): boolean {
  const days = (Date.parse(`${local}:00Z`) - Date.parse(`${now}:00Z`)) / DAY_MS
  return days > -1 && days < FARTHEST_DAYS
}

function isSaid(local: string, plain: string, numbers: ReadonlySet<number>, now: string): boolean {
  const [hour, minute] = [Number(local.slice(11, 13)), Number(local.slice(14, 16))]
  if (local.slice(0, 10) !== now.slice(0, 10) && !OTHER_DAY.test(plain)) return false
  if (minute === 0 && PARTS_OF_DAY.some(([word, hours]) => word.test(plain) && hours.includes(hour))) return true
  const hasHour = HOUR.test(plain) && (numbers.has(hour) || (hour > 12 && numbers.has(hour - 12)))
  const hasMinute =
    minute === 0 ||
    numbers.has(minute) ||
    (minute === 30 && plain.includes('半')) ||
    (minute % 15 === 0 && plain.includes('刻'))
  return hasHour && hasMinute
}
