import { CATEGORIES, INTENTS, type Category, type Intent } from '@yimin/shared/language/frame'
import type { Mention } from '../../grammar/goods/mentions.ts'
import type { Token } from '../../grammar/goods/tokens.ts'

/** A message as the finder of goods sees it: its text in tokens, what the grammar takes for goods, and what the message is for. */
export interface GoodsText {
  tokens: readonly Token[]
  mentions: readonly Mention[]
  intent: Intent
  category: Category | undefined
}

/** Buckets that features of characters are hashed into (a power of two). */
export const GOODS_BUCKETS = 1 << 18

const SEED = 0x811c9dc5
const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
const bucketOf = (hash: number): number => ((hash ^ (hash >>> 15)) >>> 0) & (GOODS_BUCKETS - 1)

const KINDS: readonly Token['kind'][] = [
  'quantity',
  'goods',
  'taking',
  'noun',
  'particle',
  'counted',
  'unknown',
  'join',
  'stop',
  'mark',
]
/** A kind of token as a small number; 0 stands for none. */
function kindOf(token: Token | undefined): number {
  if (!token) return 0
  return 1 + KINDS.indexOf(token.kind) * 2 + (token.kind === 'goods' && token.weak ? 1 : 0)
}

const STRENGTHS = ['quantified', 'wanted', 'bare'] as const
/** What the grammar takes a character for: 0 for no goods. */
function standing({ strength, refused }: Mention, isFirst: boolean, isLast: boolean): number {
  return 1 + STRENGTHS.indexOf(strength) * 8 + (refused ? 4 : 0) + (isFirst ? 2 : 0) + (isLast ? 1 : 0)
}

function wordHash(token: Token | undefined): number {
  let hash = SEED
  if (token) for (let i = 0; i < token.text.length; i += 1) hash = mix(hash, token.text.charCodeAt(i))
  return hash
}

interface Places {
  text: string
  /** For each character the place of its token. */
  tokenAt: number[]
  /** For each character what the grammar takes it for, and of which kind of goods. */
  standings: number[]
  goods: number[]
}

/** The text that tokens stand for, as they stand in it one behind the other. */
export const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('')

function placesOf({ tokens, mentions }: GoodsText): Places {
  const text = textOf(tokens)
  const starts: number[] = []
  const tokenAt: number[] = []
  for (const [i, token] of tokens.entries()) {
    starts.push(tokenAt.length)
    for (let k = 0; k < token.text.length; k += 1) tokenAt.push(i)
  }
  const standings = new Array<number>(text.length).fill(0)
  const goods = new Array<number>(text.length).fill(0)
  for (const mention of mentions) {
    const start = starts[mention.first] ?? 0
    const end = (starts[mention.last] ?? 0) + (tokens[mention.last]?.text.length ?? 0)
    const named = text.indexOf(mention.name, start)
    const from = named >= start && named < end ? named : start
    const to = Math.min(end, from + mention.name.length)
    for (let at = from; at < to; at += 1) {
      standings[at] = standing(mention, at === from, at === to - 1)
      goods[at] = mention.category ? 1 + CATEGORIES.indexOf(mention.category) : 0
    }
  }
  return { text, tokenAt, standings, goods }
}

/** How many features each character has. */
export const WIDTH = 28

/** Of each character of the text the WIDTH buckets of what is seen around it, one character behind the other: characters, kinds of words, what the grammar found, what is asked for. */
export function goodsFeatures(source: GoodsText): Int32Array {
  const { tokens } = source
  const places = placesOf(source)
  const kinds = tokens.map(kindOf)
  const words = tokens.map(wordHash)
  const kind = source.category ? 1 + CATEGORIES.indexOf(source.category) : 0
  const asked = kind * 16 + INTENTS.indexOf(source.intent)
  const buckets = new Int32Array(places.text.length * WIDTH)
  for (const [at, j] of places.tokenAt.entries()) {
    addCharacters(places.text, at, buckets)
    addWords(kinds, words, { at, j, edges: edgesOf(places.tokenAt, at) }, buckets)
    addGrammar(places, { at, j, kinds, asked, kind }, buckets)
  }
  return buckets
}

