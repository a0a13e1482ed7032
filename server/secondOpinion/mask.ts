import { findPrivateWords } from './privateWords.ts'
import type { PrivateWord } from './privateWords.ts'

/** A text that may leave: private pieces stand as 【门A】, 【姓名B】. */
export interface Masked {
  text: string
  /** What stands behind a placeholder, as it was written. Undefined for anything else. */
  original(placeholder: string): string | undefined
}

const WORDS: Record<PrivateWord['kind'], string> = {
  phone: '号码',
  id_card: '号码',
  bank_card: '号码',
  number: '号码',
  door: '门',
  group: '情况',
  illness: '情况',
  name: '姓名',
  contact: '账号',
}
/** No I and O: they pass for digits. What there is no letter for is left out. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const LEFT_OUT = '【略】'
const MOST_ROUNDS = 4

/** Tells unit from floor and names neither; everything else in a door is masked. */
const PART_OF_DOOR = /(单元|[门楼层室户房号栋幢座#\-－–—_/,，、的])/u
/** They may hide a digit from a pattern, and nobody sees them. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{Co}\p{Cs}](?<![\n\t])/gu

/** Masks all that is private. Undefined where something would be left: then the text stays here. */
export function mask(text: string, names: readonly string[]): Masked | undefined {
  const kept = new Map<string, string>()
  let masked = text.replace(UNSEEN, '').replace(/【/gu, '[').replace(/】/gu, ']')
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const words = findPrivateWords(masked, names)
    if (words.length === 0) return { text: masked, original: (one) => kept.get(one) }
    masked = replaced(masked, words, (word, piece) => (round === 0 ? placeholdersFor(word, piece, kept) : LEFT_OUT))
  }
  return undefined
}

function replaced(text: string, words: PrivateWord[], by: (word: PrivateWord, piece: string) => string): string {
  let result = ''
  let from = 0
  for (const word of words) {
    result += text.slice(from, word.start) + by(word, text.slice(word.start, word.end))
    from = word.end
  }
  return result + text.slice(from)
}

/** Of a door each part is masked alone, so that the answer can say which is the unit and which the floor. */
function placeholdersFor(word: PrivateWord, piece: string, kept: Map<string, string>): string {
  if (word.kind !== 'door') return placeholder(word.kind, piece, kept)
  return piece
    .split(PART_OF_DOOR)
    .map((part) => (part === '' || PART_OF_DOOR.test(part) ? part : placeholder('door', part, kept)))
    .join('')
}

function placeholder(kind: PrivateWord['kind'], piece: string, kept: Map<string, string>): string {
  const known = [...kept].find(([one, original]) => original === piece && one.startsWith(`【${WORDS[kind]}`))
  if (known) return known[0]
  const letter = LETTERS[kept.size]
  if (letter === undefined) return LEFT_OUT
  const fresh = `【${WORDS[kind]}${letter}】`
  kept.set(fresh, piece)
  return fresh
}
