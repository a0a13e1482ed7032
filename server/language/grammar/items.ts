import type { Category, Item } from '@yimin/shared/language/frame'
import { MARK } from './marks.ts'
import type { Token } from './tokens.ts'
import { isRefused, isWanted, QUALITY, refusedBefore, SOME } from './wants.ts'

/** Goods that the message names. `quantified` and `wanted` goods are asked for; `bare` ones are only mentioned. */
export interface Mention {
  name: string
  category?: Category
  quantity?: number
  unit?: string
  strength: 'quantified' | 'wanted' | 'bare'
  refused?: boolean
  first: number
  last: number
}

const CORRECTION = /不对|错了|说错|打错|写错|口误|不是|改成|换成|变成|改为/
const PERSON_AFTER = /^(?:人|老人|孩子|师傅|阿姨|志愿者|护士)/

const same = (token: Token | undefined, kind: Token['kind']): boolean => token?.kind === kind

/** The name that begins at token `at`: goods with the words of quality or brand before them, or a run of unknown characters. */
function nameFrom(
  tokens: readonly Token[],
  at: number,
): { name: string; category?: Category; last: number } | undefined {
  let i = at
  if (tokens[i]?.text === '的') i += 1
  let name = ''
  for (let steps = 0; steps < 4; steps += 1, i += 1) {
    const token = tokens[i]
    if (!token) break
    if (token.kind === 'goods') return goodsName(tokens, i, plainName(name))
    const quality = QUALITY.test(token.text) || (token.text === '的' && name !== '')
    if (quality || (token.kind === 'unknown' && token.text.length <= 5)) name += token.text
    else break
  }
  const only = tokens[i - 1]
  const plain = plainName(name)
  if (!only || plain.length < 1 || plain.length > 7 || QUALITY.test(plain) || PERSON_AFTER.test(plain)) return undefined
  return only.kind === 'unknown' && /^[\p{Script=Han}A-Za-z]+$/u.test(plain) ? { name: plain, last: i - 1 } : undefined
}

/** 热乎的馄饨 is 馄饨: a word of taste with 的 is no part of the name. */
function plainName(name: string): string {
  return name.replace(/^(?:热乎|新鲜|热|好|便宜|嫩|甜|大|小|冰|软)[一点]{0,2}的/, '').replace(/的$/, '')
}

/** Two names of goods that touch are one thing where the second is the head: 白菜猪肉馅, 小米粥. */
function goodsName(
  tokens: readonly Token[],
  at: number,
  before: string,
): { name: string; category?: Category; last: number } {
  const token = tokens[at]
  const next = tokens[at + 1]
  const category = token?.kind === 'goods' ? token.category : undefined
  if (
    next?.kind === 'goods' &&
    /^(?:馅|饺子|水饺|包子|馄饨|汤|粥|面|饭|酱|油|粉|饼|罐头|水|汁|干|片|皮)$|汤$|粥$/.test(next.text)
  ) {
    return { name: before + (token?.text ?? '') + next.text, category: next.category, last: at + 1 }
  }
  return { name: before + (token?.text ?? ''), category, last: at }
}

/** A quantity may stand apart from its goods by verbs and small words: 土豆给我来三斤. */
function gapIsOpen(tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const token = tokens[i]
    if (!token) return false
    const open =
      token.kind === 'taking' ||
      /^(?:各|也|都|再|就|一共|共|大概|差不多|给我|给|我|帮我|请|麻烦|那|个|嘛|呢|吧|我要|我想要|我想|各来|每样|各样|分别|要|来)$/.test(
        token.text,
      )
    if (!open) return false
  }
  return true
}

interface Reader {
  tokens: readonly Token[]
  mentions: Mention[]
  /** The run began with a name (土豆三斤 白菜两棵) and not with a quantity. */
  nameFirst: boolean
}

function onQuantity(reader: Reader, at: number): number {
  const { tokens, mentions } = reader
  const token = tokens[at]
  if (token?.kind !== 'quantity') return at
  const last = mentions.at(-1)
  const touches =
    last !== undefined && last.quantity === undefined && last.unit === undefined && gapIsOpen(tokens, last.last + 1, at)
  const ahead = nameFrom(tokens, at + 1)
  if (ahead && !(touches && reader.nameFirst)) return takeAhead(reader, at, token, ahead)
  if (touches && last) {
    give(reader, last, token, at)
    return at
  }
  if (correct(reader, at, token)) return at
  return onFreeQuantity(reader, at, token)
}

