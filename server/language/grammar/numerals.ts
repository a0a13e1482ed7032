/** A number as it stands in a text. */
export interface Numeral {
  /** The words, as written: 一百二, 1,050, 三分之一. */
  text: string
  value: number
  at: number
  end: number
}

/** Written forms of one character each, so that positions stay: banknote figures, traditional and full-width characters. */
const PLAIN = new Map<string, string>()
const FORMS =
  '壹一弌一贰二貳二弍二叁三參三叄三肆四伍五陆六陸六柒七捌八玖九拾十佰百仟千萬万億亿〇零○零倆两俩两兩两仨三負负點点個个幾几餘余雙双對对'
for (let i = 0; i + 1 < FORMS.length; i += 2) PLAIN.set(FORMS.charAt(i), FORMS.charAt(i + 1))

/** The same text in plain figures, character by character. */
export function plainFigures(text: string): string {
  let out = ''
  let wide = false
  for (const unit of text.split('')) {
    const code = unit.charCodeAt(0)
    // a wide comma parts thousands only among wide figures
    if (unit === '，' && !wide) out += unit
    else if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0)
    else out += code === 0x3000 ? ' ' : (PLAIN.get(unit) ?? unit)
    wide = code >= 0xff10 && code <= 0xff19
  }
  return out
}

const DIGIT = '零一二两三四五六七八九'
const RANK = '十百千万亿兆'
const RANKS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8, 兆: 1e12 }
const ARABIC =
  '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?|(?<![\\d.])\\d+\\.\\d+(?!\\d|\\.\\d)|\\d+|(?<![\\d.])\\.\\d+)'
/** Spaces inside a number are dictation's: 一百 五 十 二, 7 万5 千4 百; between two runs of digits they part two numbers. */
const MORE = `(?:[ ]{0,2}[${RANK}]|(?<=[${DIGIT}${RANK}])[ ]{0,2}[${DIGIT}]|(?<=[${RANK}零几])[ ]{0,2}\\d+(?=[ ]{0,2}[${RANK}])|(?<=[${RANK}零])\\d+|[ ]{0,2}[多余几](?=[ ]{0,2}[万亿]))`
const WHOLE = `(?:(?:${ARABIC}|[${DIGIT}${RANK}])${MORE}*|半百)`
const DECIMAL = `${WHOLE}(?:(?<=[${DIGIT}${RANK}])[ ]?点[ ]?[零一二三四五六七八九]+)?`
const MINUS = '(?:负[ ]?|(?<![\\d\\p{L}%)-]|\\d )-[ ]?|(?<=-)(?<!\\d-)(?=\\d))'
const OVER = '[ ]{0,2}分[ ]{0,2}之[ ]{0,2}'

const SCAN = new RegExp(
  [
    `(?<minus>${MINUS})?(?:(?<and>${DECIMAL})[ ]{0,2}又[ ]{0,2})?(?!百[ ]{0,2}分)(?<below>${DECIMAL})${OVER}(?<above>(?:负[ ]?)?${DECIMAL})`,
    `(?<slashMinus>${MINUS})?(?:(?<slashAnd>\\d+) )?(?<slashAbove>\\d+)/(?<slashBelow>\\d+)(?![\\d/])`,
    `(?<base>${MINUS}?${ARABIC})(?:\\^(?<power>[-+]{0,2}\\d+)|[eE](?<ten>[-+]?\\d+))`,
    `(?<sign>${MINUS})?(?<plain>${DECIMAL})(?<scale>[ ]?[kKMGT](?![A-Za-z\\d])|[ ]?打(?!折))?`,
  ].join('|'),
  'gu',
)

/** 一切, 一看, 四川: characters of figures in words that count nothing. */
const NO_COUNT =
  /^(?:[一两](?=[美折])|一(?=[切看起样直定般旦律共致贯概])|四(?=川)|十(?=足)|[百千万亿兆]+(?![零一二两三四五六七八九十百千万亿兆])|两两(?!两))/
/** Banknote figures that are common words of their own: 陆地, 放肆, 队伍, 收拾. */
const LONE_WORD = /^[陆陸肆伍拾]$/

/** The value of one figure without sign or fraction: 一千零五十, 4.78万亿, 3万4000, 十五点七. */
export function figureValue(source: string): number | undefined {
  const text = source.replace(/[ ,]/g, '').replace(/[多余几]/g, '')
  if (text === '半百') return 50
  const [whole = '', fraction] = text.split('点')
  const value = wholeValue(whole)
  if (value === undefined || fraction === undefined) return value
  const digits = digitRun(fraction)
  return digits === undefined ? undefined : Number(`${String(value)}.${digits}`)
}

