import type { Category, Intent } from '@yimin/shared/language/frame'
import type { Reading } from '../reading.ts'
import { bestCategory } from './category.ts'
import type { IntentScores } from './intent.ts'
import { SERVICES } from './kinds.ts'

/** What the signs look like together; the rules below weigh them against each other. */
interface Signs extends Reading {
  scores: IntentScores
  /** A request's own words (帮我, 送…). */
  asked: boolean
  wanted: boolean
  quantified: boolean
  question: boolean
  /** The strongest kind of help that people ask for in so many words. */
  service?: Category
  /** The strongest kind of matter of all. */
  matter?: Category
}

type Rule = readonly [
  name: string,
  applies: (signs: Signs) => boolean,
  intent: Intent,
  change: { times?: number; plus?: number },
]

const FOOD: ReadonlySet<Category> = new Set(['produce', 'daily_goods', 'meal'])
const POLICY: ReadonlySet<Category> = new Set(['welfare', 'legal', 'volunteering'])

const NEED =
  /谁|有没有|有人|想(?!当年|起)|要(?!是)|请|急|求|麻烦|教(?!育)|帮|进不去|怎么办|(?:来|派|找|叫|请|有|让|麻烦)[^,。 ]{0,4}(?:师傅|志愿者)|年轻人|走不开|不会(?:弄|用|搞|修|操作)|弄不(?:了|好|来|明白)|送我|接我/
const HELP_ME = /帮(?:我|忙|一下|买|带|捎|取)|麻烦|给我|我家|我要|想要|求/
/** Clicks and votes are asked for, not help. */
const SPAM = /砍一刀|砍价|助力|投(?:个|一|下|张)*票|拼团|点个?赞|点一下|扫码|加微信|加我(?!一个|们|俩|一份|一位)/
/** Words of a service that was given; praise without them is talk among neighbours. */
const SERVED =
  /送|修|通|洗|擦|陪|捎|师傅|志愿|护士|社工|服务|社区|小店|店里|好评|差评|星|评|盒饭|饭菜|保洁|阿姨|理发|打扫|投诉|满意|[一-龥][姐哥](?![姐哥])|(?:谢谢|感谢|辛苦).{0,6}小[一-龥]|上门|没办好/
const BROKEN =
  /坏|堵|漏|滴水|不亮|不热|不凉|不制冷|打不着|不转|不出水|没电|断了|跳闸|关不|打不开|开不开|锁不上|冲不|反味|返水|反水|不通|失灵/
const QUESTION = /几点|(?<!没)(?:什么|啥)|怎么|多少|哪|几号|何时|多久|[吗么]\s*[?]?$/
const OWN_HOME = /我家|家里|我妈家|厨房|厕所|卫生间|我这/
const SHARED_PLACE = /楼上|邻居|隔壁|楼道|电梯|路灯|小区|公共/
const OPENS_ANEW = /^(?:您好|你好|大家好|请问|在吗|社工)/
const DOOR_TOLD = /(?:送到|在|住|是|到|家)[^,。 ]{0,6}[,: ]{0,2}\uE002/
const ASKS_FOR_DEED = /帮|麻烦|能不能|能.*吗|谁|求|请|坏|堵|漏|接|修|陪|看看/