function takeAhead(
  reader: Reader,
  at: number,
  token: Token & { kind: 'quantity' },
  ahead: { name: string; category?: Category; last: number },
): number {
  const { tokens, mentions } = reader
  if (mentions.length === 0 || tokens[at - 1]?.kind === 'taking') reader.nameFirst = false
  mentions.push({
    name: ahead.name,
    category: ahead.category,
    quantity: token.quantity,
    unit: token.unit,
    strength: 'quantified',
    refused: refusedBefore(tokens, at),
    first: at,
    last: ahead.last,
  })
  return ahead.last
}

function give(reader: Reader, mention: Mention, token: Token & { kind: 'quantity' }, at: number): void {
  const { tokens, mentions } = reader
  const each = tokens.slice(mention.last + 1, at).some((between) => /^各|每样|分别/.test(between.text))
  const targets = each
    ? mentions.filter((other) => other.quantity === undefined && other.unit === undefined)
    : [mention]
  for (const target of targets) {
    target.quantity = token.quantity
    target.unit = token.unit
    target.strength = 'quantified'
  }
  mention.last = at
}

/** 两斤…不对三斤: the later quantity counts. */
function correct(reader: Reader, at: number, token: Token & { kind: 'quantity' }): boolean {
  const last = reader.mentions.at(-1)
  if (!last || last.quantity === undefined) return false
  const between = reader.tokens
    .slice(last.last + 1, at)
    .map((part) => part.text)
    .join('')
  if (!CORRECTION.test(between) || between.length > 14) return false
  if (/不是[ ]?$/.test(between)) return true
  last.quantity = token.quantity
  if (token.unit) last.unit = token.unit
  last.last = at
  return true
}

/** 洗洁精没了 谁去超市捎一瓶: the quantity belongs to goods named before. */
function onFreeQuantity(reader: Reader, at: number, token: Token & { kind: 'quantity' }): number {
  const { tokens, mentions } = reader
  const next = tokens[at + 1]
  const beyond = next?.kind === 'stop' && !next.hard ? nameFrom(tokens, at + 2) : undefined
  const open = [...mentions]
    .reverse()
    .find((mention) => mention.quantity === undefined && mention.unit === undefined && !mention.refused)
  const ends = !next || ['stop', 'particle', 'taking', 'mark', 'join'].includes(next.kind)
  if (open && ends && !token.implied) {
    open.quantity = token.quantity
    open.unit = token.unit
    open.strength = 'quantified'
    return at
  }
  if (beyond?.category && !open && next?.text === ' ') return takeAhead(reader, at, token, beyond)
  return unknownBefore(reader, at, token)
}

/** 老婆饼三个: an unknown name directly before the quantity. */
function unknownBefore(reader: Reader, at: number, token: Token & { kind: 'quantity' }): number {
  const { tokens, mentions } = reader
  let i = at - 1
  while (i > 0 && tokens[i]?.kind === 'taking') i -= 1
  const before = tokens[i]
  if (before?.kind !== 'unknown' || before.text.length < 2 || before.text.length > 6 || token.implied) return at
  if (!/^[\p{Script=Han}]+$/u.test(before.text) || mentions.some((mention) => mention.last >= i)) return at
  mentions.push({
    name: before.text,
    quantity: token.quantity,
    unit: token.unit,
    strength: 'quantified',
    first: i,
    last: at,
  })
  return at
}

function onGoods(reader: Reader, at: number): number {
  const { tokens, mentions } = reader
  const prefix = prefixOf(tokens, at)
  const first = at - prefix.length
  const { name, category, last } = goodsName(tokens, at, prefix.map((token) => token.text).join(''))
  const wanted = isWanted(tokens, mentions, first, last)
  const token = tokens[at]
  if (token?.kind === 'goods' && token.weak && !wanted && !quantityFollows(tokens, last) && !besideGoods(tokens, at))
    return at
  replaceCorrected(reader, first)
  if (mentions.length === 0) reader.nameFirst = true
  mentions.push({
    name,
    category,
    strength: wanted ? 'wanted' : 'bare',
    refused: isRefused(tokens, first, last, category) || undefined,
    first,
    last,
  })
  return last
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
  if (before.kind === 'unknown' && before.text.length <= 4 && opens && /^[\p{Script=Han}A-Za-z]+$/u.test(before.text))
    return [before]
  if (/^(?:旧|无糖|低脂|本地|进口|嫩|鲜|土|纯|成人|散装|大|小|干|整)$/.test(before.text) && opens) return [before]
  return []
}