function digitRun(text: string): string | undefined {
  let out = ''
  for (const character of text) {
    const digit = DIGIT.indexOf(character)
    if (digit < 0) return undefined
    out += String(digit > 2 ? digit - 1 : digit)
  }
  return out
}

interface Sum {
  /** Closed groups of 万, 亿, 兆 with their rank, larger first. */
  groups: { rank: number; value: number }[]
  /** Below ten thousand, since the last group. */
  low: number
  pending?: number
  /** Rank of the last unit, for 一百二 = 120; 0 after 零 or at the beginning. */
  last: number
}

function wholeValue(text: string): number | undefined {
  const sum: Sum = { groups: [], low: 0, last: 0 }
  const pieces = text.match(new RegExp(`\\d*\\.?\\d+|[${DIGIT}]+|[${RANK}]`, 'g'))
  if (!pieces || pieces.join('') !== text) return undefined
  let ended: string | undefined
  for (const piece of pieces) {
    const rank = RANKS[piece]
    if (rank !== undefined) addRank(sum, rank)
    else addDigits(sum, piece)
    ended = piece
  }
  const short = ended !== undefined && /^[一二两三四五六七八九]$/.test(ended) && sum.last > 10
  const rest = short ? ((sum.pending ?? 0) * sum.last) / 10 : (sum.pending ?? 0)
  return sum.groups.reduce((total, group) => total + group.value, 0) + sum.low + rest
}

function addDigits(sum: Sum, piece: string): void {
  const run = /^[\d.]/.test(piece) ? piece : (digitRun(piece) ?? '0')
  if (run.startsWith('0') && !run.startsWith('0.')) sum.last = 0
  sum.pending = Number(run)
  if (piece === '零') sum.pending = undefined
}

function addRank(sum: Sum, rank: number): void {
  if (rank < 1e4) {
    sum.low += (sum.pending ?? 1) * rank
  } else {
    let part = sum.low + (sum.pending ?? 0)
    const touching = part === 0
    while ((sum.groups.at(-1)?.rank ?? Infinity) < rank) part += sum.groups.pop()?.value ?? 0
    const same = sum.groups.at(-1)
    if (touching && part === 0 && same) same.value *= rank
    else sum.groups.push({ rank, value: (part === 0 ? 1 : part) * rank })
    sum.low = 0
  }
  sum.pending = undefined
  sum.last = rank
}

const SCALES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12, 打: 12 }

function valueOf(groups: Record<string, string | undefined>): number | undefined {
  const g = groups
  if (g.below !== undefined) {
    const above = figureValue((g.above ?? '').replace('负', ''))
    const below = figureValue(g.below)
    const and = g.and === undefined ? 0 : figureValue(g.and)
    if (above === undefined || !below || and === undefined) return undefined
    const negative = Boolean(g.minus) !== g.above?.includes('负')
    return (negative ? -1 : 1) * (and + above / below)
  }
  if (g.slashBelow !== undefined) {
    const value = Number(g.slashAnd ?? 0) + Number(g.slashAbove) / Number(g.slashBelow)
    return g.slashMinus ? -value : value
  }
  if (g.base !== undefined) return powerOf(g.base, g.power, g.ten)
  const value = figureValue(g.plain ?? '')
  if (value === undefined) return undefined
  return (g.sign ? -1 : 1) * value * (SCALES[g.scale?.trim() ?? ''] ?? 1)
}

function powerOf(base: string, power: string | undefined, ten: string | undefined): number {
  const value = Number(base.replace('负', '-').replace(/[ ,]/g, ''))
  if (ten !== undefined) return value * 10 ** Number(ten)
  const exponent = Number((power ?? '').replace('--', ''))
  return value < 0 ? -((-value) ** exponent) : value ** exponent
}

/** All numbers of a text, in order: figures, words, fractions, powers. Linear. `before` a unit even 一 and 两 of 一美元 count. */
export function findNumerals(text: string, before: 'anything' | 'unit' = 'anything'): Numeral[] {
  const plain = plainFigures(text)
  const found: Numeral[] = []
  for (const match of plain.matchAll(SCAN)) {
    const said = text.slice(match.index, match.index + match[0].length)
    const after = plain.slice(match.index + match[0].length, match.index + match[0].length + 2)
    if (LONE_WORD.test(said) || (before === 'anything' && NO_COUNT.test(match[0] + after)) || after.startsWith('%'))
      continue
    if (/^[百千万亿兆]+$/.test(match[0])) continue
    const value = valueOf(match.groups ?? {})
    if (value === undefined || !Number.isFinite(value)) continue
    found.push({ text: said, value: round(value), at: match.index, end: match.index + said.length })
  }
  return found
}

const round = (value: number): number => Number(value.toPrecision(15))
