import { dateParts, type Minute } from './calendar.ts'
import { ERA_NAMES, yearOfEra } from './eras.ts'
import { readDigits, readNumber } from '../numbers.ts'

const D = '零〇一二三四五六七八九'
const RELATIVE: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  今年: 0,
  本年: 0,
  明年: 1,
  来年: 1,
  后年: 2,
}

/** A year in front of a month or alone: 2018年, 07 年, 二零一六年, 两千零四年, 去年, 民国三年. For use inside a larger pattern; its groups begin with y. */
export const YEAR = `(?:(?<yNumber>\\d{2,4}|[${D}]{2,4}|两千(?:零?[一二三四五六七八九十]{1,3})?)[ ]?年(?!级|[轻纪])|(?<yWord>大前年|[去前今本明来后]年(?!头))|(?<yEra>${ERA_NAMES})(?<yCount>元|\\d{1,2}|[一二三四五六七八九十]{1,3})年)`

/** The groups of YEAR as a year of the common count. */
export function readYear(groups: Readonly<Record<string, string | undefined>>, now: Minute): number | undefined {
  const { yNumber, yWord, yEra, yCount } = groups
  if (yWord) return dateParts(now).year + (RELATIVE[yWord] ?? 0)
  if (yEra && yCount) return yearOfEra(yEra, yCount === '元' ? 1 : (readNumber(yCount) ?? 1))
  return yNumber ? fullYear(yNumber) : undefined
}

/** Two digits are of our days: 07 is 2007, 89 is 1989. */
export function fullYear(said: string): number | undefined {
  if (said.startsWith('两千')) return 2000 + (readNumber(said.slice(2).replace(/^零(?=.)/, '') || '零') ?? 0)
  const digits = readDigits(said)
  if (digits === undefined) return undefined
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 50 ? 2000 + year : 1900 + year
}
