import type { Category } from '@yimin/shared/language/frame'
import type { CommunityWords } from '../communityWords.ts'
import { normalise } from '../normalise/normalise.ts'
import { GOODS } from './goods.ts'
import { PEOPLE } from './people.ts'
import { readWords } from './readLexicon.ts'
import { COUNTED_OTHERS, TAKING_VERBS, UNITS } from './units.ts'

/** What a word can be. One word may be several things: 包 is a unit and a verb. */
export interface Word {
  goods?: Category
  /** Goods only where they are counted or asked for: the word has other senses too. */
  weak?: boolean
  unit?: boolean
  counted?: boolean
  taking?: boolean
  noun?: boolean
  particle?: boolean
}

interface Node {
  /** Left out where no longer word goes on. */
  next?: Map<number, Node>
  word?: Word
}

/** How many different first two characters are told apart. */
const OPENINGS = 1 << 16
const openingOf = (first: number, second: number): number => ((first * 31) ^ second) & (OPENINGS - 1)

/**
 * Words in a tree of characters (UTF-16 units: a number costs less than a string of one): the longest one at a position is found in as many
 * steps as it has characters. At most places of a message no word of two characters begins, which one look tells.
 */
export class Lexicon {
  /** By the first character. */
  readonly #roots: (Node | undefined)[] = new Array<Node | undefined>(1 << 16)
  readonly #openings = new Uint8Array(OPENINGS)

  add(text: string, word: Word): void {
    const first = text.charCodeAt(0)
    let node = (this.#roots[first] ??= {})
    if (text.length > 1) this.#openings[openingOf(first, text.charCodeAt(1))] = 1
    for (let i = 1; i < text.length; i += 1) {
      node.next ??= new Map()
      const unit = text.charCodeAt(i)
      let next = node.next.get(unit)
      if (!next) {
        next = {}
        node.next.set(unit, next)
      }
      node = next
    }
    node.word = node.word ? { ...node.word, ...word } : word
  }

  /** The longest word that begins at `at`. */
  longest(text: string, at: number): { word: Word; end: number } | undefined {
    const first = text.charCodeAt(at)
    let node = this.#roots[first]
    if (!node) return undefined
    let found = node.word && { word: node.word, end: at + 1 }
    if (this.#openings[openingOf(first, text.charCodeAt(at + 1))] === 0) return found
    for (let i = at + 1; i < text.length; i += 1) {
      node = node.next?.get(text.charCodeAt(i))
      if (!node) break
      if (node.word) found = { word: node.word, end: i + 1 }
    }
    return found
  }
}

function addAll(lexicon: Lexicon, words: readonly string[], word: Word): void {
  for (const text of words) lexicon.add(text, word)
}

const listed = (list: string): string[] => list.split(/\s+/).filter(Boolean)

/** The reader's own words. Goods come last so that they win over plain words of the same form. */
const common = new Lexicon()
addAll(common, readWords('plain.nouns.txt'), { noun: true })
addAll(common, PEOPLE, { noun: true })
addAll(common, readWords('plain.particles.txt'), { particle: true })
addAll(common, listed(COUNTED_OTHERS), { counted: true })
addAll(common, listed(UNITS), { unit: true })
addAll(common, listed(TAKING_VERBS), { taking: true })
for (const { name, category, weak } of GOODS) common.add(name, { goods: category, weak: weak || name.length === 1 })

export interface Lexicons {
  common: Lexicon
  own?: Lexicon
}

/** The common words with a station's own goods over them. */
export function lexiconsFor(words: CommunityWords): Lexicons {
  const goods = [...(words.extraGoods ?? []), ...(words.shopGoods ?? [])]
  if (goods.length === 0) return { common }
  const own = new Lexicon()
  // messages are read in one spelling: a name told in another one (traditional, full width) has to be found too
  for (const { name, category } of goods)
    for (const spelling of new Set([name, normalise(name)])) if (spelling) own.add(spelling, { goods: category })
  return { common, own }
}
