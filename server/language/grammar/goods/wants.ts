import type { Category } from '@yimin/shared/language/frame'
import { MARK } from '../marks.ts'
import type { Token } from './tokens.ts'

/** What stands around a name of goods and tells whether it is wanted or refused. */
export const SOME =
  /^(?:点|点儿|些|一些|一点|一点儿|几样|的|个|我|给我|下|一下|上|来|到|过来|啥的|新鲜|新鲜点|新鲜的|便宜的|嫩的|好的|再|点新鲜)$/
const REFUSING = /^(?:不要|别|不用|不能|不吃|不放|别放|不加|少放|免|忌|别买|别送|不买)$/
const LACKING = /^(?:没了|没有了|完了|光了|吃完|用完|喝完|不够|不够了|没|吃没|快没|断)$/
const REFUSED_AFTER =
  /^(?:就|先|都)?(?:不要|不用|别)(?:了|送|买|带|放|$|[ ,。.!])|^(?:就|先|都)?(?:不用|别|不)(?:再)?(?:买|送|带|拿)|^(?:就|先|都)?(?:撤|退|免|省|去)(?:了|掉|下)|^我?就不/
export const QUALITY =
  /^(?:大点|小点|嫩点|新鲜点|便宜点|软点|甜点|好点|大|小|嫩|新|新鲜|鲜|老|干|甜|红|白|黑|绿|黄|旧|热|冷|冻|辣|软|硬|散装|瓶装|袋装|桶装|盒装|好|便宜|成人|纯|土|野生|本地|进口|无糖|低脂|素|荤|整|半肥瘦|带皮|去皮)$/

export function refusedBefore(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  const further = tokens[at - 2]
  return (
    (before !== undefined && REFUSING.test(before.text)) ||
    (before !== undefined && SOME.test(before.text) && further !== undefined && REFUSING.test(further.text))
  )
}

/** 黄瓜不要了; a sofa that is not wanted is to be fetched. */
function refusedAfter(tokens: readonly Token[], last: number, category: Category | undefined): boolean {
  return (
    category !== 'recycling' &&
    !isAmountRefused(tokens, last) &&
    REFUSED_AFTER.test(
      tokens
        .slice(last + 1, last + 6)
        .map((token) => token.text)
        .join(''),
    )
  )
}

/** 食盐别买六袋: the amount is refused and not the goods. */
function isAmountRefused(tokens: readonly Token[], last: number): boolean {
  const amount = tokens.slice(last + 1, last + 4).findIndex((token) => token.kind === 'quantity')
  return amount > 0
}

function wantedBefore(tokens: readonly Token[], mentions: readonly Wanted[], at: number): boolean {
  for (let i = at - 1, steps = 0; i >= 0 && steps < 5; i -= 1, steps += 1) {
    const token = tokens[i]
    if (!token) return false
    if (token.kind === 'taking') return !/^(?:收|装|抱|打)$/.test(token.text)
    if (token.text === MARK.money) return true
    if (token.kind === 'join') return mentions.some((mention) => mention.last === i - 1 && mention.strength !== 'bare')
    if (!SOME.test(token.text) && token.kind !== 'unknown' && token.kind !== 'quantity' && !QUALITY.test(token.text))
      return false
  }
  return false
}

/** 酱油没了, 退热贴用光了. */
export function isLacking(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  const after = (next?.text ?? '') + (tokens[at + 2]?.text ?? '')
  if (next?.text === '没' && ['goods', 'quantity', 'noun', 'unknown'].includes(tokens[at + 2]?.kind ?? '')) return false
  return (
    (next !== undefined && LACKING.test(next.text)) ||
    /^(?:都|也|快|又|不多)?(?:没了|没有了|吃完|用完|喝完|完了|不够|快没|用光|吃光|没有|吃没|要没|断了|见底)/.test(
      after + (tokens[at + 3]?.text ?? ''),
    )
  )
}

/** A name that was read before: where it ends, and how it was meant. */
interface Wanted {
  last: number
  strength: 'quantified' | 'wanted' | 'bare'
}

/** 带点香菜, 酱油没了, 豆芽要三块钱的. */
export function isWanted(tokens: readonly Token[], mentions: readonly Wanted[], first: number, last: number): boolean {
  const moneyAfter =
    tokens.slice(last + 1, last + 3).some((token) => token.text === MARK.money) &&
    /^(?:要|来|买|给我来|\uE003)/.test(tokens[last + 1]?.text ?? '')
  return moneyAfter || wantedBefore(tokens, mentions, first) || isLacking(tokens, last)
}

/** 不要香菜, 黄瓜不要了, 没有菠菜就算了. */
export function isRefused(
  tokens: readonly Token[],
  first: number,
  last: number,
  category: Category | undefined,
): boolean {
  if (
    /(?:除了|不是)$/.test(tokens[first - 1]?.text ?? '') ||
    (tokens[first - 1]?.text === '拿' && tokens[last + 1]?.text === '换')
  )
    return true
  const unless =
    /^(?:没有|没|没得|莫得|冇)$/.test(tokens[first - 1]?.text ?? '') &&
    /^(?:就|的话|也)/.test(tokens[last + 1]?.text ?? '')
  return unless || refusedBefore(tokens, first) || refusedAfter(tokens, last, category)
}
