import { MISSPELLINGS } from '../lexicons/misspellings.ts'
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
const meant = new Map(MISSPELLINGS)
const misspelt = new RegExp(MISSPELLINGS.map(([heard]) => heard).join('|'), 'g')

/** Controls, zero-width and bidirectional marks, variation selectors, private use (our own marks live there), specials. */
const INVISIBLE = /(?![\t\n\r])\p{Cc}|\p{Cf}|\p{Co}|\p{Variation_Selector}|[\u115F\u1160\uFFF9-\uFFFD]/gu
const KEYCAP = /([0-9#*])\uFE0F?\u20E3/g
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
    .replace(misspelt, (heard) => meant.get(heard) ?? heard)
    .replace(/[~～〜]+/g, ' ')
    .replace(/[ \t\u3000\r]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}
