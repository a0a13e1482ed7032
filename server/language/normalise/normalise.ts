import { MISSPELLINGS, SLIPS_BESIDE_NUMBERS } from '../lexicons/misspellings.ts'
import { TRADITIONAL_PAIRS } from '../lexicons/traditional.ts'
import { mayStandIn } from '../patterns/patternSet.ts'

/** Longer texts are forwarded articles: what a neighbour wants stands at their beginning or end. */
const HEAD = 700
const TAIL = 300

const simplified = new Map<string, string>()
for (const line of TRADITIONAL_PAIRS.trim().split('\n')) {
  for (let i = 0; i + 1 < line.length; i += 2) {
    const from = line.charAt(i)
    if (from !== line.charAt(i + 1)) simplified.set(from, line.charAt(i + 1))
  }
}
const traditional = new RegExp(`[${[...simplified.keys()].join('')}]`, 'g')
const mayBeTraditional = mayStandIn(traditional)
const inSimplified = (text: string): string =>
  mayBeTraditional(text) ? text.replace(traditional, (character) => simplified.get(character) ?? character) : text
/** One pattern for all, so that a text is walked once; the group that matched tells what is meant. */
const misspelt = new RegExp(MISSPELLINGS.map(([heard]) => `(${heard})`).join('|'), 'g')
const mayBeMisspelt = mayStandIn(misspelt)
const mendHeard = (heard: string, ...groups: unknown[]): string =>
  MISSPELLINGS[groups.findIndex((group) => group !== undefined)]?.[1] ?? heard

const mendMisspelt = (text: string): string => (mayBeMisspelt(text) ? text.replace(misspelt, mendHeard) : text)

const slips = SLIPS_BESIDE_NUMBERS.map(([source, right]) => [new RegExp(source, 'g'), right] as const)

/** Controls, zero-width and bidirectional marks, variation selectors, private use (our own marks live there), specials. */
const INVISIBLE = /(?![\t\n\r])\p{Cc}|\p{Cf}|\p{Co}|\p{Variation_Selector}|[\u115F\u1160\uFFF9-\uFFFD]/gu
/** ①豆腐②牛奶: numbers of a list, not of goods; ②号楼 and ③斤 count. */
const LIST_NUMBER = /[①-⑳⑴-⒇](?![号栋幢座单元楼区室层斤个袋瓶盒块点])/g
const KEYCAP = /([0-9#*０-９])\uFE0F?\u20E3/g
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
/** 🥚2斤 🥬来一棵: a picture where the name would stand; behind a name it is only an ornament. */
const PICTURED: Readonly<Record<string, string>> = {
  '🥚': '鸡蛋',
  '🥬': '白菜',
  '🍅': '西红柿',
  '🥒': '黄瓜',
  '🥔': '土豆',
  '🥕': '胡萝卜',
  '🍆': '茄子',
  '🌽': '玉米',
  '🧅': '洋葱',
  '🧄': '大蒜',
  '🥛': '牛奶',
  '🍎': '苹果',
  '🍌': '香蕉',
  '🍉': '西瓜',
  '🍚': '米饭',
  '💊': '药',
}
const PICTURE = new RegExp(
  `(?<![\\p{Script=Han}][ ]?)(?:${Object.keys(PICTURED).join('|')})(?=[ ]?(?:[\\d一二两三四五六七八九十半]|来))`,
  'gu',
)
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu
const STICKER = /\[[\p{Script=Han}A-Za-z]{1,6}\]/gu
/** WeChat quotes the answered message above a rule of dashes: 「王阿姨：在吗」 - - - - - 在的. */
const QUOTED = /^「[^」]{0,2000}」\s*\n?\s*(?:- ){4,}-?\s*\n?/
/** @王阿姨, but not the door in @8-2-1103 您要的到了. */
const MENTION = /@(?!\d{1,3}(?:[-—号栋幢]))[^\s@]{1,24}(?:\s|$)/g

/** Cuts the middle out of very long texts, so that reading stays linear with a small constant. */
export function shorten(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`
}

/** Makes one spelling out of many: full width, keycap digits, traditional characters, invisible characters, chat stickers, known slips. Any string is taken. */
export function normalise(text: string): string {
  return mendBesideNumbers(plainText(text))
}

/** A character that is taken for another beside a number; 栋 and 单元 themselves are none. */
const MAY_SLIP = /[懂冻洞动撞床曲驱搂娄篓路录漏陆但丹旦担员源园圆原远好浩]/

function mendBesideNumbers(text: string): string {
  if (!MAY_SLIP.test(text)) return text
  return slips.reduce((mended, [wrong, right]) => mended.replace(wrong, right), text)
}

/** All but the characters of plain typing: with none of them there is no emoji, nothing invisible and nothing broken. */
const UNUSUAL = /[^\u4E00-\u9FFF\u3001\u3002\uFF01-\uFF5E\x20-\x7E\n]/

function withoutOddities(text: string): string {
  if (!UNUSUAL.test(text)) return text.normalize('NFKC').replace(MENTION, ' ').replace(STICKER, ' ')
  return text
    .replace(LONE_SURROGATE, ' ')
    .replace(KEYCAP, '$1')
    .replace(LIST_NUMBER, ';')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(QUOTED, '')
    .replace(MENTION, ' ')
    .replace(STICKER, ' ')
    .replace(PICTURE, (picture) => PICTURED[picture] ?? picture)
    .replace(EMOJI, ' ')
}

function plainText(text: string): string {
  return mendMisspelt(inSimplified(withoutOddities(text)))
    .replace(/[~～〜]+/g, ' ')
    .replace(/[ \t\u3000\r]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/** A name in the speaker's own characters: what was read as 酱油 is 醬油 where the message says so, and what was read as 鸡蛋 is 鸡旦. */
export function asWritten(name: string, text: string): string {
  if (text.includes(name)) return name
  const simple = inSimplified(text)
  const at = simple.indexOf(name)
  if (at >= 0) return text.slice(at, at + name.length)
  // every slip is as long as what is meant
  const mended = mendMisspelt(simple).indexOf(name)
  return mended < 0 ? name : text.slice(mended, mended + name.length)
}
