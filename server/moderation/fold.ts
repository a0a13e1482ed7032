import { FOLDED, SIMPLER, SPOKEN_DIGITS } from './foldTables.ts'

/**
 * One text without its disguises: compatibility forms (NFKC), full width, emoji keycaps, foreign digits, traditional
 * signs are plain, and what can't be seen is gone. `signs` and `digits` have one unit for each other; in `digits` the
 * spoken numerals (一三八) are Arabic. `starts` and `ends` lead each unit back to the given text.
 */
export interface Folded {
  signs: string
  digits: string
  starts: number[]
  ends: number[]
}

const INVISIBLE = /^[\p{Cf}\p{M}\p{Cs}\p{Cn}\p{Cc}]$/u
const LAYOUT = new Set(['\t', '\n', '\r'])

/** Unicode is finite, but a text of all its signs should not stay in memory. */
const CACHE_LIMIT = 30_000
const cache = new Map<number, string>()

function plain(code: number): string {
  const known = cache.get(code)
  if (known !== undefined) return known
  const folded = FOLDED.get(code) ?? plainSign(String.fromCodePoint(code))
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(code, folded)
  return folded
}

function plainSign(sign: string): string {
  if (LAYOUT.has(sign)) return sign
  if (INVISIBLE.test(sign)) return ''
  let result = ''
  for (const part of sign.normalize('NFKC')) if (!INVISIBLE.test(part)) result += SIMPLER.get(part) ?? part
  return result
}

export function fold(text: string): Folded {
  const starts: number[] = []
  const ends: number[] = []
  let signs = ''
  let digits = ''
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) as number
    const next = at + (code > 0xffff ? 2 : 1)
    const folded = plain(code)
    // What can't be seen belongs to the sign before it, so that it leaves together with it.
    if (folded === '' && ends.length > 0) ends[ends.length - 1] = next
    for (const sign of folded) {
      signs += sign
      digits += SPOKEN_DIGITS.get(sign) ?? sign
      for (let unit = 0; unit < sign.length; unit++) {
        starts.push(at)
        ends.push(next)
      }
    }
    at = next
  }
  return { signs, digits, starts, ends }
}

/** A folded text with some signs left out; `places` leads each unit back into the folded text. */
export interface Condensed {
  signs: string
  digits: string
  places: number[]
}

export function without(folded: Folded, drop: (sign: string) => boolean): Condensed {
  const result: Condensed = { signs: '', digits: '', places: [] }
  for (let at = 0; at < folded.signs.length; at++) {
    const sign = folded.signs.charAt(at)
    if (drop(sign)) continue
    result.signs += sign
    result.digits += folded.digits.charAt(at)
    result.places.push(at)
  }
  return result
}

const WORD_SIGN = /[\p{L}\p{N}\ud800-\udfff]/u
const PAUSE = /[,，、;:。!?\n\r]/
const BRACKET = /[()[\]{}〔〕【】《》「」『』<>]/
const separatorCache = new Map<string, boolean>()

/** A sign that may stand inside one number or word as a disguise: space, dot, dash, emoji; not a pause of the sentence. */
export function isTight(sign: string): boolean {
  const code = sign.charCodeAt(0)
  if (code < 0x80) return !/[0-9A-Za-z]/.test(sign) && !PAUSE.test(sign)
  const known = separatorCache.get(sign)
  if (known !== undefined) return known
  // Half of an emoji, or of a rare sign: emoji are far more common between digits, rare signs break nothing by it.
  const tight = !PAUSE.test(sign) && (!WORD_SIGN.test(sign) || (code >= 0xd800 && code <= 0xdfff))
  separatorCache.set(sign, tight)
  return tight
}

export const isPause = (sign: string): boolean => PAUSE.test(sign)

export const isBracket = (sign: string): boolean => BRACKET.test(sign)
