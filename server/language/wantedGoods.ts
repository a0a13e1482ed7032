import type { Category, Intent, Item } from '@yimin/shared/language/frame'
import { readAmounts, toItem, type Mention } from './grammar/goods/items.ts'
import type { Token } from './grammar/goods/tokens.ts'
import { textOf } from './learned/goods/goodsFeatures.ts'
import { findGoods, type Span } from './learned/goods/tagger.ts'
import { KNOWN, wareFeatures, type Ware } from './learned/goods/wares.ts'
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
 * wanted of them is read by the grammar, which knows by then which words are names.
 */
export function wantedGoods(reading: Reading, intent: Intent, category: Category | undefined): Item[] {
  const { tokens, mentions } = reading
  const found = findGoods(learned.goods, { tokens, mentions, intent, category })
  if (found.length === 0) return askedBySign(mentions)
  const text = textOf(tokens)
  const placed = place(tokens)
  const spans = withoutOverlap(
    withListed(found, placed, mentions)
      .map((span, i, all) => nameProper(span, text, all[i + 1]))
      .flatMap((span) => eachOf(span, placed, text)),
  )
  const items = asRead(spans, mentions, text) ?? counted(withNames(placed, spans, text, category ?? 'other'))
  return items.filter((item) => !givesWay(item, items, text) && !isRefusedHere(item, text))
}

/** Mostly the grammar has taken the same names for goods, and nothing else: then it need not count again. */
function asRead(spans: readonly Span[], mentions: readonly Mention[], text: string): Item[] | undefined {
  if (mentions.length !== spans.length) return undefined
  const isSame = spans.every(({ from, to }, i) => mentions[i]?.name === text.slice(from, to) && !mentions[i]?.refused)
  return isSame ? mentions.map(toItem) : undefined
}

function counted(named: readonly Token[]): Item[] {
  const amounts = readAmounts(named)
  const byName = new Map<string, Item>()
  for (const [at, token] of named.entries()) {
    if (token.kind !== 'goods' || !token.meant) continue
    const item = toItem({ name: token.text, ...amountAt(at, token.text, amounts) })
    // the same goods named twice are one item; what was said last counts
    if (!byName.has(token.text) || item.quantity !== undefined) byName.set(token.text, item)
  }
  return [...byName.values()]
}

/** 金嗓子 and 喉片 found apart are one name where the first goes on to the second. */
function withoutOverlap(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans) if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span)
  return kept
}

/** The message with each name that was found as one token of goods. */
function withNames(placed: readonly Placed[], spans: readonly Span[], text: string, category: Category): Token[] {
  const named: Token[] = []
  let at = 0
  const addUpTo = (end: number): void => {
    for (const { token, from, to } of placed) {
      const [start, stop] = [Math.max(from, at), Math.min(to, end)]
      if (start >= stop) continue
      const isWhole = stop - start === to - from
      named.push(isWhole ? token : { kind: 'unknown', at: start, end: stop, text: text.slice(start, stop) })
    }
    at = end
  }
  for (const { from, to } of spans) {
    addUpTo(from)
    const name = text.slice(from, to)
    named.push({
      kind: 'goods',
      at: from,
      end: to,
      text: name,
      weak: false,
      meant: true,
      category: KNOWN.get(name) ?? category,
    })
    at = to
  }
  addUpTo(text.length)
  return named
}

/** How much the grammar gives to the name at a place. */
function amountAt(at: number, name: string, amounts: readonly Mention[]): Amount {
  const mine = amounts.filter(
    (mention) =>
      mention.first <= at && at <= mention.last && (mention.name.includes(name) || name.includes(mention.name)),
  )
  const { quantity, unit } = mine.find((mention) => mention.quantity !== undefined || mention.unit !== undefined) ?? {}
  return { ...(quantity !== undefined && { quantity }), ...(unit !== undefined && { unit }) }
}

/** What sticks to the beginning or the end of a name and belongs to what is done with it. */
const DONE_BEFORE = /(?:[上下里内借求出着了把可得到有是要]|^(?:帮|买|来|送|带|捎|拿|取|团|订|拼|抢|换|就|也|还))$/
const DONE_BEHIND = /^(?:[扔拉挤拿送来去给放煮炒炖蒸烧剩改减加]|煮粥|煲汤|炖汤)$/
const MOST_AROUND = 4
const MOST_BEHIND = 2

