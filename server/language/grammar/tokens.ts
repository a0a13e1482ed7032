import type { Category } from '@yimin/shared/language/frame'
import type { Lexicons, Word } from '../lexicons/lexicon.ts'
import { isVague, readNumber, SPOKEN } from './numbers.ts'

/** A piece of the sentence as the grammar of goods sees it. */
export type Token = { at: number; end: number; text: string } & (
  | { kind: 'quantity'; quantity?: number; unit?: string; implied: boolean }
  | { kind: 'goods'; category: Category; weak: boolean }
  | { kind: 'taking' }
  | { kind: 'noun' }
  | { kind: 'particle' }
  | { kind: 'counted' }
  | { kind: 'unknown' }
  | { kind: 'join' }
  | { kind: 'stop'; hard: boolean }
  | { kind: 'mark' }
)

const NUMBER = new RegExp(`(?:\\d{1,5}(?:\\.\\d{1,2})?|[${SPOKEN}]{1,7})`, 'y')
const HALF_AFTER = new RegExp(`半(?![${SPOKEN}个斤袋瓶盒只条天])`, 'y')
const SMALL_AFTER =
  /([一二三四五六七八九])(?:两|(?![一二两三四五六七八九十百个袋瓶盒包把条根棵斤只箱桶点块颗张片头捆公市]))/y
