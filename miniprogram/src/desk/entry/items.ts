import type { Reading } from '../../api/routes/desk.ts'
import { goodsWords } from './words.ts'

export type Goods = Reading['items'][number]

const NUMERALS: Record<string, number> = Object.fromEntries(
  [...goodsWords.numerals].map((sign, i) => [sign, i === 0 ? 0.5 : i]),
)
NUMERALS[goodsWords.pair] = 2

const BEFORE = new RegExp(
  `^(\\d+(?:\\.\\d+)?|[${goodsWords.numerals}${goodsWords.pair}])([${goodsWords.units}]{1,2})(.+)$`,
)
const BEHIND = new RegExp(
  `^(.+?)(\\d+(?:\\.\\d+)?|[${goodsWords.numerals}${goodsWords.pair}])([${goodsWords.units}]{1,2})$`,
)

/** 2斤西红柿、黄瓜、鸡蛋十个: what is written in a line, each with its quantity where one is said. */
export function goodsIn(line: string): Goods[] {
  return line
    .split(goodsWords.separators)
    .map((part) => part.replace(/\s+/g, ''))
    .filter((part) => part !== '')
    .map(oneOf)
}

function oneOf(part: string): Goods {
  const before = BEFORE.exec(part)
  if (before) return { name: before[3] ?? part, quantity: numberOf(before[1]), unit: before[2] }
  const behind = BEHIND.exec(part)
  if (behind) return { name: behind[1] ?? part, quantity: numberOf(behind[2]), unit: behind[3] }
  return { name: part }
}

function numberOf(said = ''): number {
  return NUMERALS[said] ?? Number(said)
}

/** 2斤西红柿 */
export function goodsWord({ name, quantity, unit }: Goods): string {
  if (quantity === undefined) return name
  const amount = quantity === 0.5 ? goodsWords.numerals.slice(0, 1) : String(quantity)
  return `${amount}${unit ?? ''}${name}`
}
