import { GENERAL, isOpen, textBetween, type Mention, type Reader } from './mentions.ts'
import { MOST_TOKENS, nameAfter, runEnd, type Name } from './names.ts'
import type { Token } from './tokens.ts'
import { refusedBefore } from './wants.ts'

type Quantity = Token & { kind: 'quantity' }

const CORRECTION =
  /不对|错了|说错|打错|写错|口误|不是|改[成做作到]|换成|变成|添成|加成|减成|改为|变更为|太多|太少|还是|算了|好了|等等|[哦噢喔啊哎诶]不(?!是)|不不|[,，。 …]不[,，。 …]/
const EACH = /^各|每样|分别|一样$/
/** 替我各开两盒. */
const EACH_OF = /(?:各|各自|每样|分别)[开来要买拿带送取配]?$/
/** 家里只剩半袋饼干: what is told of is not asked for. */
const TOLD = /(?:剩|剩下|还剩|只剩|就剩)了?$/
/** Words of doubt between a number and the better one: 两个，嗯，三个雪梨. */
const DOUBT = /^[,，. …]*(?:嗯|呃|啊|哦|不|不对|不是|错了|说错了)?[,，. …]*$/

/** 三份改五份, 从十个加到二十个, 按五斤拿: so many instead, of the same measure. */
const INSTEAD =
  /(?:改|改到|变|变到|[加减增升添涨降缩][到至成为]|应当是|应该是|应为|(?:讲|说|要|报|买|点)[少多]了.*按|不够,?|哪够.*)[ ]?$/

/** A quantity may stand apart from its goods by verbs and small words: 土豆给我来三斤. */
function gapIsOpen(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens
    .slice(from, to)
    .every(
      (token) =>
        token.kind === 'taking' ||
        /^(?:各|也|都|是|再|就|一共|共|大概|差不多|给我|给|我|帮我|请|麻烦|那|个|嘛|呢|吧|我要|我想要|我想|各来|每|样|每样|各样|分别|要|来|需|匀|留)$/.test(
          token.text,
        ),
    )
}

/** Q N Q N ends with a name: each quantity belongs to the name behind it; Q N Q to the one before. */
function endsWithName(tokens: readonly Token[], at: number): boolean {
  let i = at
  for (;;) {
    const token = tokens[i]
    if (token?.kind !== 'quantity') return true
    const name = nameAfter(tokens, i + 1, token.unit)
    if (!name) return false
    i = name.last + 1
  }
}

/** 三斤半的草鱼一条: the number behind the goods counts them. */
function isCountedBehind(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.kind === 'goods' && tokens[at + 1]?.kind === 'quantity'
}

/** 五升的 一桶, 一桶五升的油, 二十片装的: a quantity that tells what kind the goods are. */
function isKind(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  if (next?.text.startsWith('装')) return true
  if (/^(?:左右|上下|以上)$/.test(next?.text ?? '') && tokens[at + 2]?.text === '的') return true
  if (next?.text !== '的') return false
  if (isCountedBehind(tokens, at + 2)) return true
  const beyond = tokens[at + 2]
  const further = beyond?.kind === 'stop' ? tokens[at + 3] : beyond
  return (
    tokens[at - 1]?.kind === 'quantity' ||
    further?.kind === 'quantity' ||
    further === undefined ||
    /^[了吧]/.test(further.text)
  )
}

/** 三十块打住, 十块以里: a sum of money that was not read as one. */
function isMoney(token: Quantity, tokens: readonly Token[], at: number): boolean {
  return token.unit === '块' && ((token.quantity ?? 0) >= 20 || /^(?:以|里)/.test(tokens[at + 1]?.text ?? ''))
}

/** 帮一把, 搭把手, and what only tells of a kind. */
function countsNothing({ tokens, mentions }: Reader, at: number, token: Quantity): boolean {
  if (token.unit === '把' && /[帮搭拉推]$/.test(tokens[at - 1]?.text ?? '')) return true
  return isKind(tokens, at) && (mentions.length > 0 || tokens[at + 1]?.text !== '的' || isCountedBehind(tokens, at + 2))
}

