import type { Category, Item } from '@yimin/shared/language/frame'
import { MARK } from '../marks.ts'
import { dropGeneral, mergeSame, shareStrength, textBetween, type Mention, type Reader } from './mentions.ts'
import { COOKED, isHead, nameBefore, plainName, productEnd, tellsOfPerson } from './names.ts'
import { countedRun, dropCorrected, onQuantity } from './quantities.ts'
import type { Token } from './tokens.ts'
import { isLacking, isRefused, isWanted, SOME } from './wants.ts'

export type { Mention } from './mentions.ts'

const same = (token: Token | undefined, kind: Token['kind']): boolean => token?.kind === kind

/** Two names of goods that touch are one thing where the second is the head: 白菜猪肉馅, 小米粥. */
function goodsName(
  tokens: readonly Token[],
  at: number,
  before: string,
): { name: string; category?: Category; last: number } {
  const token = tokens[at]
  const next = tokens[at + 1]
  const text = before + (token?.text ?? '')
  const further = tokens[at + 2]
  if (
    further?.kind === 'goods' &&
    next?.kind === 'goods' &&
    text.length > 1 &&
    isHead(further, next) &&
    !/^葱|姜$/.test(next.text)
  )
    return { name: text + next.text + further.text, category: further.category, last: at + 2 }
  if (next?.kind === 'goods' && isHead(next, token))
    return { name: text + next.text, category: next.category, last: at + 1 }
  const end = productEnd(tokens, at)
  if (end) return { name: text + end, category: token?.kind === 'goods' ? token.category : undefined, last: at + 1 }
  return { name: text, category: token?.kind === 'goods' ? token.category : undefined, last: at }
}

function onGoods(reader: Reader, at: number): number {
  const { tokens, mentions } = reader
  const prefix = prefixOf(tokens, at)
  const first = at - prefix.length
  const { name, category, last } = goodsName(tokens, at, prefix.map((token) => token.text).join(''))
  const wanted = isWanted(tokens, mentions, first, last)
  const token = tokens[at]
  const isMeant = token?.kind === 'goods' && token.meant === true
  if (!isMeant && isPartOfWord(tokens, at, prefix.length)) return at
  if (!isMeant && (isPurpose(reader, at) || isUnchanged(tokens, last) || tellsOfPerson(tokens, last))) return last
  if (token?.kind === 'goods' && token.weak && !wanted && !quantityFollows(tokens, last) && !besideGoods(tokens, at))
    return at
  dropCorrected(reader, first)
  mentions.push({
    name: plainName(name),
    category,
    strength: wanted ? 'wanted' : 'bare',
    refused: isRefused(tokens, first, last, category) || undefined,
    first,
    last,
  })
  return last
}

/** 炝锅, 一锅: one character behind unknown ones or behind a number is no goods. */
function isPartOfWord(tokens: readonly Token[], at: number, prefix: number): boolean {
  const token = tokens[at]
  const before = tokens[at - 1]
  if (token?.kind !== 'goods' || token.text.length > 1 || prefix > 0) return false
  return before?.kind === 'unknown' || (before?.kind === 'counted' && /^[一二两三四五六七八九十]$/.test(before.text))
}

/** 豆浆不变, 黄瓜没有的话: spoken of, neither asked for nor refused. */
function isUnchanged(tokens: readonly Token[], last: number): boolean {
  return /^(?:要是|如果)?(?:不动|不变|照旧|照常|够了|要不到|(?:没有|没|卖完了?|缺货)(?:的话|就))/.test(
    textBetween(tokens, last + 1, last + 6),
  )
}

/** 带颗白菜 炖豆腐: what the goods are for. */
function isPurpose({ tokens, mentions }: Reader, at: number): boolean {
  const verb = tokens[at - 1]
  const starts = tokens[at - 2]?.kind === 'stop'
  return verb?.kind === 'taking' && COOKED.test(verb.text) && starts && mentions.length > 0
}

/** 葱姜蒜: short names in a row are goods, one alone may be part of another word. */
function besideGoods(tokens: readonly Token[], at: number): boolean {
  return same(tokens[at + 1], 'goods') || (same(tokens[at - 1], 'goods') && at > 0)
}

function quantityFollows(tokens: readonly Token[], last: number): boolean {
  const next = tokens[last + 1]
  if (next && /^(?:各|每样|各来|分别)$/.test(next.text))
    return tokens.slice(last + 2, last + 4).some((token) => token.kind === 'quantity')
  return (
    same(next, 'quantity') ||
    (next?.kind === 'taking' && same(tokens[last + 2], 'quantity')) ||
    (next?.text === ' ' && same(tokens[last + 2], 'quantity'))
  )
}

