import { INTENTS, type Category, type Intent } from '@yimin/shared/language/frame'
import { bestCategory } from './cues/category.ts'
import type { IntentScores } from './cues/intent.ts'
import { pattern } from './grammar/marks.ts'
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
  if (reading.ratingAlone) return reading.chat === 'private' ? { intent: 'feedback', confidence: 0.6 } : { intent: 'other', confidence: 0.55 }
  const scores = { ...reading.intents }
  scores.other += SMALL_TALK
  adjust(reading, scores)
  const ranked = [...INTENTS].sort((a, b) => scores[b] - scores[a])
  const [first, second] = ranked as [Intent, Intent]
  const margin = scores[first] - scores[second]
  const strength = Math.min(1, scores[first] / 4)
  const spread = Math.min(1, margin / SURE_MARGIN)
  const noSign = first === 'other' && reading.intents.other === 0
  const confidence = noSign ? 0.55 + 0.3 * spread : 0.3 + 0.3 * strength + 0.38 * spread
  return { intent: first, confidence: Math.round(Math.min(0.98, confidence) * 100) / 100 }
}

/** Help that people ask for in so many words; goods and public matters are judged by their own signs. */
const SERVICES: ReadonlySet<Category> = new Set(['repair', 'housekeeping', 'nursing', 'escort', 'companionship', 'counselling', 'childcare', 'digital', 'errand'])

/** Words of need that make a request of a matter that only professionals or neighbours can mend. */
const NEED = /谁|有没有|有人|想(?!当年|起)|要(?!是)|请|急|求|麻烦|教(?!育)|帮|进不去|怎么办|师傅|志愿者|年轻人|走不开|不会(?:弄|用|搞|修|操作)|弄不(?:了|好|来|明白)|送我|接我/

interface Signs {
  asked: boolean
  quantified: boolean
  question: boolean
  price: boolean
}

function adjust(reading: Reading, scores: IntentScores): void {
  const wanted = reading.mentions.filter((mention) => !mention.refused && mention.strength !== 'bare')
  const signs: Signs = {
    asked: scores.request >= 2,
    quantified: wanted.some((mention) => mention.strength === 'quantified'),
    question: /[吗么呢?]\s*$|[?]/.test(reading.text),
    price: /\uE00A/.test(reading.marked),
  }
  if (wanted.length > 0) scores.request += 1
  const service = bestCategory(reading.categories, (category) => SERVICES.has(category))
  if (service && scores.other - SMALL_TALK < 2) scores.request += NEED.test(reading.text) ? 2.2 : scores.request > 0 || reading.chat === 'private' ? 1.2 : 0
  if (reading.address && (signs.asked || signs.quantified)) scores.request += 0.8
  adjustRequest(reading, scores, signs)
  adjustRest(reading, scores, signs)
}

/** Signs that outweigh a request, or that it outweighs: a helper's word, an earlier order, an advertisement. */
function adjustRequest(reading: Reading, scores: IntentScores, signs: Signs): void {
  const { text, marked } = reading
  if (scores.amend >= 2.6 && !opensAnew(text)) scores.request *= 0.55
  if (scores.cancel >= 3.4) scores.request *= 0.4
  if (scores.cancel >= 3.4 && /改成|换成|改到/.test(text)) scores.cancel -= 3
  if (scores.release >= 3.4 && !/帮(?:我|忙|一下|买|带)|求|麻烦/.test(text)) scores.request *= 0.3
  if (scores.complete >= 4 && !signs.question && !/帮我|麻烦|能不能|谁能/.test(text)) scores.request *= 0.35
  if (scores.accept >= 3.8 && !/帮我|给我|我要|我想|求/.test(text)) scores.request *= 0.4
  if (scores.register >= 4) scores.request *= 0.5
  if (signs.price && !signs.asked) scores.request *= 0.4
  if (SPAM.test(text)) scores.request *= 0.2
  if (scores.other - SMALL_TALK >= 3 && !/帮(?:我|忙|一下|买|带|捎|取)|麻烦|给我|我家|我要|想要|求/.test(text)) scores.request *= 0.4
  if (/^\uE001?[^\uE006]{0,4}新到/.test(marked)) scores.request *= 0.4
}

/** Asks for clicks and votes, not for help. */
const SPAM = /砍一刀|砍价|助力|投(?:个|一|下|张)*票|拼团|点个?赞|点一下|扫码|加微信|加我/

function opensAnew(text: string): boolean {
  return /^(?:您好|你好|大家好|请问|在吗|社工)/.test(text) || text.length > 45
}

