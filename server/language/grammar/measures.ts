import { findNumerals, plainFigures } from './numerals.ts'

export type MeasureKind = 'dimension' | 'currency' | 'temperature' | 'age'

/** A number with its unit, or a unit named alone: 两斤半, 华氏98.6度, 八十岁, 15元5角. */
export interface Measure {
  text: string
  value?: number
  /** English name of the unit: `Jin`, `Chinese yuan`, `Year`. */
  unit: string
  at: number
  end: number
}

type UnitNames = Readonly<Record<string, string>>

/** What stands after the number, with the unit's name. */
const DIMENSIONS: UnitNames = {
  公斤: 'Kilogram',
  千克: 'Kilogram',
  kg: 'Kilogram',
  克: 'Gram',
  毫克: 'Milligram',
  微克: 'Microgram',
  吨: 'Ton',
  斤: 'Jin',
  市斤: 'Jin',
  两: 'Liang',
  钱: 'Qian',
  担: 'Dan',
  千米: 'Kilometer',
  公里: 'Kilometer',
  km: 'Kilometer',
  米: 'Meter',
  m: 'Meter',
  公分: 'Centimeter',
  厘米: 'Centimeter',
  cm: 'Centimeter',
  毫米: 'Millimeter',
  mm: 'Millimeter',
  里: 'Li',
  尺: 'Chi',
  寸: 'Cun',
  亩: 'Mu',
  公顷: 'Hectare',
  平方米: 'Square meter',
  平米: 'Square meter',
  升: 'Liter',
  毫升: 'Milliliter',
  ml: 'Milliliter',
  比特: 'Bit',
  千比特: 'Kilobit',
  字节: 'Byte',
  千字节: 'Kilobyte',
  兆字节: 'Megabyte',
  兆赫兹: 'Megahertz',
  赫兹: 'Hertz',
  千瓦: 'Kilowatt',
  千卡: 'Kilocalorie',
}
const CURRENCIES: UnitNames = {
  元: 'Chinese yuan',
  块: 'Chinese yuan',
  块钱: 'Chinese yuan',
  元钱: 'Chinese yuan',
  圆: 'Chinese yuan',
  人民币: 'Chinese yuan',
  元人民币: 'Chinese yuan',
  欧元: 'Euro',
  美元: 'United States dollar',
  美圆: 'United States dollar',
  美金: 'United States dollar',
  美刀: 'United States dollar',
  港元: 'Hong Kong dollar',
  港币: 'Hong Kong dollar',
  台币: 'New Taiwan dollar',
  新台币: 'New Taiwan dollar',
  日元: 'Japanese yen',
  瑞士法郎: 'Swiss franc',
  英镑: 'British pound',
  韩元: 'South Korean won',
  奈拉: 'Nigerian naira',
  比特币: 'Bitcoin',
  个比特币: 'Bitcoin',
}
const SIGNS: UnitNames = { $: 'Dollar', '¥': 'Chinese yuan', '￥': 'Chinese yuan', 人民币: 'Chinese yuan' }
/** Parts of a whole unit of money, in its size. */
const SMALL_MONEY: Readonly<Record<string, number>> = {
  毛: 0.1,
  角: 0.1,
  毛钱: 0.1,
  分: 0.01,
  美分: 0.01,
  日本銭: 0.01,
  分钱: 0.01,
}
const AGES: UnitNames = {
  岁: 'Year',
  周岁: 'Year',
  岁大: 'Year',
  虚岁: 'Year',
  个月大: 'Month',
  月大: 'Month',
  周大: 'Week',
  个星期大: 'Week',
  天大: 'Day',
}
const TEMPERATURES: UnitNames = {
  度: 'Degree',
  摄氏度: 'C',
  '°c': 'C',
  '℃': 'C',
  华氏度: 'F',
  '°f': 'F',
}

const UNITS: Readonly<Record<MeasureKind, UnitNames>> = {
  dimension: DIMENSIONS,
  currency: CURRENCIES,
  age: AGES,
  temperature: TEMPERATURES,
}
/** Units that are told without a number too: 人民币 美元, 摄氏度. */
const ALONE: Partial<Record<MeasureKind, RegExp>> = {
  currency: /人民币|美元|欧元|港币|英镑/g,
  temperature: /摄氏度|华氏度|°[cCfF]|℃/g,
}

const longestFirst = (names: UnitNames): string[] => Object.keys(names).sort((a, b) => b.length - a.length)
const ORDERED: Readonly<Record<MeasureKind, readonly string[]>> = {
  dimension: longestFirst(DIMENSIONS),
  currency: longestFirst(CURRENCIES),
  age: longestFirst(AGES),
  temperature: longestFirst(TEMPERATURES),
}

/** Prefixes that a figure takes for its rank: 五十兆字节 is fifty megabytes. */
const RANK_OF_UNIT: Readonly<Record<string, string>> = { 千: '千', 兆: '兆' }

