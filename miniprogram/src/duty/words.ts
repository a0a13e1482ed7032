const DAYS = ['一', '二', '三', '四', '五', '六', '日'] as const
const dayWord = (day: number) => `周${DAYS[(day - 1) % 7] ?? ''}`

/** The duty roster, as staff read and write it. */
export const words = {
  now: '现在找谁',
  nobody: '站里还没有同事。',
  onDuty: (name: string, reason: string) => `${name}（${reason}）`,
  next: (name: string, at: string) => `${at}起：${name}`,
  ladders: '找人的次序',
  recurring: '定期单',
  comeOn: '我来值班',
  goOff: '我下班了',
  gaps: '没人排班的时候',
  noGaps: '一周每个钟点都有人。',
  gap: (word: string, name: string | undefined) => (name === undefined ? word : `${word}，先找${name}`),
  shifts: '一周的班',
  noShifts: '还没有排班。',
  shift: (name: string, days: readonly number[], from: string, to: string) =>
    `${name} ${daysWord(days)} ${from}到${to}`,
  saved: (name: string, day: string) => `${name} ${day}存的`,
  change: '改排班',
  add: '加一班',
  remove: '去掉这一班',
  who: '谁',
  choose: '选一位同事',
  days: '哪几天',
  dayOptions: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), word: dayWord(day) })),
  from: '从',
  to: '到',
  clockHint: '写成 08:00',
  save: '存好',
  stop: '不改了',
  conflict: '刚才有人改过排班。下面还是你写的，核对后再存一次。',
  faulty: '有一班没填对，请看标出来的地方。',
  gone: { title: '没打开', text: '值班表只给站里的工作人员看。' },
} as const

/** 每天, 周一到周五, 周日到周四, 周六、周日 */
function daysWord(days: readonly number[]): string {
  if (days.length === 7) return '每天'
  const inRow = (first: number) => days.every((_, at) => days.includes(((first - 1 + at) % 7) + 1))
  const first = days.length < 3 ? undefined : days.find(inRow)
  if (first !== undefined) return `${dayWord(first)}到${dayWord(first + days.length - 1)}`
  return [...days]
    .sort((a, b) => a - b)
    .map(dayWord)
    .join('、')
}
