import type { DayPart, Repeats, Rhythm } from '@yimin/shared/recurring/contract'

const WEEKDAYS = '一二三四五六日天'
/** Who else does something every day: 我妈每天吃药, 他们天天跳舞. */
const SOMEBODY_ELSE =
  /(?<!(?:请|找|派|让|要)[一个位名]{0,2})(?:我|俺|咱)?(?:妈|爸|奶奶|爷爷|老伴|老人|孩子|儿子|女儿|邻居|志愿者|社区|食堂|店里?|他|她|它|您|你|人家)们?(?:家|现在)?$/u
const EVERY =
  /(?:每个?(?:周|星期|礼拜)(?<days>[一二三四五六日天](?:[、，,和跟还有]*(?:周|星期|礼拜)?[一二三四五六日天](?![点个份瓶袋斤次回样]))*)|每个?月的?(?<dates>\d{1,2}[号日](?:[、，,和跟]*\d{1,2}[号日])*)|(?<daily>每天|每日|天天))/u
/** What follows asks for something to be done. */
const ASKS =
  /^(?:的?(?:早上|早晨|上午|中午|下午|傍晚|晚上|白天|[早中午晚]|都|能不能|可不可以|可以|能|麻烦|请|想|要|，|,| |你们|您们|您|你|派?个?人|志愿者)){0,5}(?:帮|给|替|送|陪|带|取|拿|接|打扫|收拾|来|上门|代)/u
const ASKS_BEFORE = /(?:帮|给|替|麻烦|请|能不能|想要?|需要|以后|往后|今后|从.{1,4}(?:起|开始)|定期)[^，。,]{0,8}$/u
const PARTS: readonly (readonly [RegExp, DayPart])[] = [
  [/早上|早晨|上午|清早|一早/u, 'morning'],
  [/下午/u, 'afternoon'],
  [/晚上|傍晚|夜里/u, 'evening'],
]

/**
 * 每周二上午帮我送一桶水: what a sentence asks for again and again; `undefined` where it asks once, or where 每天 is the habit
 * of somebody else. Pure.
 */
export function rhythmIn(sentence: string): Repeats | undefined {
  const found = EVERY.exec(sentence)
  if (!found?.groups) return undefined
  const before = sentence.slice(0, found.index)
  const after = sentence.slice(found.index + found[0].length)
  if (SOMEBODY_ELSE.test(before) || !(ASKS.test(after) || ASKS_BEFORE.test(before))) return undefined
  const rhythm = rhythmOf(found.groups)
  const part = PARTS.find(([said]) => said.test(after.slice(0, 8)))?.[1] ?? 'daytime'
  return rhythm && { rhythm, part }
}

function rhythmOf({ days, dates, daily }: Record<string, string | undefined>): Rhythm | undefined {
  if (daily !== undefined) return { every: 'day' }
  if (days !== undefined)
    return { every: 'week', weekdays: inOrder([...days].filter((one) => WEEKDAYS.includes(one)).map(weekdayOf)) }
  const named = inOrder((dates?.match(/\d+/g) ?? []).map(Number).filter((date) => date >= 1 && date <= 31))
  return named.length > 0 ? { every: 'month', dates: named.slice(0, 10) } : undefined
}

const weekdayOf = (sign: string): number => (sign === '天' ? 7 : WEEKDAYS.indexOf(sign) + 1)
const inOrder = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b)