/** Reads the quantity at `at` with the name that it counts. Returns the last token that is used up. */
export function onQuantity(reader: Reader, at: number): number {
  const { tokens, mentions } = reader
  const token = tokens[at]
  if (token?.kind !== 'quantity') return at
  if (countsNothing(reader, at, token)) return at
  const last = mentions.at(-1)
  const touches = last !== undefined && isOpen(last) && gapIsOpen(tokens, last.last + 1, at)
  const ahead = nameAfter(tokens, at + 1, token.unit)
  if (ahead && !(touches && belongsBefore(reader, at, ahead))) return takeAhead(reader, at, token, ahead)
  if (isTold(tokens, at) || isRefusedAmount(tokens, at)) return at
  if (touches && last) {
    give(reader, last, token, at)
    return at
  }
  if (isMoney(token, tokens, at) || isDoubted(tokens, at, token) || correct(reader, at, token)) return at
  return onFreeQuantity(reader, at, token)
}

function belongsBefore(reader: Reader, at: number, ahead: Name): boolean {
  if (reader.nameEnds === at - 1) return true
  const last = reader.mentions.at(-1)
  if (!ahead.category && last?.category && last.last === at - 1) return true
  return !endsWithName(reader.tokens, at)
}

/** 再要两个，嗯，三个雪梨: the first number was a slip. */
function isDoubted(tokens: readonly Token[], at: number, token: Quantity): boolean {
  for (let i = at + 1; i < tokens.length && i <= at + 5; i += 1) {
    const next = tokens[i]
    if (next?.kind !== 'quantity') continue
    const between = textBetween(tokens, at + 1, i)
    if (isDenied(tokens, at)) return /^[,，。 ]*(?:而?是|要)[ ]?$/.test(between)
    return next.unit === token.unit && between.trim() !== '' && /[嗯呃啊哦不错]/.test(between) && DOUBT.test(between)
  }
  return false
}

/** 不是一板，是两板. */
function isDenied(tokens: readonly Token[], at: number): boolean {
  return /不是[ ]?$/.test(textBetween(tokens, Math.max(0, at - 2), at))
}

function isTold(tokens: readonly Token[], at: number): boolean {
  return TOLD.test(textBetween(tokens, Math.max(0, at - 3), at))
}

/** 一根都没了, 别买六袋: how much there is not, or how much is too much. */
function isRefusedAmount(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:都|也)?(?:没了|没有|没得|没剩|不剩|冇)/.test(textBetween(tokens, at + 1, at + 4)) ||
    /(?:别|甭|莫|不要|不用|不必)(?:买|要|拿|送|带|来|捎)?$/.test(textBetween(tokens, Math.max(0, at - 3), at))
  )
}

function takeAhead(reader: Reader, at: number, token: Quantity, ahead: Name): number {
  const { tokens, mentions } = reader
  dropCorrected(reader, at)
  mentions.push({
    name: ahead.name,
    category: ahead.category,
    quantity: token.quantity,
    unit: token.unit,
    strength: 'quantified',
    refused: isTold(tokens, at) || refusedBefore(tokens, at),
    first: at,
    last: ahead.last,
  })
  return ahead.last
}

function give(reader: Reader, mention: Mention, token: Quantity, at: number): void {
  const { tokens, mentions } = reader
  const each =
    EACH.test(textBetween(tokens, mention.last + 1, at).trim()) ||
    EACH_OF.test(textBetween(tokens, Math.max(0, at - 2), at))
  for (const target of each ? mentions.filter(isOpen) : [mention]) {
    target.quantity = token.quantity
    target.unit = token.unit
    target.strength = 'quantified'
  }
  mention.last = at
}