/** In order: later rules see what earlier ones have changed. */
const RULES: readonly Rule[] = [
  ['goods are wanted', (s) => s.wanted, 'request', { plus: 1 }],
  [
    'a phone alone answers a question',
    (s) => s.phone !== undefined && s.marked.length <= 14 && !s.wanted && !s.code && !ASKS_FOR_DEED.test(s.text),
    'amend',
    { plus: 3 },
  ],
  [
    'a door alone answers a question',
    (s) =>
      s.marked.length <= 18 &&
      DOOR_TOLD.test(s.marked) &&
      !s.wanted &&
      !s.code &&
      s.scores.report < 2 &&
      !ASKS_FOR_DEED.test(s.text),
    'amend',
    { plus: 2.4 },
  ],
  ['only an answer', (s) => s.marked.length <= 24 && isAnswer(s) && leftOver(s.marked) <= 3, 'amend', { plus: 2.8 }],
  [
    'broken at home',
    (s) => s.service === 'repair' && s.scores.other < 2 && !SHARED_PLACE.test(s.text) && BROKEN.test(s.text),
    'request',
    { plus: 2.6 },
  ],
  ['help in need', (s) => s.service !== undefined && s.scores.other < 2 && NEED.test(s.text), 'request', { plus: 2.2 }],
  [
    'help named',
    (s) =>
      s.service !== undefined &&
      s.scores.other < 2 &&
      !NEED.test(s.text) &&
      (s.scores.request > 0 || s.chat === 'private'),
    'request',
    { plus: 1.2 },
  ],
  ['a door beside a wish', (s) => s.address !== undefined && (s.asked || s.quantified), 'request', { plus: 0.8 }],

  [
    'an earlier request is spoken of',
    (s) => s.scores.amend >= 2.6 && !OPENS_ANEW.test(s.text) && s.text.length <= 45,
    'request',
    { times: 0.55 },
  ],
  [
    'only one thing withdrawn',
    (s) => /其他|其它|别的|其余|剩下/.test(s.text) && s.scores.amend >= 3,
    'cancel',
    { times: 0.3 },
  ],
  [
    'somebody else is to go',
    (s) => /另(?:外)?(?:找|请|派)/.test(s.text) && s.scores.release >= 3.4,
    'request',
    { times: 0.3 },
  ],
  [
    'a visit is asked for',
    (s) =>
      s.service !== undefined &&
      /需要|该|坏|堵|漏|不亮|不热|想|换/.test(s.text) &&
      !/单|订的|约的|怎么还|出发|到哪|等了/.test(s.text),
    'status',
    { times: 0.5 },
  ],
  [
    'somebody is to do it',
    (s) => /能(?:不能)?(?:代|帮|替|给)/.test(s.text) && s.scores.request >= 2.5,
    'consult',
    { times: 0.3 },
  ],
  [
    'old things are to be fetched',
    (s) => /来收|来拉|上门收|收走|拉走|收废品/.test(s.text) && s.scores.request >= 2,
    'status',
    { times: 0.3 },
  ],
  [
    'old things are to be fetched',
    (s) => /来收|来拉|上门收|收走|拉走|收废品/.test(s.text) && s.scores.request >= 2,
    'consult',
    { times: 0.3 },
  ],
  ['withdrawn', (s) => s.scores.cancel >= 3.4, 'request', { times: 0.4 }],
  ['changed, not withdrawn', (s) => s.scores.cancel >= 3.4 && /改成|换成|改到/.test(s.text), 'cancel', { plus: -3 }],
  [
    'given back',
    (s) => s.scores.release >= 3.4 && !/帮(?:我|忙|一下|买|带)|求|麻烦/.test(s.text),
    'request',
    { times: 0.3 },
  ],
  ['wrongly delivered', (s) => /(?:少|多|漏|错)(?:送|给|拿|带|装)了|送错|送少/.test(s.text), 'request', { times: 0.3 }],
  [
    'thanks for a deed',
    (s) =>
      /^(?:谢谢|感谢|多谢|辛苦|太感谢)/.test(s.text) &&
      s.scores.feedback >= 2 &&
      !s.quantified &&
      !/帮我|麻烦/.test(s.text),
    'request',
    { times: 0.3 },
  ],
  [
    'finished',
    (s) => s.scores.complete >= 4 && !s.question && !/帮我|麻烦|能不能|谁能/.test(s.text),
    'request',
    { times: 0.35 },
  ],
  ['taken on', (s) => s.scores.accept >= 3.8 && !/帮我|给我|我要|我想|求/.test(s.text), 'request', { times: 0.4 }],
  ['signed up', (s) => s.scores.register >= 4, 'request', { times: 0.5 }],
  [
    'asked after',
    (s) => s.scores.status >= 3 && !s.quantified && !/帮我|麻烦|给我|能不能/.test(s.text),
    'request',
    { times: 0.6 },
  ],
  ['prices are talked of', (s) => s.marked.includes('\uE00A') && !s.asked, 'request', { times: 0.4 }],
  ['found, not wanted', (s) => /捡到|拾到|失主|招领|丢了(?:一|个|把|串)/.test(s.text), 'request', { times: 0.3 }],
  [
    'told, not asked',
    (s) =>
      /(?:还有|剩|吃了|买了|做了|有|存了|屯了|炖了)[^,。 ]{0,2}\uE007\uE006/.test(s.marked) &&
      !/帮|送|带|捎|要|来|麻烦|收|拿走|处理|捐|寄/.test(s.text),
    'request',
    { times: 0.3 },
  ],
  ['spam', (s) => SPAM.test(s.text), 'request', { times: 0.2 }],
  ['a notice or chatter', (s) => s.scores.other >= 3 && !HELP_ME.test(s.text), 'request', { times: 0.4 }],
  ['goods on offer', (s) => /^\uE001?[^\uE006]{0,4}新到/.test(s.marked), 'request', { times: 0.4 }],

  [
    'policy and law are asked about',
    (s) => isPolicy(s) && (s.scores.consult > 0 || /谁能|哪|什么|啥|怎么|多少|几|能不能|可以/.test(s.text)),
    'consult',
    { plus: 2 },
  ],
  [
    'an event is asked about',
    (s) => s.matter === 'culture' && !s.quantified && s.scores.consult > 0,
    'consult',
    { plus: 2 },
  ],
  ['policy is no errand', (s) => isPolicy(s) && s.scores.consult > 0, 'request', { times: 0.5 }],
  [
    'a matter is asked about',
    (s) => s.matter !== undefined && !FOOD.has(s.matter) && s.scores.request < 2.5 && QUESTION.test(s.text),
    'consult',
    { plus: 1.6 },
  ],
  [
    'a price is asked for',
    (s) => /多少钱|什么价|怎么收费|怎么卖|贵不贵/.test(s.text) && !s.quantified,
    'request',
    { times: 0.4 },
  ],
  [
    'a public nuisance',
    (s) => s.matter === 'governance' && s.scores.report > 0 && s.scores.request < 2.5,
    'report',
    { plus: 0.8 },
  ],
  ['praise among neighbours', (s) => s.chat === 'group' && !SERVED.test(s.text), 'feedback', { times: 0.4 }],
  ['a wish asked politely', (s) => s.scores.request >= 4, 'consult', { times: 0.4 }],
  [
    'more wish than question',
    (s) => s.scores.request >= 2.5 && s.scores.request < 4 && s.scores.consult < 3.6,
    'consult',
    { times: 0.5 },
  ],
  ['a wish about a shared place', (s) => s.question && s.scores.request >= 2.5, 'report', { times: 0.7 }],
  // the broken lift is the background of an errand when goods or hands are asked for
  [
    'a complaint as background',
    (s) => s.quantified || /帮我?(?:买|带|捎|拎|提|搬|抬)|送上来|下不去/.test(s.text),
    'report',
    { times: 0.4 },
  ],
  ['own home', (s) => OWN_HOME.test(s.text) && !SHARED_PLACE.test(s.text), 'report', { times: 0.4 }],
  ['judged, not only done', (s) => s.scores.feedback >= 4 && !s.asked, 'complete', { times: 0.6 }],
  [
    'public, not a service',
    (s) => s.scores.report >= 3 && s.scores.feedback < 6 && /物业|楼道|路灯|电梯|垃圾/.test(s.text),
    'feedback',
    { times: 0.5 },
  ],
  ['asked, not done', (s) => s.scores.status >= 3.4, 'complete', { times: 0.5 }],
  [
    'own order, not information',
    (s) => s.scores.status >= 3 && /我|单|菜|师傅|送|还没|\uE005/.test(s.marked),
    'consult',
    { times: 0.5 },
  ],
  ['asked before signing up', (s) => s.scores.consult >= 3 && s.question, 'register', { times: 0.5 }],
  ['a notice about the estate', (s) => s.scores.other > 3.4 && s.chat === 'group', 'report', { times: 0.7 }],
]