/** Brand or quality words right before goods: 鲁花 + 花生油, 旧 + 沙发. */
function prefixOf(tokens: readonly Token[], at: number): Token[] {
  const before = tokens[at - 1]
  const further = tokens[at - 2]
  if (!before) return []
  const opens =
    !further || ['stop', 'taking', 'join', 'quantity', 'mark'].includes(further.kind) || SOME.test(further.text)
  if (/^[里上中内]/.test(before.text)) return []
  if (before.kind === 'unknown' && before.text.length <= 4 && opens && /^[\p{Script=Han}A-Za-z]+$/u.test(before.text))
    return [before]
  if (/^(?:旧|无糖|低脂|本地|进口|嫩|鲜|土|纯|成人|散装|大|小|干|整)$/.test(before.text) && opens) return [before]
  return []
}

/** A name that no lexicon holds is goods where something is done with it that is only done with goods. */
function onUnknown(reader: Reader, at: number): number {
  const { tokens } = reader
  const token = tokens[at]
  if (!token || !/^[\p{Script=Han}]{2,6}$/u.test(token.text) || /^[成不到完回错多]/.test(token.text)) return at
  if (isNameTold(tokens, at)) return takeTold(reader, at)
  const asked =
    isCountedLater(tokens, at) ||
    leadsToEach(tokens, at) ||
    isLacking(tokens, at) ||
    (isAskedFor(tokens, at) && endsHere(tokens[at + 1]))
  if (asked) reader.mentions.push({ name: plainName(token.text), strength: 'wanted', first: at, last: at })
  return at
}

function endsHere(next: Token | undefined): boolean {
  return !next || ['stop', 'particle', 'join', 'taking', 'mark'].includes(next.kind)
}

/** 买点菠菜, 想吃槐花, 谁家有酵母. */
function isAskedFor(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text ?? ''
  const verb = tokens[at - 2]
  if (/^(?:点|点儿|些|一些|一点)$/.test(before)) return verb?.kind === 'taking' && verb.text !== '差'
  if (before === '有') return /^(?:谁|谁家|哪家|哪位|哪个)$/.test(verb?.text ?? '')
  return /买$|捎$|带点$|采购|想吃$|想喝$|想要$/.test(before)
}

/** 土笋冻 四果汤 一样一份, 冻柿子冻梨各五个: a list of names with one quantity for each. */
function leadsToEach(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  if (before && !['stop', 'join', 'goods'].includes(before.kind)) return false
  for (let i = at + 1; i < tokens.length && i < at + 12; i += 1) {
    const token = tokens[i]
    if (/^(?:各|每|每样|一样|分别|各来)$/.test(token?.text ?? ''))
      return tokens.slice(i + 1, i + 4).some((next) => next.kind === 'quantity')
    if (!token || !['goods', 'unknown', 'stop', 'join'].includes(token.kind) || (token.kind === 'stop' && token.hard))
      return false
  }
  return false
}

/** 年画要两张: a clause of an unknown name, a verb of taking and a quantity. */
function isCountedLater(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  const starts = !before || before.kind === 'stop' || before.kind === 'join'
  let i = at + 1
  while (i <= at + 3 && (tokens[i]?.kind === 'taking' || /^(?:再|也|就|帮|给我|帮我)$/.test(tokens[i]?.text ?? '')))
    i += 1
  const after = tokens[i + 1]
  return (
    starts &&
    i > at + 1 &&
    same(tokens[i], 'quantity') &&
    (!after || after.kind === 'stop' || after.kind === 'particle')
  )
}

/** 药名叫格列卫. */
function isNameTold(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.text === '叫' && /名$/.test(tokens[at - 2]?.text ?? '')
}

function takeTold({ tokens, mentions }: Reader, at: number): number {
  let last = at
  while (last < at + 5 && tokens[last + 1] && !['stop', 'mark', 'quantity'].includes(tokens[last + 1]?.kind ?? ''))
    last += 1
  const isMedicine = tokens[at - 3]?.kind === 'goods'
  const name = textBetween(tokens, at, last + 1)
  if (name.length <= 8)
    mentions.push({ name, ...(isMedicine && { category: 'medicine' as const }), strength: 'wanted', first: at, last })
  return last
}