/** 两斤…不对三斤: the later quantity counts. */
function correct(reader: Reader, at: number, token: Quantity): boolean {
  const last = reader.mentions.at(-1)
  if (last?.quantity === undefined) return false
  const between = textBetween(reader.tokens, last.last + 1, at)
  const instead = (last.unit ?? token.unit) === (token.unit ?? last.unit) && INSTEAD.test(between)
  if (!(instead || CORRECTION.test(between)) || between.length > 14) return false
  // 三斤不是两斤 says what is wrong, 两斤…不是 三斤 what is right
  if (/不是$/.test(between)) return true
  last.quantity = token.quantity
  if (token.unit) last.unit = token.unit
  last.last = at
  return true
}

/** 西红柿两斤 不对 黄瓜: what is corrected is dropped. */
export function dropCorrected(reader: Reader, first: number): void {
  const last = reader.mentions.at(-1)
  if (!last) return
  const between = textBetween(reader.tokens, last.last + 1, first)
  const corrected =
    /(?:不对|说错了?|打错了?|写错了?|错了|换成|改成|换)[,， ]*(?:是|要|应该是)?$/.test(between) && between.length <= 10
  if (corrected || (/(?<!就|也)算了/.test(between) && between.length <= 14)) last.refused = true
}

/** 洗洁精没了 谁去超市捎一瓶: the quantity belongs to goods named before. */
function onFreeQuantity(reader: Reader, at: number, token: Quantity): number {
  const { tokens, mentions } = reader
  const next = tokens[at + 1]
  const isTried = next?.kind === 'unknown' && /^(.)\1/.test(next.text)
  const ends = !next || isTried || ['stop', 'particle', 'taking', 'mark', 'join', 'noun'].includes(next.kind)
  const counted = mentions.some((mention) => mention.quantity !== undefined)
  const open = [...mentions].reverse().find((mention) => isOpen(mention) && !(counted && GENERAL.test(mention.name)))
  if (open && ends && !token.implied) {
    give(reader, open, token, at)
    open.last = Math.max(open.last, at)
    return at
  }
  const beyond = next?.kind === 'stop' && !next.hard ? nameAfter(tokens, at + 2, token.unit) : undefined
  const taken = beyond && !open && next?.text === ' ' && beyond.category && countsWhatFollows(tokens, at)
  return taken ? takeAhead(reader, at, token, beyond) : at
}

/** 两斤 白糖 一斤 红枣: with blanks between them each quantity belongs to the name behind it where a name is the last. */
function countsWhatFollows(tokens: readonly Token[], at: number): boolean {
  let i = at
  while (tokens[i]?.kind === 'quantity') {
    const name = tokens[i + 1]?.text === ' ' ? nameAfter(tokens, i + 2, undefined) : undefined
    if (!name) return false
    i = name.last + (tokens[name.last + 1]?.text === ' ' ? 2 : 1)
  }
  return true
}

function quantityIsNear(tokens: readonly Token[], at: number): boolean {
  for (let i = at + 1; i <= at + MOST_TOKENS; i += 1) {
    const kind = tokens[i]?.kind
    if (kind === 'quantity') return true
    if (kind === undefined || kind === 'stop' || kind === 'join' || kind === 'mark') return false
  }
  return false
}

/** The run of a name that begins at `at` and that a quantity follows at once. */
export function countedRun(tokens: readonly Token[], at: number): { last: number; unit?: string } | undefined {
  if (!quantityIsNear(tokens, at)) return undefined
  const last = runEnd(tokens, at)
  const next = tokens[last + 1]
  if (last < at || next?.kind !== 'quantity' || next.implied) return undefined
  // 社区开一盒氨氯地平: what is unknown before a quantity with goods behind it is a deed
  const isUnknown = tokens.slice(at, last + 1).every((token) => token.kind !== 'goods')
  if (isUnknown && nameAfter(tokens, last + 2, next.unit)?.category && endsWithName(tokens, last + 1)) return undefined
  return { last, ...(next.unit && { unit: next.unit }) }
}
