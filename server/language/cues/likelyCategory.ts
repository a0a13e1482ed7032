import type { Category, Intent } from '@yimin/shared/language/frame'
import type { Mention } from '../grammar/goods/items.ts'
import type { Reading } from '../reading.ts'
import { bestCategory, type CategoryScores } from './category.ts'
import { GOODS, HELP } from './kinds.ts'

const INFORMATION: ReadonlySet<Category> = new Set(['welfare', 'legal', 'culture', 'volunteering', 'governance'])

/** The kind of help or matter that the signs speak for most; the model weighs it against the rest. */
export function likelyCategory(reading: Reading, intent: Intent): Category | undefined {
  const { categories, mentions } = reading
  const goods =
    mentions.find((mention) => !mention.refused && mention.strength !== 'bare') ??
    mentions.find((mention) => !mention.refused)
  switch (intent) {
    case 'request':
      return requestCategory(reading)
    case 'amend':
      return goods && goods.strength !== 'bare'
        ? (goods.category ?? guessCategory(goods.name))
        : bestCategory(categories, (category) => HELP.has(category) && !['errand'].includes(category))
    case 'report':
      return 'governance'
    case 'register':
      if (categories.has('volunteering')) return 'volunteering'
      return (
        bestCategory(categories, (category) =>
          ['culture', 'volunteering', 'childcare', 'digital'].includes(category),
        ) ?? (goods ? goods.category : 'culture')
      )
    case 'consult':
      return consultCategory(reading)
    case 'feedback':
      return bestCategory(categories, (category) => HELP.has(category)) ?? goods?.category
    default:
      return undefined
  }
}

function consultCategory({ categories, mentions }: Reading): Category {
  const asked = mentions.find((mention) => !mention.refused)?.category
  const information = bestCategory(categories, (category) => INFORMATION.has(category))
  if (information) return information
  return asked ?? bestCategory(categories) ?? 'other'
}

function requestCategory({ categories, mentions }: Reading): Category {
  const wanted = mentions.filter((mention) => !mention.refused && mention.strength !== 'bare')
  const first = wanted[0] ?? mentions.find((mention) => !mention.refused)
  const service = bestHelp(categories)
  const score = service ? (categories.get(service) ?? 0) : 0
  const goods = first ? (first.category ?? guessCategory(first.name)) : undefined
  if (!goods) return service ?? bestCategory(categories, (category) => category !== 'governance') ?? 'other'
  if (!service || service === goods) return goods
  if (service === 'recycling' && goods === 'daily_goods') return service
  return score >= scoreOverGoods(service, first?.strength ?? 'bare') ? service : goods
}

/** Where goods and a service are named alike, the service is meant: goods show in their own names. */
function bestHelp(categories: CategoryScores): Category | undefined {
  const deed = bestCategory(categories, (category) => HELP.has(category) && !GOODS.has(category))
  const goods = bestCategory(categories, (category) => GOODS.has(category))
  if (!deed || !goods) return deed ?? goods
  return (categories.get(deed) ?? 0) >= (categories.get(goods) ?? 0) ? deed : goods
}

/** How strongly a kind of help has to be named to outweigh goods that are counted, wanted or only mentioned. */
function scoreOverGoods(service: Category, strength: Mention['strength']): number {
  if (strength === 'bare') return 4
  if (GOODS.has(service)) return Infinity
  return strength === 'quantified' ? 8 : 6
}

/** The kind of an unknown name by its last character. */
export function guessCategory(name: string): Category {
  if (/[药丸散膏剂贴]$|胶囊|颗粒|口服液|试纸|片$/.test(name)) return 'medicine'
  if (/[菜肉鱼虾蟹瓜果豆菇笋椒葱藕梨桃枣莓柑橘蛋鸡鸭排骨]$|豆腐|奶$/.test(name)) return 'produce'
  if (/[饭粥汤饺包饼]$|馒头|套餐/.test(name)) return 'meal'
  return 'daily_goods'
}
