import { INTENTS, type Category, type Intent } from '@yimin/shared/language/frame'
import { balance } from './cues/balance.ts'
import { bestCategory, type CategoryScores } from './cues/category.ts'
import { pattern } from './grammar/marks.ts'
import type { Mention } from './grammar/items.ts'
import type { Reading } from './reading.ts'

const EMERGENCY_FROM = 0.5
/** A message without any sign is small talk; signs of an intent have to outweigh this. */
const SMALL_TALK = 1.6
const SURE_MARGIN = 2.5

const BARE_COMMANDS: readonly (readonly [RegExp, Intent])[] = [
  [/^(?:不接|接不了|不接了|不方便接?)[。!]?$/, 'release'],
  [/^没办好[。!了]?$/, 'feedback'],
  [/^(?:转)?人工(?:服务|客服)?[。!]?$|^找(?:社工|真人|人工)[。!]?$/, 'consult'],
  [/^(?:送到|送达|送到位|已送到|办好|办完|送完)了?[。!]?$/, 'complete'],
  [/^(?:现在)?到哪(?:儿|里)?了?[。?!]?$/, 'status'],
  [/^还?需要的?[。!]?$/, 'amend'],
]
const CODE_COMMANDS: readonly (readonly [RegExp, Intent])[] = [
  [pattern('^(?:我)?(?:接|接单|抢|抢单)[ :]*{C}[。!吧 ]*$'), 'accept'],
  [pattern('^(?:不接|退|退单|放弃)[ :]*{C}|{C}[ ]*(?:不接|退单|放弃|送不了|去不了)'), 'release'],
  [pattern('^(?:取消|撤销|撤单)[ :]*{C}|^{C}[ ]*(?:取消|撤销|不要了|不用了|作废)'), 'cancel'],
  [pattern('^{C}[ ]*(?:送到|送完|办好|办完|送达|完成|收到|拿到|修好|搞定|接到|取到|弄好|做完|已送|好了)'), 'complete'],
  [pattern('^{C}[ ]*(?:到哪|什么情况|怎么样|进度|谁在送|有人接|送了吗|还没|几点|什么时候|接了)'), 'status'],
  [pattern('^(?:满意度?|评价)[ :]*[1-5一二三四五]|{C}[ ]*(?:满意度?|没办好|[1-5一二三四五]星)'), 'feedback'],
]

function command(reading: Reading): Intent | undefined {
  for (const [regex, intent] of BARE_COMMANDS) if (regex.test(reading.text)) return intent
  for (const [regex, intent] of CODE_COMMANDS) if (regex.test(reading.marked)) return intent
  return undefined
}

/** The intent, and how far it stands before the next one. */
export function decideIntent(reading: Reading): { intent: Intent; confidence: number } {
  if (reading.danger >= EMERGENCY_FROM) return { intent: 'emergency', confidence: 0.6 + 0.39 * reading.danger }
  const known = command(reading)
  if (known) return { intent: known, confidence: 0.97 }
  if (reading.ratingAlone)
    return reading.chat === 'private' ? { intent: 'feedback', confidence: 0.6 } : { intent: 'other', confidence: 0.55 }
  const scores = balance(reading)
  scores.other += SMALL_TALK
  const ranked = [...INTENTS].sort((a, b) => scores[b] - scores[a])
  const [first, second] = ranked as [Intent, Intent]
  const margin = scores[first] - scores[second]
  const strength = Math.min(1, scores[first] / 4)
  const spread = Math.min(1, margin / SURE_MARGIN)
  const belief =
    first === 'other' && reading.intents.other === 0
      ? silenceBelief(reading, spread)
      : 0.22 + 0.3 * strength + 0.43 * spread
  return { intent: first, confidence: Math.round(Math.min(0.95, belief) * 100) / 100 }
}

/**
 * Belief in small talk of which nothing tells but the silence of all other signs. Who writes to the assistant alone, or names a kind
 * of help, may well have meant something: that is for a person to see.
 */
function silenceBelief(reading: Reading, spread: number): number {
  const mayMean =
    reading.chat === 'private' ||
    reading.categories.size > 0 ||
    reading.mentions.some((mention) => mention.strength !== 'bare')
  return mayMean ? 0.42 : 0.5 + 0.2 * spread
}

const GOODS: ReadonlySet<Category> = new Set(['produce', 'daily_goods', 'meal', 'medicine', 'parcel', 'recycling'])
const HELP: ReadonlySet<Category> = new Set([
  'repair',
  'housekeeping',
  'nursing',
  'escort',
  'companionship',
  'counselling',
  'childcare',
  'digital',
  'errand',
  'parcel',
  'medicine',
  'meal',
  'recycling',
  'produce',
  'daily_goods',
])
const INFORMATION: ReadonlySet<Category> = new Set(['welfare', 'legal', 'culture', 'volunteering', 'governance'])

/** The kind of help or matter, where the text tells. */
export function decideCategory(reading: Reading, intent: Intent): Category | undefined {
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
