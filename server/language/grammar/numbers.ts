import { figureValue } from './numerals.ts'

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  俩: 2,
  仨: 3,
}
const TENS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 千: 1000 }

/** Characters of a spoken number, as the inside of a character class. */
export const SPOKEN = '零〇一二两三四五六七八九十百千万半俩仨幺'

/** 四零二, 幺三八 or 402 as digits, else undefined. */
export function readDigits(text: string): string | undefined {
  let out = ''
  for (const character of text) {
    const digit = DIGITS[character]
    if (digit !== undefined) out += digit
    else if (character >= '0' && character <= '9') out += character
    else return undefined
  }
  return out || undefined
}

/** 两三, 七八, 三五: neighbours in a row are a guess of the speaker, not a number. 一二三 is an order of digits. */
export function isVague(text: string): boolean {
  return (
    /^(?:[一二三四五六七八九]?[百千])?(?:[一二三四五六七八九]?十)?(?:一两|两三|二三|三四|四五|五六|六七|七八|八九|三五)[十百千万]?$/.test(
      text,
    ) || /几|好些|数/.test(text)
  )
}

/**
 * The value of 3, 2.5, 二十, 一百二 (120), 两千五 (2500), 半 (0.5), 俩 (2); undefined for what is no number or only a guess (两三).
 */
export function readNumber(text: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  if (text === '半') return 0.5
  if (text === '' || isVague(text)) return undefined
  const mixed = /^(\d+(?:\.\d+)?)([百千万])$/.exec(text)
  if (mixed) return Number(mixed[1]) * (mixed[2] === '万' ? 10000 : (TENS[mixed[2] ?? ''] ?? 1))
  const wan = text.indexOf('万')
  if (wan > 0) {
    const high = readBelowTenThousand(text.slice(0, wan))
    const rest = text.slice(wan + 1)
    const low = rest ? readBelowTenThousand(rest.replace(/^零/, '')) : 0
    if (high === undefined || low === undefined) return undefined
    // 一万二 is 12000
    return high * 10000 + (rest.length === 1 && low < 10 ? low * 1000 : low)
  }
  return readBelowTenThousand(text) ?? figureValue(text)
}

function readBelowTenThousand(text: string): number | undefined {
  if (!/[十拾百千]/.test(text)) {
    const digits = readDigits(text)
    return digits === undefined ? undefined : Number(digits)
  }
  let total = 0
  let digit: number | undefined
  let scale = 1
  for (const character of text) {
    const ten = TENS[character]
    if (ten !== undefined) {
      total += (digit ?? 1) * ten
      digit = undefined
      scale = ten
    } else if (DIGITS[character] === undefined) {
      return undefined
    } else {
      digit = DIGITS[character]
      if (digit === 0) scale = 10
    }
  }
  // 一百二 is 120 and 两千五 is 2500: the last bare digit counts in the next lower rank
  return digit === undefined ? total : total + (scale > 10 ? (digit * scale) / 10 : digit)
}
