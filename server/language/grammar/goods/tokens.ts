import type { Category } from '@yimin/shared/language/frame'
import type { Lexicons, Word } from '../../lexicons/lexicon.ts'
import { UNITS } from '../../lexicons/units.ts'
import { isVague, readNumber, SPOKEN } from '../numbers.ts'

/** A piece of the sentence as the grammar of goods sees it. */
export type Token = { at: number; end: number; text: string } & (
  | { kind: 'quantity'; quantity?: number; unit?: string; implied: boolean }
  /** `meant`: found by what was learned, so that no rule needs to doubt it. */
  | { kind: 'goods'; category: Category; weak: boolean; meant?: true }
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
  /([一二三四五六七八九]|\d(?=两))(?:两|(?![一二两三四五六七八九十百个袋瓶盒包把条根棵斤只箱桶点块颗张片头捆公市]))/y
const ABOUT = /[来多几](?=个|斤|只|条|根|袋|瓶|盒|包|把|块|张|本|棵|颗|片|公斤)/y
const JOINS = /[、和跟与及&+]|同埋|以及|还有|再加上|外加|加上/y
/** 粘蝇纸x2: so many of what stands before. */
const TIMES = /[xX×*] ?(\d{1,3})(?![\dA-Za-z])/y
/** 旧铁锅两口: so many of what has a mouth. */
const MOUTHS = /(\d{1,2}|[一二两三四五六七八九十])口(?=[,，、。 ]|$)/y
const HAS_MOUTH = /[锅缸箱井猪钟瓮]$/
/** 手套2, 蛋炒饭1: in lists the number stands right behind the name. */
const LISTED = /(\d{1,2})(?=[ ,，、;；。\n]|$)/y
const STOPS = /[\s,。.!?;:()（）"“”'‘’…—\-/|<>《》【】[\]]+/y

/** With which characters a number or a word that joins can begin: asked first, because patterns cost more and most characters are none of these. */
const STARTS_NUMBER = startsWith(`0123456789${SPOKEN}`)
const STARTS_TIMES = startsWith('xX×*0123456789')
const STARTS_JOIN = startsWith('、和跟与及&+同以还再外加')

function startsWith(characters: string): Uint8Array {
  const starts = new Uint8Array(1 << 16)
  for (let i = 0; i < characters.length; i += 1) starts[characters.charCodeAt(i)] = 1
  return starts
}

/** 一 to 龥: no stop is among them. */
const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fa5

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

/** Most characters begin no unit: asked before any look into the lexicons. */
const STARTS_UNIT = startsWith([...UNIT_CHARACTERS, ...UNITS.split(/\s+/).map((unit) => unit.charAt(0))].join(''))

/** 碗热乎的馄饨: a word of taste may stand before the name. */
const TASTE = /^(?:热乎|新鲜|热|好|便宜|嫩|甜|大|小)[一点]{0,2}的/

/** 一千克 is one kilogram and not a thousand grams; 二两三七粉 is two of one thing. */
function numberAt(lexicons: Lexicons, text: string, at: number): string | undefined {
  const said = stick(NUMBER, text, at)?.[0]
  if (!said || said.length < 2) return said
  if (/千[克米]/.test(said.slice(-1) + text.charAt(at + said.length))) return said.slice(0, -1)
  const liang = said.indexOf('两', 1)
  return liang > 0 && lookUp(lexicons, text, at + liang + 1)?.word.goods ? said.slice(0, liang + 1) : said
}

/** 要斤半肉: one and a half without the one. */
function jinAndHalf(text: string, at: number): Token | undefined {
  return text.startsWith('斤半', at) ? quantity(text, at, at + 2, { value: 1.5, unit: '斤' }) : undefined
}

/** 俩, 仨: 两个, 三个; 俩份 is said too. */
function pairAt(lexicons: Lexicons, text: string, at: number): Token {
  const unit = unitAt(lexicons, text, at + 1)
  const named = unit && unit.unit !== '个' && !lookUp(lexicons, text, at + 1)?.word.goods ? unit : undefined
  return quantity(text, at, named?.end ?? at + 1, { value: text.startsWith('俩', at) ? 2 : 3, unit: named?.unit })
}

/** A quantity at this position: 两斤, 一斤半, 一斤二两, 十来个, 半斤, 俩; its value is left out where it is only a guess (两三袋). */
function quantityAt(lexicons: Lexicons, text: string, at: number): Token | undefined {
  const said = numberAt(lexicons, text, at)
  if (!said || /^[零〇]+$/.test(said)) return undefined
  if (/^[俩仨]/.test(said)) return pairAt(lexicons, text, at)
  const about = stick(ABOUT, text, at + said.length)?.[0] ?? ''
  const after = at + said.length + about.length
  const unit = unitAt(lexicons, text, text.charAt(after) === ' ' ? after + 1 : after)
  const isGuess = /[几多]/.test(about) || isVague(said)
  if (unit) {
    const rest = remainderAt(lexicons, text, said, unit)
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

/** 一大桶油 is one of 桶. */
const SIZE = /^[大小](?=.)/

function quantity(text: string, at: number, end: number, { value, unit }: { value?: number; unit?: string }): Token {
  return {
    kind: 'quantity',
    at,
    end,
    text: text.slice(at, end),
    ...(value !== undefined && { quantity: round(value) }),
    ...(unit && { unit: unit.replace(SIZE, '') }),
    implied: false,
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** What follows the unit: 一斤半, 一斤二两, 三斤三. */
function remainderAt(
  lexicons: Lexicons,
  text: string,
  said: string,
  unit: { end: number; unit: string },
): { value: number; end: number } {
  const half = stick(HALF_AFTER, text, unit.end)
  if (half) return { value: 0.5, end: unit.end + half[0].length }
  const small = /斤/.test(unit.unit) && !said.startsWith('半') ? stick(SMALL_AFTER, text, unit.end) : null
  // 一斤五花肉, 一斤三文鱼: the number begins a name
  if (!small || (!small[0].endsWith('两') && !endsThere(lexicons, text, unit.end))) return { value: 0, end: unit.end }
  return { value: (readNumber(small[1] ?? '') ?? 0) / 10, end: unit.end + small[0].length }
}

/** Whether the one digit at `at` stands before goods or the end, and not at the beginning of a name. */
function endsThere(lexicons: Lexicons, text: string, at: number): boolean {
  if (lookUp(lexicons, text, at)?.word.goods) return false
  const next = text.charAt(at + 1)
  const word = lookUp(lexicons, text, at + 1)
  return next === '' || !/\p{Script=Han}/u.test(next) || (word !== undefined && (!word.word.goods || word.end - at > 2))
}

function countedAt(lexicons: Lexicons, text: string, at: number, end: number): Token {
  const found = lexicons.common.longest(text, end)
  const stop = found?.word.counted ? found.end : end
  return { kind: 'counted', at, end: stop, text: text.slice(at, stop) }
}

function classify(word: Word, at: number, end: number, all: string): Token {
  const text = all.slice(at, end)
  if (word.goods) return { at, end, text, kind: 'goods', category: word.goods, weak: word.weak ?? end - at === 1 }
  if (word.taking) return { at, end, text, kind: 'taking' }
  if (word.counted) return { at, end, text, kind: 'counted' }
  if (word.noun) return { at, end, text, kind: 'noun' }
  return { at, end, text, kind: word.particle ? 'particle' : 'unknown' }
}

/** 带瓶醋, 取个快递: a bare unit between a taking verb and a name counts as one. */
function impliedOne(lexicons: Lexicons, text: string, at: number, before: Token | undefined): Token | undefined {
  if (STARTS_UNIT[text.charCodeAt(at)] !== 1) return undefined
  const loose = jinAndHalf(text, at)
  if (loose) return loose
  const isTaken = before?.kind === 'taking'
  const unit = unitAt(lexicons, text, at)
  // 我有个快递, 有台旧电视: somebody is to fetch it; what else one has is only told
  const waits =
    before?.text === '有' &&
    unit &&
    (lookUp(lexicons, text, unit.end)?.word.goods === 'parcel' || /^[旧破废]/.test(text.slice(unit.end)))
  if (!before || !(isTaken || waits || WANTING.test(before.text))) return undefined
  if (!unit || unit.unit === '两' || !isCountedName(lexicons, text, at, unit, isTaken)) return undefined
  return {
    kind: 'quantity',
    at,
    end: unit.end,
    text: text.slice(at, unit.end),
    quantity: 1,
    unit: unit.unit.replace(SIZE, ''),
    implied: true,
  }
}

/** Words that ask for one thing without being a verb of taking: 讨个书包, 加多份油条, 我有个快递. */
const WANTING = /(?:^(?:多|是|多个|我想要|我要|想要|求|匀|借)|[讨求匀拎订赊攞端盛])$/
const LOOK = /^[大小热新嫩鲜老旧棉]/

function isCountedName(
  lexicons: Lexicons,
  text: string,
  at: number,
  unit: { end: number; unit: string },
  isTaken: boolean,
): boolean {
  const whole = lexicons.common.longest(text, at)
  if (whole?.word.goods && whole.end > unit.end) return false
  const next = lookUp(lexicons, text, unit.end)
  const beyond = LOOK.test(text.charAt(unit.end)) ? lookUp(lexicons, text, unit.end + 1) : undefined
  if (whole && !whole.word.goods && whole.end > unit.end + 1) return false
  if (beyond?.word.goods && (isTaken || beyond.end > unit.end + 2)) return true
  if (!isTaken) return next?.word.goods !== undefined && next.end > unit.end + 1
  if (next?.word.goods || TASTE.test(text.slice(unit.end, unit.end + 4))) return true
  return !next && mayCountUnknown(text, unit)
}

/** An unknown name may follow, but not after units that are also common verbs or nouns (打, 把, 块). */
function mayCountUnknown(text: string, unit: { end: number; unit: string }): boolean {
  const next = text.charAt(unit.end)
  if (unit.unit === '份') return /[\p{Script=Han}A-Za-z]/u.test(next) && !/[子内上额工]/.test(next)
  return /[\p{Script=Han}A-Za-z]/u.test(next) && !/^[把对打块节头付盏筒册撮]$/.test(unit.unit)
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

/** Ways of cooking that begin the name of a dish, and 一次性, which counts nothing. */
const STYLE_WORDS =
  '糖醋|椒盐|酸辣|麻辣|红烧|清炒|清蒸|清炖|葱油|蒜蓉|蒜泥|干煸|干锅|水煮|凉拌|醋溜|鱼香|宫保|油泼|剁椒|豉汁|咖喱|香煎|香辣|孜然|黄焖|粉蒸|白灼|小炒|爆炒|油焖|一次性|去核|去皮|去骨|带皮|带骨|医用|家用|男士|女士|加厚|加绒|防滑|护眼|电动|折叠|便携'
const STYLES = new RegExp(`(?:${STYLE_WORDS})(?=\\p{Script=Han})`, 'uy')
const STYLE_STARTS = new Set(STYLE_WORDS.split('|').map((word) => word.charAt(0)))

/** 文具店, 水果摊: a place, no goods. */
const SHOP = /^(?:[店铺摊城]|行(?![吗不吧么嘛]))/

const NO_NUMBER = /^(?:一下|一起|一样|一直|一定|一些|一点|一会|一般|万一|半天|两口)/

function tokenAt(text: string, at: number, lexicons: Lexicons, before: Token | undefined): Token {
  const character = text.charAt(at)
  if (character >= '\uE000' && character <= '\uF8FF') return { kind: 'mark', at, end: at + 1, text: character }
  const stop = isHan(text.charCodeAt(at)) ? null : stick(STOPS, text, at)
  if (stop) return { kind: 'stop', hard: /[。.!?;\n]/.test(stop[0]), at, end: at + stop[0].length, text: stop[0] }
  return wordAt(text, at, lexicons, before)
}

function mouthsAt(text: string, at: number, before: Token | undefined): Token | undefined {
  if (!before || STARTS_NUMBER[text.charCodeAt(at)] !== 1 || !HAS_MOUTH.test(before.text)) return undefined
  const said = stick(MOUTHS, text, at)
  return said ? quantity(text, at, at + said[0].length, { value: readNumber(said[1] ?? ''), unit: '口' }) : undefined
}

/** So many of the goods that stand before it. */
function timesAt(text: string, at: number, before: Token | undefined): Token | undefined {
  if (STARTS_TIMES[text.charCodeAt(at)] !== 1 || (before?.kind !== 'goods' && before?.kind !== 'unknown'))
    return undefined
  const said =
    stick(TIMES, text, at) ?? (before.kind === 'goods' && before.text.length > 1 ? stick(LISTED, text, at) : null)
  return said ? quantity(text, at, at + said[0].length, { value: Number(said[1]) }) : undefined
}

interface Around {
  before: Token | undefined
  /** The word of the lexicons that begins here. */
  word: { word: Word; end: number } | undefined
}

function countedHere(text: string, at: number, lexicons: Lexicons, { before, word }: Around): Token | undefined {
  const behindName = timesAt(text, at, before) ?? mouthsAt(text, at, before)
  if (behindName) return behindName
  const mayCount =
    STARTS_NUMBER[text.charCodeAt(at)] === 1 && !(word && word.end - at > 2) && !NO_NUMBER.test(text.slice(at, at + 2))
  return mayCount ? quantityAt(lexicons, text, at) : undefined
}

function wordAt(text: string, at: number, lexicons: Lexicons, before: Token | undefined): Token {
  const simple = (kind: 'join' | 'unknown', end: number): Token => ({ kind, at, end, text: text.slice(at, end) })
  const word = lookUp(lexicons, text, at)
  if (word?.word.goods && SHOP.test(text.slice(word.end, word.end + 2))) {
    return { kind: 'noun', at, end: word.end + 1, text: text.slice(at, word.end + 1) }
  }
  if (word?.word.goods && word.end - at > 1) return classify(word.word, at, word.end, text)
  const style = STYLE_STARTS.has(text.charAt(at)) ? stick(STYLES, text, at) : null
  if (style && !(word && word.end > at + style[0].length)) return simple('unknown', at + style[0].length)
  const implied = impliedOne(lexicons, text, at, before)
  if (implied) return implied
  const counted = countedHere(text, at, lexicons, { before, word })
  if (counted) return counted
  const unit = text.charCodeAt(at)
  const join = STARTS_JOIN[unit] === 1 ? stick(JOINS, text, at) : null
  if (join) return simple('join', at + join[0].length)
  return word ? classify(word.word, at, word.end, text) : simple('unknown', at + 1)
}