/** 2 where the character opens its token, 1 where it ends it. */
const edgesOf = (tokenAt: readonly number[], at: number): number =>
  (tokenAt[at - 1] === tokenAt[at] ? 0 : 2) + (tokenAt[at + 1] === tokenAt[at] ? 0 : 1)

const feature = (template: number, a: number, b: number, c: number): number =>
  bucketOf(mix(mix(mix(mix(SEED, template), a), b), c))

const OUTSIDE = 1

function addCharacters(text: string, at: number, buckets: Int32Array): void {
  const unit = (place: number): number => (place < 0 || place >= text.length ? OUTSIDE : text.charCodeAt(place))
  const c3 = unit(at - 3)
  const c2 = unit(at - 2)
  const c1 = unit(at - 1)
  const c0 = unit(at)
  const n1 = unit(at + 1)
  const n2 = unit(at + 2)
  const n3 = unit(at + 3)
  let i = at * WIDTH
  buckets[i++] = feature(10, c3, 0, 0)
  buckets[i++] = feature(11, c2, 0, 0)
  buckets[i++] = feature(12, c1, 0, 0)
  buckets[i++] = feature(13, c0, 0, 0)
  buckets[i++] = feature(14, n1, 0, 0)
  buckets[i++] = feature(15, n2, 0, 0)
  buckets[i++] = feature(16, n3, 0, 0)
  buckets[i++] = feature(20, c2, c1, 0)
  buckets[i++] = feature(21, c1, c0, 0)
  buckets[i++] = feature(22, c0, n1, 0)
  buckets[i++] = feature(23, n1, n2, 0)
  buckets[i++] = feature(30, c2, c1, c0)
  buckets[i++] = feature(31, c1, c0, n1)
  buckets[i] = feature(32, c0, n1, n2)
}

const WORDS_FROM = 14
const GRAMMAR_FROM = 22

interface Place {
  at: number
  /** The place of its token. */
  j: number
}

function addWords(
  kinds: readonly number[],
  words: readonly number[],
  { at, j, edges }: Place & { edges: number },
  buckets: Int32Array,
): void {
  const own = (kinds[j] ?? 0) * 4 + edges
  const before = kinds[j - 1] ?? 0
  const behind = kinds[j + 1] ?? 0
  let i = at * WIDTH + WORDS_FROM
  buckets[i++] = feature(40, own, 0, 0)
  buckets[i++] = feature(41, own, before, 0)
  buckets[i++] = feature(42, own, behind, 0)
  buckets[i++] = feature(43, own, before, behind)
  buckets[i++] = feature(44, own, kinds[j - 2] ?? 0, before)
  buckets[i++] = feature(45, own, behind, kinds[j + 2] ?? 0)
  buckets[i++] = feature(46, own, words[j - 1] ?? 0, 0)
  buckets[i] = feature(47, own, words[j + 1] ?? 0, 0)
}

interface Around extends Place {
  kinds: readonly number[]
  /** Intent and kind of help in one number, and the kind alone. */
  asked: number
  kind: number
}

function addGrammar(places: Places, { at, j, kinds, asked, kind }: Around, buckets: Int32Array): void {
  const own = places.standings[at] ?? 0
  const beside = (places.standings[at - 1] ? 1 : 0) + (places.standings[at + 1] ? 2 : 0)
  let i = at * WIDTH + GRAMMAR_FROM
  buckets[i++] = feature(50, own, 0, 0)
  buckets[i++] = feature(51, own, beside, 0)
  buckets[i++] = feature(52, own, asked, 0)
  buckets[i++] = feature(53, own, kinds[j - 1] ?? 0, kinds[j + 1] ?? 0)
  buckets[i++] = feature(54, kinds[j] ?? 0, asked, 0)
  buckets[i] = feature(55, own, places.goods[at] ?? 0, kind)
}