/** 云南白药喷雾一瓶: all that stands before the quantity is the name; of goods in a row each is one. */
function onCounted(reader: Reader, at: number, last: number, unit: string | undefined): number | undefined {
  const { tokens, mentions } = reader
  const found = nameBefore(tokens, at, last, unit)
  if (!found) return undefined
  for (let i = at; i < found.first; i += 1) if (tokens[i]?.kind === 'goods') i = onGoods(reader, i)
  if (mentions.some((mention) => mention.last >= found.first)) return undefined
  dropCorrected(reader, found.first)
  mentions.push({
    ...found,
    strength: 'wanted',
    refused: isRefused(tokens, found.first, last, found.category) || undefined,
  })
  reader.nameEnds = last
  return last
}

const OLD = /^(?:旧|破|闲置|废|废旧|旧的)$/

/** 旧油烟机, 旧电扇: old things are given away, whatever they are. */
function isOld(tokens: readonly Token[], at: number): boolean {
  const thing = tokens[at + 1]
  const token = tokens[at]
  if (token?.kind === 'unknown' && /^[旧破废][\p{Script=Han}]{2,4}$/u.test(token.text)) return true
  return (
    OLD.test(tokens[at]?.text ?? '') && (thing?.kind === 'unknown' || thing?.kind === 'noun') && thing.text.length > 1
  )
}

function onOld(reader: Reader, at: number): number {
  const last = OLD.test(reader.tokens[at]?.text ?? '') ? at + 1 : at
  const name = textBetween(reader.tokens, at, last + 1)
  if (name.length > 6) return at
  reader.mentions.push({ name, category: 'recycling', strength: 'bare', first: at, last })
  return last
}

function onName(reader: Reader, at: number): number {
  const { tokens } = reader
  const kind = tokens[at]?.kind
  if (kind === 'stop' || kind === 'mark' || kind === 'join') return at
  const run = countedRun(tokens, at)
  const read = run && onCounted(reader, at, run.last, run.unit)
  if (read !== undefined) return read
  if (same(tokens[at], 'goods')) return onGoods(reader, at)
  if (isOld(tokens, at)) return onOld(reader, at)
  return same(tokens[at], 'unknown') ? onUnknown(reader, at) : at
}

/** 黄瓜要带刺的, 肥皂要硫磺皂: what was asked for before is told apart, nothing new is asked for. */
function isSpecified(tokens: readonly Token[], mention: Mention): boolean {
  const before = tokens[mention.first - 1]
  const starts = !before || before.kind === 'stop'
  return (
    starts && mention.quantity === undefined && /^(?:要|别要|别太|莫要)$/.test(tokens[mention.last + 1]?.text ?? '')
  )
}

function refuseKind(mention: Mention, kind: Mention | undefined): void {
  if (kind && kind.quantity === undefined && kind.first <= mention.last + 3) kind.refused = true
  mention.refused = true
}

/** What is named and how much of it, one name behind the other as it stands there. */
export function readAmounts(tokens: readonly Token[]): Mention[] {
  const reader: Reader = { tokens, mentions: [] }
  for (let at = 0; at < tokens.length; at += 1)
    at = same(tokens[at], 'quantity') ? onQuantity(reader, at) : onName(reader, at)
  return reader.mentions
}

/** All goods of a sentence, in order. */
export function readMentions(tokens: readonly Token[]): Mention[] {
  const reader: Reader = { tokens, mentions: readAmounts(tokens) }
  shareStrength(tokens, reader.mentions)
  for (const [i, mention] of reader.mentions.entries())
    if (isSpecified(tokens, mention)) refuseKind(mention, reader.mentions[i + 1])
  return dropGeneral(mergeSame(reader.mentions))
}

/** 0斤 is a slip of the hand: how much is wanted is not told. */
export function toItem({ name, quantity, unit }: Pick<Mention, 'name' | 'quantity' | 'unit'>): Item {
  return { name, ...(quantity !== undefined && quantity > 0 && { quantity }), ...(unit !== undefined && { unit }) }
}

/** The sentence with goods and quantities as marks, for the cues of intent. */
export function sketch(tokens: readonly Token[], mentions: readonly Mention[]): string {
  const named = new Set(
    mentions.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
  )
  let out = ''
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'goods') out += token.weak && !named.has(index) ? token.text : MARK.goods
    else if (token.kind === 'quantity') out += named.has(index) || token.unit !== '个' ? MARK.quantity : token.text
    else out += token.text
  }
  return out
}
