import type { Category, Intent, Item } from '@yimin/shared/language/frame'
import { toItem, type Mention } from './grammar/goods/items.ts'
import type { Token } from './grammar/goods/tokens.ts'
import { textOf } from './learned/goods/goodsFeatures.ts'
import { findGoods, type Span } from './learned/goods/tagger.ts'
import { wareFeatures, type Ware } from './learned/goods/wares.ts'
import { learned } from './learned/learned.ts'
import type { Reading } from './reading.ts'

type Amount = Pick<Item, 'quantity' | 'unit'>

/** A token with the place of its text in the whole. */
interface Placed {
  token: Token
  from: number
  to: number
}

/**
 * The goods that the message asks for or offers, in its order. Which words are names of goods that are meant has been learned; how much is
 * wanted of them is read by the grammar.
 */
export function wantedGoods(reading: Reading, intent: Intent, category: Category | undefined): Item[] {
  const { tokens, mentions } = reading
  const found = findGoods(learned.goods, { tokens, mentions, intent, category })
  if (found.length === 0) return askedBySign(mentions)
  const text = textOf(tokens)
  const placed = place(tokens)
  const spans = withListed(found, placed, mentions)
  const taken = new Set<Token>()
  const byName = new Map<string, Item>()
  for (const span of spans) {
    const name = text.slice(span.from, span.to)
    const item = toItem({ name, ...amountOf(span, placed, mentions, taken) })
    // the same goods named twice are one item; what was said last counts
    if (!byName.has(name) || item.quantity !== undefined) byName.set(name, item)
  }
  return [...byName.values()]
}

/** Where nothing was found that is like what was learned, goods count that a verb or a quantity asks for. */
function askedBySign(mentions: readonly Mention[]): Item[] {
  return mentions.filter(({ refused, strength }) => !refused && strength !== 'bare').map(toItem)
}

/** 青椒和黄瓜: what stands in a list beside goods that are meant is meant too. */
function withListed(found: readonly Span[], placed: readonly Placed[], mentions: readonly Mention[]): Span[] {
  const spans = [...found]
  const isFound = ({ from, to }: Span): boolean => spans.some((span) => span.from < to && span.to > from)
  for (const order of [mentions, [...mentions].reverse()])
    for (const mention of order) {
      const span = spanOf(mention, placed)
      if (mention.refused || mention.strength === 'bare' || isFound(span) || span.to - span.from < 2) continue
      const beside = [placed[mention.first - 1], placed[mention.last + 1]]
      if (beside.some((joint) => joint?.token.kind === 'join' && touches(joint, spans))) spans.push(span)
    }
  return spans.sort((a, b) => a.from - b.from)
}

const touches = (joint: Placed, spans: readonly Span[]): boolean =>
  spans.some(({ from, to }) => to === joint.from || from === joint.to)

function spanOf({ first, last }: Mention, placed: readonly Placed[]): Span {
  return { from: placed[first]?.from ?? 0, to: placed[last]?.to ?? 0 }
}

function place(tokens: readonly Token[]): Placed[] {
  let from = 0
  return tokens.map((token) => {
    const placed = { token, from, to: from + token.text.length }
    from = placed.to
    return placed
  })
}

/** How much is wanted of the goods at a place: as the grammar of goods has read it, else the quantity that touches the name. */
function amountOf(span: Span, placed: readonly Placed[], mentions: readonly Mention[], taken: Set<Token>): Amount {
  const first = placed.findIndex(({ to }) => to > span.from)
  const last = placed.findIndex(({ to }) => to >= span.to)
  const known = mentions.find((mention) => mention.first <= last && mention.last >= first)
  if (known && (known.quantity !== undefined || known.unit !== undefined)) {
    takeTouching(placed, known, taken)
    return known
  }
  const touching = before(placed, first, span) ?? behind(placed, last, span)
  if (touching?.token.kind !== 'quantity' || taken.has(touching.token)) return {}
  taken.add(touching.token)
  return touching.token
}

/** A quantity that the grammar has given to these goods is no other's. */
function takeTouching(placed: readonly Placed[], { first, last }: Mention, taken: Set<Token>): void {
  for (const i of [first - 1, last + 1]) {
    const token = placed[i]?.token
    if (token?.kind === 'quantity') taken.add(token)
  }
}

function before(placed: readonly Placed[], first: number, span: Span): Placed | undefined {
  const touching = placed[first - 1]
  return placed[first]?.from === span.from && touching?.token.kind === 'quantity' ? touching : undefined
}

const BETWEEN: ReadonlySet<Token['kind']> = new Set(['particle', 'taking'])

/** 苹果两斤, 苹果要两斤. */
function behind(placed: readonly Placed[], last: number, span: Span): Placed | undefined {
  if (placed[last]?.to !== span.to) return undefined
  const next = placed[last + 1]
  return next && BETWEEN.has(next.token.kind) ? placed[last + 2] : next
}

/** Of which kind goods are, by their name. */
export function kindOfWare(item: Item): Ware {
  const chances = learned.wares.chances(wareFeatures(item))
  let best = 0
  for (let k = 1; k < chances.length; k += 1) if ((chances[k] ?? 0) > (chances[best] ?? 0)) best = k
  return learned.wares.labels[best] as Ware
}
