const ONES: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 仨: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 } // prettier-ignore
const TENS: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 }

const ARABIC = /\d+(?:\.\d+)?/g
const SPOKEN = /[零〇一二两俩三仨四五六七八九十百千]+/g

/** Every number that stands in a text, written 15, １５, 十五 or 一五; 半 is 0.5. */
export function numbersIn(text: string): Set<number> {
  const plain = text.normalize('NFKC')
  const arabic = [...plain.matchAll(ARABIC)].map(([word]) => Number(word))
  const spoken = [...plain.matchAll(SPOKEN)].map(([word]) => spokenNumber(word))
  return new Set([...arabic, ...spoken, ...(plain.includes('半') ? [0.5] : [])])
}

/** 四零二 → 402, 十二 → 12, 一百二 → 120. */
export function spokenNumber(word: string): number {
  if (![...word].some((sign) => sign in TENS)) return Number([...word].map((sign) => ONES[sign] ?? '').join(''))
  let sum = 0
  let waiting: number | undefined
  let last = 0
  for (const sign of word) {
    const tens = TENS[sign]
    if (tens === undefined) waiting = ONES[sign] ?? 0
    else {
      sum += (waiting ?? 1) * tens
      last = tens
      waiting = undefined
    }
    if (sign === '零') last = 0
  }
  const isShort = waiting !== undefined && last >= 100
  return sum + (isShort ? (waiting ?? 0) * (last / 10) : (waiting ?? 0))
}
