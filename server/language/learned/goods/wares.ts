import type { Category, Item } from '@yimin/shared/language/frame'
import { GOODS } from '../../lexicons/goods.ts'
import { normalise } from '../../normalise/normalise.ts'
import { named, type FeatureList } from '../features.ts'

/** The kinds of goods that are told apart by their names. */
export const WARES = ['produce', 'daily_goods', 'meal', 'medicine'] as const
export type Ware = (typeof WARES)[number]

const isWareName = new Set<string>(WARES)
export const isWare = (category: Category | undefined): category is Ware =>
  category !== undefined && isWareName.has(category)

/** The names that the lexicons hold, each with its kind. */
export const KNOWN: ReadonlyMap<string, Category> = new Map(GOODS.map(({ name, category }) => [name, category]))

const LONGEST_GRAM = 3

/** What speaks for a kind of goods: the characters of the name, the lexicons' word for it or for its end, and the unit. */
export function wareFeatures({ name, unit }: Pick<Item, 'name' | 'unit'>): FeatureList {
  const plain = normalise(name)
  const text = `^${plain}$`
  const features = new Set<string>()
  for (let at = 0; at < text.length; at += 1)
    for (let n = 1; n <= LONGEST_GRAM && at + n <= text.length; n += 1) features.add(text.slice(at, at + n))
  const known = KNOWN.get(plain)
  features.add(`known ${known ?? 'none'}`)
  features.add(`ends ${kindOfEnd(plain) ?? 'none'}${known ? '' : ' unknown'}`)
  if (unit) features.add(`unit ${unit}`)
  const buckets = [...new Set([...features].map((feature) => named(`ware ${feature}`)))]
  return { buckets, values: buckets.map(() => 1) }
}

/** 萝卜干炒腊肉饭 ends with 饭. */
function kindOfEnd(name: string): Category | undefined {
  for (let at = 1; at < name.length; at += 1) {
    const known = KNOWN.get(name.slice(at))
    if (known) return known
  }
  return undefined
}