function adjustRest(reading: Reading, scores: IntentScores, signs: Signs): void {
  const { text } = reading
  if (scores.request >= 4) scores.consult *= 0.4
  else if (scores.request >= 2.5 && scores.consult < 3.6) scores.consult *= 0.5
  if (signs.question && scores.report > 0 && scores.request >= 2.5) scores.report *= 0.7
  // a shared place is meant by itself; goods or a visit asked for beside it make it the background of a request
  if (signs.quantified || /帮我?(?:买|带|捎|拎|提|搬|抬)|送上来|下不去/.test(text)) scores.report *= 0.4
  if (/(?:我家|家里|我妈家|厨房|厕所|卫生间|我这)/.test(text) && !/楼上|邻居|隔壁|楼道|电梯|路灯|小区|公共/.test(text)) scores.report *= 0.4
  if (scores.feedback >= 4 && !signs.asked) scores.complete *= 0.6
  if (scores.report >= 3 && scores.feedback < 6 && /物业|楼道|路灯|电梯|垃圾/.test(text)) scores.feedback *= 0.5
  if (scores.status >= 3.4) scores.complete *= 0.5
  if (scores.status >= 3 && /我|单|菜|师傅|送|还没|\uE005/.test(text)) scores.consult *= 0.5
  if (scores.consult >= 3 && scores.register > 0 && signs.question) scores.register *= 0.5
  if (scores.other > 3.4 + SMALL_TALK && reading.chat === 'group') scores.report *= 0.7
  if (reading.code) for (const intent of ['accept', 'release', 'complete', 'status', 'amend', 'cancel', 'feedback'] as const) if (scores[intent] > 0) scores[intent] += 0.8
  if (reading.chat === 'private') for (const intent of ['request', 'amend', 'status', 'cancel'] as const) if (scores[intent] > 0) scores[intent] += 0.3
}

const GOODS: ReadonlySet<Category> = new Set(['produce', 'daily_goods', 'meal', 'medicine', 'parcel', 'recycling'])
const HELP: ReadonlySet<Category> = new Set(['repair', 'housekeeping', 'nursing', 'escort', 'companionship', 'counselling', 'childcare', 'digital', 'errand', 'parcel', 'medicine', 'meal', 'recycling', 'produce', 'daily_goods'])
const INFORMATION: ReadonlySet<Category> = new Set(['welfare', 'legal', 'culture', 'volunteering', 'governance'])

/** The kind of help or matter, where the text tells. */
export function decideCategory(reading: Reading, intent: Intent): Category | undefined {
  const { categories, mentions } = reading
  const goods = mentions.find((mention) => !mention.refused && mention.strength !== 'bare') ?? mentions.find((mention) => !mention.refused)
  switch (intent) {
    case 'request':
      return requestCategory(reading)
    case 'amend':
      return goods && goods.strength !== 'bare' ? (goods.category ?? guessCategory(goods.name)) : bestCategory(categories, (category) => HELP.has(category) && !['errand'].includes(category))
    case 'report':
      return 'governance'
    case 'register':
      return bestCategory(categories, (category) => ['culture', 'volunteering', 'childcare', 'digital'].includes(category)) ?? (goods ? goods.category : 'culture')
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
  const service = bestCategory(categories, (category) => HELP.has(category))
  const score = service ? (categories.get(service) ?? 0) : 0
  const goods = first ? (first.category ?? guessCategory(first.name)) : undefined
  if (!goods) return service ?? bestCategory(categories, (category) => category !== 'governance') ?? 'other'
  if (!service || service === goods) return goods
  const isService = !GOODS.has(service)
  if (first?.strength === 'quantified') return isService && score >= 8 ? service : service === 'recycling' && goods === 'daily_goods' ? 'recycling' : goods
  if (first?.strength === 'wanted') return isService && score >= 5 ? service : goods
  return score >= 4 ? service : goods
}

/** The kind of an unknown name by its last character. */
export function guessCategory(name: string): Category {
  if (/[药丸散膏剂贴]$|胶囊|颗粒|口服液|试纸|片$/.test(name)) return 'medicine'
  if (/[菜肉鱼虾蟹瓜果豆菇笋椒葱藕梨桃枣莓柑橘蛋鸡鸭排骨]$|豆腐|奶$/.test(name)) return 'produce'
  if (/[饭粥汤饺包饼]$|馒头|套餐/.test(name)) return 'meal'
  return 'daily_goods'
}