const ABOUT = /[来多几](?=个|斤|只|条|根|袋|瓶|盒|包|把|块|张|本|棵|颗|片|公斤)/y
const JOINS = /[、和跟与及&+]|以及|还有|再加上|外加|加上/y
const STOPS = /[\s,。.!?;:()（）"“”'‘’…—\-/|<>《》【】[\]]+/y
const CLASSES = [['goods'], ['taking'], ['counted'], ['noun'], ['particle']] as const

function stick(regex: RegExp, text: string, at: number): RegExpExecArray | null {
  regex.lastIndex = at
  return regex.exec(text)
}

function lookUp(lexicons: Lexicons, text: string, at: number): { word: Word; end: number } | undefined {
  const shared = lexicons.common.longest(text, at)
  const own = lexicons.own?.longest(text, at)
  return own && (!shared || own.end >= shared.end) ? own : shared
}

function unitAt(lexicons: Lexicons, text: string, at: number): { end: number; unit: string } | undefined {
  const found = lexicons.common.longest(text, at)
  if (found?.word.unit) return { end: found.end, unit: text.slice(at, found.end) }
  // 桶桶装水, 包子: the longest word here is no unit, but its first character may be one
  const first = UNIT_CHARACTERS.has(text.charAt(at)) ? text.charAt(at) : undefined
  if (!first || found?.word.counted) return undefined
  return { end: at + 1, unit: first }
}

const UNIT_CHARACTERS = new Set(
  '斤克两升个只条根棵颗把捆束头块片板瓶罐桶箱盒袋包提卷支管节双副套件张本份碗杯盘壶坛串粒枚朵筐盆床台辆',
)

/** 碗热乎的馄饨: a word of taste may stand before the name. */
const TASTE = /^(?:热乎|新鲜|热|好|便宜|嫩|甜|大|小)[一点]{0,2}的/

/** A quantity at this position: 两斤, 一斤半, 一斤二两, 十来个, 半斤, 俩; its value is left out where it is only a guess (两三袋). */
function quantityAt(lexicons: Lexicons, text: string, at: number): Token | undefined {
  const said = stick(NUMBER, text, at)?.[0]
  if (!said || /^[零〇]+$/.test(said)) return undefined
  if (/^[俩仨]/.test(said)) return quantity(text, at, at + 1, { value: said.startsWith('俩') ? 2 : 3 })
  const about = stick(ABOUT, text, at + said.length)?.[0] ?? ''
  const after = at + said.length + about.length
  const unit = unitAt(lexicons, text, text.charAt(after) === ' ' ? after + 1 : after)
  const isGuess = /[几多]/.test(about) || isVague(said)
  if (unit) {
    const rest = remainderAt(text, unit)
    const whole = isGuess ? undefined : readNumber(said)
    return quantity(text, at, rest.end, {
      value: whole === undefined ? undefined : whole + rest.value,
      unit: unit.unit,
    })
  }
  // 二两葱: the last 两 is the unit
  if (said.length > 1 && said.endsWith('两'))
    return quantity(text, at, after, { value: readNumber(said.slice(0, -1)), unit: '两' })
  return countedAt(lexicons, text, at, after)
}

function quantity(text: string, at: number, end: number, { value, unit }: { value?: number; unit?: string }): Token {
  return {
    kind: 'quantity',
    at,
    end,
    text: text.slice(at, end),
    ...(value !== undefined && { quantity: round(value) }),
    ...(unit && { unit }),

    implied: false,
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** What follows the unit: 一斤半, 一斤二两, 三斤三. */
function remainderAt(text: string, unit: { end: number; unit: string }): { value: number; end: number } {
  const half = stick(HALF_AFTER, text, unit.end)
  if (half) return { value: 0.5, end: unit.end + half[0].length }
  const small = /斤/.test(unit.unit) ? stick(SMALL_AFTER, text, unit.end) : null
  if (!small) return { value: 0, end: unit.end }
  return { value: (readNumber(small[1] ?? '') ?? 0) / 10, end: unit.end + small[0].length }
}

function countedAt(lexicons: Lexicons, text: string, at: number, end: number): Token {
  const found = lexicons.common.longest(text, end)
  const stop = found?.word.counted ? found.end : end
  return { kind: 'counted', at, end: stop, text: text.slice(at, stop) }
}

function classify(word: Word, at: number, end: number, text: string): Token {
  const base = { at, end, text: text.slice(at, end) }
  if (word.goods) return { ...base, kind: 'goods', category: word.goods, weak: end - at === 1 }
  for (const [name] of CLASSES) if (name !== 'goods' && word[name]) return { ...base, kind: name }
  return { ...base, kind: 'unknown' }
}

/** 带瓶醋, 取个快递: a bare unit between a taking verb and a name counts as one. */
function impliedOne(lexicons: Lexicons, text: string, at: number, before: Token | undefined): Token | undefined {
  if (before?.kind !== 'taking') return undefined
  const unit = unitAt(lexicons, text, at)
  if (!unit || unit.unit === '两' || !isCountedName(lexicons, text, at, unit)) return undefined
  return {
    kind: 'quantity',
    at,
    end: unit.end,
    text: text.slice(at, unit.end),
    quantity: 1,
    unit: unit.unit,
    implied: true,
  }
}

function isCountedName(lexicons: Lexicons, text: string, at: number, unit: { end: number; unit: string }): boolean {
  const whole = lexicons.common.longest(text, at)
  if (whole?.word.goods && whole.end > unit.end) return false
  const next = lookUp(lexicons, text, unit.end)
  if (next?.word.goods || TASTE.test(text.slice(unit.end, unit.end + 4))) return true
  // an unknown name may follow, but not after units that are also common verbs or nouns (打, 把, 块)
  return !next && /^[\p{Script=Han}A-Za-z]/u.test(text.charAt(unit.end)) && !/^[把对打份块节头]$/.test(unit.unit)
}

/** Cuts marked text into tokens; runs of unknown characters stay together. Linear: every step moves on. */
export function tokenise(text: string, lexicons: Lexicons): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const token = tokenAt(text, at, lexicons, tokens.at(-1))
    const last = tokens.at(-1)
    if (token.kind === 'unknown' && last?.kind === 'unknown') {
      last.end = token.end
      last.text += token.text
    } else tokens.push(token)
    at = token.end
  }
  return tokens
}

/** 文具店, 水果摊: a place, no goods. */
const SHOP = /[店铺摊行城]/

function tokenAt(text: string, at: number, lexicons: Lexicons, before: Token | undefined): Token {
  const character = text.charAt(at)
  const simple = (kind: 'mark' | 'join' | 'unknown', end: number): Token => ({
    kind,
    at,
    end,
    text: text.slice(at, end),
  })
  if (character >= '\uE000' && character <= '\uF8FF') return simple('mark', at + 1)
  const stop = stick(STOPS, text, at)
  if (stop) return { kind: 'stop', hard: /[。.!?;\n]/.test(stop[0]), at, end: at + stop[0].length, text: stop[0] }
  const word = lookUp(lexicons, text, at)
  if (word?.word.goods && SHOP.test(text.charAt(word.end))) {
    return { kind: 'noun', at, end: word.end + 1, text: text.slice(at, word.end + 1) }
  }
  if (word?.word.goods && word.end - at > 1) return classify(word.word, at, word.end, text)
  const implied = impliedOne(lexicons, text, at, before)
  if (implied) return implied
  if (
    !(word && word.end - at > 2) &&
    !/^(?:一下|一起|一样|一直|一定|一些|一点|一会|一般|万一|半天|两口)/.test(text.slice(at, at + 2))
  ) {
    const quantity = quantityAt(lexicons, text, at)
    if (quantity) return quantity
  }
  const join = stick(JOINS, text, at)
  if (join) return simple('join', at + join[0].length)
  return word ? classify(word.word, at, word.end, text) : simple('unknown', at + 1)
}
