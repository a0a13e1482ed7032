import { MISSPELLINGS, SLIPS_BESIDE_NUMBERS } from '../lexicons/misspellings.ts'
import { TRADITIONAL_PAIRS } from '../lexicons/traditional.ts'

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
/** One pattern for all, so that a text is walked once; the group that matched tells what is meant. */
const misspelt = new RegExp(MISSPELLINGS.map(([heard]) => `(${heard})`).join('|'), 'g')
const mendHeard = (heard: string, ...groups: unknown[]): string =>
  MISSPELLINGS[groups.findIndex((group) => group !== undefined)]?.[1] ?? heard

const slips = SLIPS_BESIDE_NUMBERS.map(([source, right]) => [new RegExp(source, 'g'), right] as const)

/** Controls, zero-width and bidirectional marks, variation selectors, private use (our own marks live there), specials. */
const INVISIBLE = /(?![\t\n\r])\p{Cc}|\p{Cf}|\p{Co}|\p{Variation_Selector}|[\u115F\u1160\uFFF9-\uFFFD]/gu
const KEYCAP = /([0-9#*０-９])\uFE0F?\u20E3/g
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu
const STICKER = /\[[\p{Script=Han}A-Za-z]{1,6}\]/gu
/** WeChat quotes the answered message above a rule of dashes: 「王阿姨：在吗」 - - - - - 在的. */
const QUOTED = /^「[^」]{0,2000}」\s*\n?\s*(?:- ){4,}-?\s*\n?/
const MENTION = /@[^\s@]{1,24}(?:\s|$)/g

/** Cuts the middle out of very long texts, so that reading stays linear with a small constant. */
export function shorten(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`
}

/** Makes one spelling out of many: full width, keycap digits, traditional characters, invisible characters, chat stickers, known slips. Any string is taken. */
export function normalise(text: string): string {
  return mendBesideNumbers(plainText(text))
}

function mendBesideNumbers(text: string): string {
  return slips.reduce((mended, [wrong, right]) => mended.replace(wrong, right), text)
}

function plainText(text: string): string {
  return text
    .replace(LONE_SURROGATE, ' ')
    .replace(KEYCAP, '$1')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(QUOTED, '')
    .replace(MENTION, ' ')
    .replace(STICKER, ' ')
    .replace(EMOJI, ' ')
    .replace(traditional, (character) => simplified.get(character) ?? character)
    .replace(misspelt, mendHeard)
    .replace(/[~～〜]+/g, ' ')
    .replace(/[ \t\u3000\r]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/**
 * A name in the speaker's own characters: what was read as 酱油 is 醬油 where the message says so. Names that were mended
 * (鸡旦) stay mended.
 */
export function asWritten(name: string, text: string): string {
  if (text.includes(name)) return name
  const simple = text.replace(traditional, (character) => simplified.get(character) ?? character)
  const at = simple.indexOf(name)
  return at < 0 ? name : text.slice(at, at + name.length)
}