/** 补上 酱油, 攒下 酒瓶子, 快递 扔在: a name that the lexicons hold begins and ends where it does there; 胰岛素笔 goes on to 笔芯. */
function nameProper({ from, to }: Span, text: string, next: Span | undefined): Span {
  // 西红柿鸡蛋各来二斤 are two names where the second is one too
  const end = next && KNOWN.has(text.slice(next.from, next.to)) ? next.from : text.length
  for (let more = MOST_BEHIND; more > 0; more -= 1)
    if (to + more <= end && KNOWN.has(text.slice(from, to + more))) return { from, to: to + more }
  if (KNOWN.has(text.slice(from, to))) return { from, to }
  for (let less = 1; less <= MOST_AROUND && less < to - from; less += 1) {
    if (DONE_BEFORE.test(text.slice(from, from + less)) && KNOWN.has(text.slice(from + less, to)))
      return { from: from + less, to }
    if (DONE_BEHIND.test(text.slice(to - less, to)) && KNOWN.has(text.slice(from, to - less)))
      return { from, to: to - less }
  }
  return { from, to }
}

const EACH = /^[ ]?(?:各|每样|一样)/

/** 西红柿鸡蛋各来二斤: so much of each, not of the dish. */
function eachOf(span: Span, placed: readonly Placed[], text: string): Span[] {
  if (!EACH.test(text.slice(span.to, span.to + 3))) return [span]
  const parts = placed.filter(({ from, to }) => from >= span.from && to <= span.to)
  const isGoods = parts.length > 1 && parts.every(({ token }) => token.kind === 'goods')
  return isGoods ? parts.map(({ from, to }) => ({ from, to })) : [span]
}

/** 米没了 送一袋大米, 老席子烂了 要一张凉席: what is there no more gives way to what is counted. */
function givesWay(item: Item, items: readonly Item[], text: string): boolean {
  if (item.quantity !== undefined || item.unit !== undefined) return false
  const counted = items.filter(({ quantity, name }) => quantity !== undefined && name !== item.name)
  if (counted.some(({ name }) => name.includes(item.name))) return true
  const behind = text.slice(text.indexOf(item.name) + item.name.length).slice(0, 5)
  return (
    NO_MORE.test(behind) && counted.some(({ name }) => [...item.name].some((character) => name.includes(character)))
  )
}

/** 尿布先不急, 鱿鱼干不加, 先别管补液盐了: named and not wanted. */
const NOT_WANTED =
  /^[,， ]?(?:那个|这个|那)?(?:先|就|也|都|暂时)?(?:不(?:加|要(?!紧)|用|拿|急|买|放|必)|免[了啦]|别[买拿送放加管]|[甭莫][买拿送]|戒了|算了|省了|还没吃完)/
const TOLD_OFF = /(?:[别甭莫]|不[要用])[管买拿加要]$/

function isRefusedHere({ name, quantity }: Item, text: string): boolean {
  const at = text.lastIndexOf(name)
  if (quantity !== undefined && !/^[,， ]?(?:那个)?(?:不用|算了|戒了)/.test(text.slice(at + name.length))) return false
  return (
    NOT_WANTED.test(text.slice(at + name.length, at + name.length + 8)) ||
    TOLD_OFF.test(text.slice(Math.max(0, at - 4), at))
  )
}

const NO_MORE =
  /^(?:都|也|又|全|快|刚)?(?:没了|没有了|完了|光了|坏了|烂了|破了|见底|过期|[吃用喝贴擦抹抽]完|[吃用喝]光|不够|还没到)/

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

/** Of which kind goods are, by their name. */
export function kindOfWare(item: Item): Ware {
  const chances = learned.wares.chances(wareFeatures(item))
  let best = 0
  for (let k = 1; k < chances.length; k += 1) if ((chances[k] ?? 0) > (chances[best] ?? 0)) best = k
  return learned.wares.labels[best] as Ware
}
