import type { Category } from '@yimin/shared/language/frame'
import type { CommunityWords } from '../communityWords.ts'
import { DAILY_GOODS } from './dailyGoods.ts'
import { MEALS, MEDICINES, RECYCLABLES } from './meals.ts'
import { PARTICLES, PLAIN_NOUNS } from './plainWords.ts'
import { PRODUCE } from './produce.ts'
import { COUNTED_OTHERS, TAKING_VERBS, UNITS } from './units.ts'

/** What a word can be. One word may be several things: 包 is a unit and a verb. */
export interface Word {
  goods?: Category
  unit?: boolean
  counted?: boolean
  taking?: boolean
  noun?: boolean
  particle?: boolean
}

interface Node {
  next: Map<string, Node>
  word?: Word
}

/** Words in a tree of characters: the longest one at a position is found in as many steps as it has characters. */
export class Lexicon {
  readonly #root: Node = { next: new Map() }

  add(text: string, word: Word): void {
    let node = this.#root
    for (let i = 0; i < text.length; i += 1) {
      const character = text.charAt(i)
      let next = node.next.get(character)
      if (!next) {
        next = { next: new Map() }
        node.next.set(character, next)
      }
      node = next
    }
    node.word = { ...node.word, ...word }
  }

  /** The longest word that begins at `at`. */
  longest(text: string, at: number): { word: Word; end: number } | undefined {
    let node: Node | undefined = this.#root
    let found: { word: Word; end: number } | undefined
    for (let i = at; i < text.length; i += 1) {
      node = node.next.get(text.charAt(i))
      if (!node) break
      if (node.word) found = { word: node.word, end: i + 1 }
    }
    return found
  }
}

function addAll(lexicon: Lexicon, list: string, word: Word): void {
  for (const text of list.split(/\s+/)) if (text) lexicon.add(text, word)
}

/** The reader's own words. Goods come last so that they win over plain words of the same form. */
const common = new Lexicon()
addAll(common, PLAIN_NOUNS, { noun: true })
addAll(common, PARTICLES, { particle: true })
addAll(common, COUNTED_OTHERS, { counted: true })
addAll(common, UNITS, { unit: true })
addAll(common, TAKING_VERBS, { taking: true })
addAll(common, RECYCLABLES, { goods: 'recycling' })
addAll(common, MEALS, { goods: 'meal' })
addAll(common, MEDICINES, { goods: 'medicine' })
addAll(common, DAILY_GOODS, { goods: 'daily_goods' })
addAll(common, PRODUCE, { goods: 'produce' })
for (const parcel of ['快递', '包裹', '邮件', '快件', '网购件']) common.add(parcel, { goods: 'parcel' })

export interface Lexicons {
  common: Lexicon
  own?: Lexicon
}

/** The common words with a station's own goods over them. */
export function lexiconsFor(words: CommunityWords): Lexicons {
  const goods = [...(words.extraGoods ?? []), ...(words.shopGoods ?? [])]
  if (goods.length === 0) return { common }
  const own = new Lexicon()
  for (const { name, category } of goods) if (name) own.add(name, { goods: category })
  return { common, own }
}