/** All measures of one kind, in order. */
export function findMeasures(text: string, kind: MeasureKind): Measure[] {
  const plain = plainFigures(text).toLowerCase()
  const found: Measure[] = []
  for (const number of findNumerals(text, 'unit')) {
    const last = found.at(-1)
    if (last && number.at < last.end) continue
    const measure = measureAt(plain, text, number, kind)
    if (measure) found.push(measure)
  }
  return [...found, ...unitsAlone(text, plain, kind, found)].sort((a, b) => a.at - b.at)
}

interface Figure {
  text: string
  value: number
  at: number
  end: number
}

function measureAt(plain: string, text: string, number: Figure, kind: MeasureKind): Measure | undefined {
  const signed = kind === 'currency' ? signBefore(plain, number.at) : undefined
  const figure = giveBack(plain, number, kind)
  const gap = plain.charAt(figure.end) === ' ' ? 1 : 0
  const unit = ORDERED[kind].find((name) => plain.startsWith(name, figure.end + gap))
  if (!unit && signed) return finish(text, signed.at, number.end, number.value, signed.unit)
  if (!unit || isWord(plain, figure.end + gap + unit.length, unit)) return undefined
  const end = figure.end + gap + unit.length
  const rest = restAfter(plain, end, kind)
  const at = signed?.at ?? prefixBefore(plain, figure.at, kind)
  const name = at < figure.at && kind === 'temperature' ? 'F' : (UNITS[kind][unit] ?? unit)
  return finish(text, at, end + rest.length, figure.value + rest.value, name)
}

function finish(text: string, at: number, end: number, value: number, unit: string): Measure {
  return { text: text.slice(at, end), value: Number(value.toPrecision(15)), unit, at, end }
}

/** 三千两百两 ends with a unit, 五十兆字节 with a unit's prefix: what the number took too much is given back. */
function giveBack(plain: string, number: Figure, kind: MeasureKind): Figure {
  if (kind !== 'dimension') return number
  const last = plain.charAt(number.end - 1)
  const takes = ORDERED.dimension.some(
    (name) => name.startsWith(last) && (RANK_OF_UNIT[last] || last === '两') && plain.startsWith(name, number.end - 1),
  )
  if (!takes || number.end - number.at < 2) return number
  const [figure] = findNumerals(plain.slice(number.at, number.end - 1))
  return figure ? { ...number, value: figure.value, end: number.end - 1 } : number
}

/** 五角大楼, 米饭, 度过: the unit's character begins another word. */
function isWord(plain: string, end: number, unit: string): boolean {
  const after = plain.slice(end, end + 1)
  if (/^[a-z]+$/.test(unit)) return /[a-z\d]/.test(after)
  if (unit === '块') return /[肉石豆糕地糖饼砖]/.test(after)
  if (unit === '米') return /[饭粉线粥]/.test(after)
  return unit === '里' && /[面头边]/.test(after)
}

function signBefore(plain: string, at: number): { at: number; unit: string } | undefined {
  for (const [sign, unit] of Object.entries(SIGNS)) {
    const before = plain.slice(0, at).replace(/ {1,2}$/, '')
    if (before.endsWith(sign) && !/\d$/.test(before.slice(0, -sign.length)))
      return { at: before.length - sign.length, unit }
  }
  return undefined
}

/** 华氏温度 before a number of degrees belongs to it. */
function prefixBefore(plain: string, at: number, kind: MeasureKind): number {
  if (kind !== 'temperature') return at
  const prefix = /(?:华氏温度|华氏)$/.exec(plain.slice(0, at))?.[0] ?? ''
  return at - prefix.length
}

/** What may follow the unit: 斤半, 元6角三分. */
function restAfter(plain: string, end: number, kind: MeasureKind): { length: number; value: number } {
  if (kind === 'dimension') return plain.charAt(end) === '半' ? { length: 1, value: 0.5 } : { length: 0, value: 0 }
  if (kind !== 'currency') return { length: 0, value: 0 }
  let length = 0
  let value = 0
  for (let steps = 0; steps < 2; steps += 1) {
    const more = /^又?(\d|[一二两三四五六七八九])(美分|日本銭|毛钱|分钱|毛|角|分)/.exec(
      plain.slice(end + length, end + length + 6),
    )
    if (!more) break
    const [figure] = findNumerals(`${more[1] ?? ''} `)
    value += (figure?.value ?? 0) * (SMALL_MONEY[more[2] ?? ''] ?? 0)
    length += more[0].length
  }
  return { length, value }
}

function unitsAlone(text: string, plain: string, kind: MeasureKind, found: readonly Measure[]): Measure[] {
  const alone = ALONE[kind]
  if (!alone) return []
  return [...plain.matchAll(alone)]
    .map((match) => ({ at: match.index, end: match.index + match[0].length, said: match[0] }))
    .filter(({ at, end }) => !found.some((one) => one.at < end && one.end > at))
    .map(({ at, end, said }) => ({ text: text.slice(at, end), unit: UNITS[kind][said] ?? said, at, end }))
}