/** 西红柿两斤 不对 黄瓜: what is corrected is dropped. */
function replaceCorrected(reader: Reader, first: number): void {
  const last = reader.mentions.at(-1)
  if (!last) return
  const between = reader.tokens
    .slice(last.last + 1, first)
    .map((token) => token.text)
    .join('')
  if (
    between.length <= 10 &&
    /(?:不对|说错了?|打错了?|写错了?|错了|换成|改成|换)[,， ]*(?:是|要|应该是)?$/.test(between)
  )
    last.refused = true
}

function onUnknown(reader: Reader, at: number): number {
  const { tokens } = reader
  const token = tokens[at]
  const before = tokens[at - 1]
  const verb = tokens[at - 2]
  const next = tokens[at + 1]
  if (!token || !before || token.text.length < 2 || token.text.length > 6 || !/^[\p{Script=Han}]+$/u.test(token.text))
    return at
  const afterSome = /^(?:点|点儿|些|一些|一点)$/.test(before.text) && verb?.kind === 'taking'
  const afterBuy = /买$|捎$|带点$|采购/.test(before.text)
  if (!(afterSome || afterBuy) || !(!next || next.kind === 'stop' || next.kind === 'particle' || next.kind === 'join'))
    return at
  reader.mentions.push({ name: token.text, strength: 'wanted', first: at, last: at })
  return at
}

/** Goods in lists share what was asked of their neighbours: 送点西红柿、青椒和黄瓜. */
function shareStrength(tokens: readonly Token[], mentions: Mention[]): void {
  const linked = (a: Mention, b: Mention): boolean =>
    tokens
      .slice(a.last + 1, b.first)
      .every(
        (token) =>
          token.kind === 'join' ||
          (token.kind === 'stop' && !token.hard) ||
          token.text === '再' ||
          token.text === '还有',
      )
  for (let i = 1; i < mentions.length; i += 1) {
    const [a, b] = [mentions[i - 1], mentions[i]]
    if (a && b && b.strength === 'bare' && a.strength !== 'bare' && linked(a, b)) b.strength = 'wanted'
  }
  for (let i = mentions.length - 2; i >= 0; i -= 1) {
    const [a, b] = [mentions[i], mentions[i + 1]]
    if (a && b && a.strength === 'bare' && b.strength !== 'bare' && linked(a, b)) a.strength = 'wanted'
  }
}

/** All goods of a sentence, in order. */
export function readMentions(tokens: readonly Token[]): Mention[] {
  const reader: Reader = { tokens, mentions: [], nameFirst: false }
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token?.kind === 'quantity') at = onQuantity(reader, at)
    else if (token?.kind === 'goods') at = onGoods(reader, at)
    else if (token?.kind === 'unknown') at = onUnknown(reader, at)
    else if (token?.kind === 'stop' && token.hard) reader.nameFirst = false
  }
  shareStrength(tokens, reader.mentions)
  return dropGeneral(mergeSame(reader.mentions))
}

/** 米没了 送一袋大米: the general word gives way to the goods that are asked for. */
function dropGeneral(mentions: readonly Mention[]): Mention[] {
  const particular = (mention: Mention): boolean =>
    mentions.some(
      (other) =>
        other !== mention &&
        !other.refused &&
        other.strength !== 'bare' &&
        ((other.name.length > mention.name.length && other.name.includes(mention.name)) ||
          (mention.name.endsWith('药') && other.category === 'medicine' && other.strength === 'quantified')),
    )
  return mentions.filter((mention) => mention.strength === 'quantified' || !particular(mention))
}

function mergeSame(mentions: readonly Mention[]): Mention[] {
  const byName = new Map<string, Mention>()
  for (const mention of mentions) {
    const known = byName.get(mention.name)
    if (!known || known.refused) byName.set(mention.name, mention)
    else if (known.quantity === undefined && mention.quantity !== undefined)
      byName.set(mention.name, { ...mention, category: known.category ?? mention.category })
  }
  return [...byName.values()]
}

export function toItem({ name, quantity, unit }: Mention): Item {
  return { name, ...(quantity !== undefined && { quantity }), ...(unit !== undefined && { unit }) }
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
