import { WORDS } from './words.js'

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
const DAY = 24 * 60 * 60 * 1000

/** @param {Date} at */
function read(at) {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    day: `${found.year}-${found.month}-${found.day}`,
    year: Number(found.year),
    month: Number(found.month),
    date: Number(found.day),
    clock: `${found.hour}:${found.minute}`,
  }
}

/** @param {Date} at @param {Date} now @returns {string} empty for today */
function dayWords(at, now) {
  const then = read(at)
  const today = read(now)
  if (then.day === today.day) return ''
  if (then.day === read(new Date(now.getTime() - DAY)).day) return WORDS.yesterday
  return then.year === today.year ? WORDS.date(then.month, then.date) : WORDS.fullDate(then.year, then.month, then.date)
}

/**
 * `10:02`, `昨天 10:02`, `11月20日 10:02`, in the community's own time.
 * @param {Date} at @param {Date} now
 */
export function timeWords(at, now) {
  return [dayWords(at, now), read(at).clock].filter(Boolean).join(' ')
}

/**
 * For a list, where there is room for one of both.
 * @param {Date} at @param {Date} now
 */
export function shortTimeWords(at, now) {
  return dayWords(at, now) || read(at).clock
}