/** What is left of a message without marks, stops and small words. */
function leftOver(marked: string): number {
  return marked.replace(
    /[\uE001-\uE00A\s,。.!?、:;]|我|的|吧|啊|是|在|送到?|就行|可以|家|住|要|嗯|哦|好|谢谢|姓[一-龥]|左右|就|都|来/g,
    '',
  ).length
}

function isAnswer(signs: Signs): boolean {
  const slot = signs.address ?? signs.time ?? signs.phone ?? signs.budget
  return (
    slot !== undefined &&
    signs.scores.other < 0.5 &&
    signs.mentions.length === 0 &&
    !signs.code &&
    signs.service === undefined
  )
}

const WITH_CODE = ['accept', 'release', 'complete', 'status', 'amend', 'cancel', 'feedback'] as const
const IN_PRIVATE = ['request', 'amend', 'status', 'cancel'] as const

function isPolicy(signs: Signs): boolean {
  return (
    signs.matter !== undefined &&
    POLICY.has(signs.matter) &&
    !signs.quantified &&
    !/帮(?:我|忙|一下)|麻烦|陪|代办|上门|送/.test(signs.text)
  )
}

/** Weighs the signs of all intents against each other; the given scores stay as they are. */
export function balance(reading: Reading): IntentScores {
  const scores = { ...reading.intents }
  const wanted = reading.mentions.filter((mention) => !mention.refused && mention.strength !== 'bare')
  const signs: Signs = {
    ...reading,
    scores,
    asked: scores.request >= 2,
    wanted: wanted.length > 0,
    quantified: wanted.some((mention) => mention.strength === 'quantified'),
    question: /[吗么呢?]\s*$|[?]/.test(reading.text),
    service: bestCategory(reading.categories, (category) => SERVICES.has(category)),
    matter: bestCategory(reading.categories),
  }
  for (const [, applies, intent, { times = 1, plus = 0 }] of RULES) {
    if (applies(signs)) scores[intent] = scores[intent] * times + plus
  }
  const likelier = (intents: readonly Intent[], by: number): void => {
    for (const intent of intents) if (scores[intent] > 0) scores[intent] += by
  }
  if (reading.code) likelier(WITH_CODE, 0.8)
  if (reading.chat === 'private') likelier(IN_PRIVATE, 0.3)
  return scores
}
