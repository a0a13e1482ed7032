import type { Category } from '@yimin/shared/language/frame'
import type { Token } from './tokens.ts'

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

/** How far a sentence has been read. */
export interface Reader {
  tokens: readonly Token[]
  mentions: Mention[]
  /** Where a name was seen that the quantity right behind it belongs to. */
  nameEnds?: number
}

export function textBetween(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token) => token.text)
    .join('')
}

/** Whether the mention still waits for its quantity. */
export function isOpen(mention: Mention): boolean {
  return mention.quantity === undefined && mention.unit === undefined && !mention.refused
}

/** Goods in lists share what was asked of their neighbours: 送点西红柿、青椒和黄瓜. */
export function shareStrength(tokens: readonly Token[], mentions: Mention[]): void {
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

/** Words for goods of a whole kind. */
export const GENERAL =
  /^(?:水果|蔬菜|菜|青菜叶|药|中药|西药|零食|饮料|早餐|早饭|午餐|午饭|中饭|中餐|晚餐|晚饭|饭菜|年货|旧书|废品|破烂|套餐|肉|海鲜|调料|文具|点心|外卖|闲置|旧货|米面|手工材料)$/

/** 米没了 送一袋大米, 买点水果 橙子四个: the general word gives way to the goods that are asked for. */
export function dropGeneral(mentions: readonly Mention[]): Mention[] {
  const particular = (mention: Mention): boolean =>
    mentions.some(
      (other) =>
        other !== mention &&
        !other.refused &&
        other.strength !== 'bare' &&
        ((other.name.length > mention.name.length && other.name.includes(mention.name)) ||
          (other.strength === 'quantified' &&
            (GENERAL.test(mention.name) || (mention.name.endsWith('药') && other.category === 'medicine')))),
    )
  return mentions.filter((mention) => mention.strength === 'quantified' || !particular(mention))
}

/** The same goods named twice are one item; what was said last counts (油条四根，油条六根好了). */
export function mergeSame(mentions: readonly Mention[]): Mention[] {
  const byName = new Map<string, Mention>()
  for (const mention of mentions) {
    const known = byName.get(mention.name)
    if (!known || known.refused || mention.refused) byName.set(mention.name, mention)
    else if (mention.quantity !== undefined)
      byName.set(mention.name, { ...mention, category: known.category ?? mention.category })
  }
  return [...byName.values()]
}
