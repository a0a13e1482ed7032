import type { Intent } from '@yimin/shared/language/frame'
import { pattern } from './grammar/marks.ts'
import { learned } from './learned/learned.ts'
import { chanceOf, decide as weigh, type Decision } from './learned/models.ts'
import type { Reading } from './reading.ts'

/** Danger said in so many words, here and now. Fainter signs are weighed by the model. */
const EMERGENCY_FROM = 0.95
/** Such words in a jest or a tale (救命，作业写不完了): where the model hears no danger at all, there is none. */
const HEARD_FROM = 0.05

const BARE_COMMANDS: readonly (readonly [RegExp, Intent])[] = [
  [/^(?:不接|接不了|不接了|不方便接?)[。!]?$/, 'release'],
  [/^(?:我)?(?:接|接单|接了|来接)[吧。!]?$/, 'accept'],
  [/^(?:我)?(?:都|已经?)?(?:收到|拿到|取到|接到)了[,。! ]*(?:谢谢|多谢|感谢|辛苦了?)?[啊呀您你了。! ]*$/, 'complete'],
  [/^没办好[。!了]?$/, 'feedback'],
  [/^(?:让|请)?[小老阿][\u4e00-\u9fff](?:替我|换我)(?:去|送|跑一趟)(?:一下|一趟)?[吧。!]?$/, 'release'],
  [/^(?:给个?|打)?(?:五星)?(?:好评|中评|差评)[了啊吧。!]*$/, 'feedback'],
  [/^我?(?:想要?|要|得)?(?:取消|撤销)(?:掉|了|吧|一下|订单|单子|这一?单)*[。! ]*$/, 'cancel'],
  [/^(?:今天|明天|周末|你们|站里|咱们?)*几点(?:开门|关门|上班|下班)[了呀啊呢。? ]*$/, 'consult'],
  [/^(?:转)?人工(?:服务|客服)?[。!]?$|^找(?:社工|真人|人工)[。!]?$/, 'consult'],
  [/^(?:送到|送达|送到位|已送到|办好|办完|送完)了?[。!]?$/, 'complete'],
  [/^(?:现在)?到哪(?:儿|里)?了?[。?!]?$/, 'status'],
  [/^还?需要的?[。!]?$/, 'amend'],
]
const CODE_COMMANDS: readonly (readonly [RegExp, Intent])[] = [
  [pattern('^{C}[。!? ]*$'), 'status'],
  [pattern('^(?:我)?(?:接|接单|抢|抢单)[ :]*{C}[。!吧 ]*$'), 'accept'],
  [pattern('^(?:不接|退|退单|放弃)[ :]*{C}|{C}[ ]*(?:不接|退单|放弃|送不了|去不了)'), 'release'],
  [pattern('^(?:取消|撤销|撤单)[ :]*{C}|^{C}[ ]*(?:取消|撤销|不要了|不用了|作废)'), 'cancel'],
  [pattern('^{C}[ ]*(?:送到|送完|办好|办完|送达|完成|收到|拿到|修好|搞定|接到|取到|弄好|做完|已送|好了)'), 'complete'],
  [pattern('^{C}[ ]*(?:到哪|什么情况|怎么样|进度|谁在送|有人接|送了吗|还没|几点|什么时候|接了)'), 'status'],
  [pattern('^(?:满意度?|评价)[ :]*[1-5一二三四五]|{C}[ ]*(?:满意度?|没办好|[1-5一二三四五]星)'), 'feedback'],
]

/** Says that something is wanted, and in no word what: 那个东西给我弄一下呗. No kind of help that a model names for it can be believed. */
const NAMES_NOTHING =
  /^(?:请问|麻烦|请|你|您|谁|人|有|能不能|可不可以|可以|能|帮忙?|给我?|替我|我|来|快|点|那|这|个|事儿?|件|东西|玩意儿?|忙|弄|搞|办|处理|整|看|一|下|吗|吧|呗|嘛|啊|了|[,。?! ])+$/
const LONGEST_NOTHING = 16
const HARDLY = 0.3

const namesNothing = (text: string): boolean => text.length <= LONGEST_NOTHING && NAMES_NOTHING.test(text)

/** Longer messages are no bare commands. */
const LONGEST_BARE = 12

function command(reading: Reading): Intent | undefined {
  if (reading.text.length <= LONGEST_BARE)
    for (const [regex, intent] of BARE_COMMANDS) if (regex.test(reading.text)) return intent
  if (reading.code === undefined && reading.rating === undefined) return undefined
  for (const [regex, intent] of CODE_COMMANDS) if (regex.test(reading.marked)) return intent
  return undefined
}

/**
 * What a message is for, and the kind of help or matter where the text tells. What is certain by its form (danger, a bare command with a
 * code) is decided by rule; everything else by the model, which has learned how far the signs are to be believed.
 */
export function decide(reading: Reading): Omit<Decision, 'belief'> {
  if (reading.danger >= EMERGENCY_FROM && chanceOf(learned, reading, 'emergency') >= HEARD_FROM)
    return { intent: 'emergency', category: undefined, confidence: 0.6 + 0.39 * reading.danger }
  const known = command(reading)
  if (known) return { ...weigh(learned, reading, known), confidence: 0.97 }
  if (reading.ratingAlone)
    return reading.chat === 'private'
      ? { intent: 'feedback', category: undefined, confidence: 0.6 }
      : { intent: 'other', category: undefined, confidence: 0.55 }
  const weighed = weigh(learned, reading)
  if (asksToBring(reading, weighed)) return hardly(weigh(learned, reading, 'request'))
  if (asksAtDoor(reading, weighed)) return { intent: 'request', category: undefined, confidence: HARDLY }
  return weighed.intent === 'request' && namesNothing(reading.text)
    ? hardly({ ...weighed, category: undefined })
    : weighed
}

const hardly = (decision: Decision): Decision => ({ ...decision, confidence: Math.min(HARDLY, decision.confidence) })

/** Below it a person looks anyway. */
const SURE_ENOUGH = 0.5
/** Of a door and 麻烦了 alone no reading is believed that is not surer than this. */
const SURE_AT_DOOR = 0.75
/** 帮我送…: whoever begins so wants something, whatever else stands there. */
const ASKS_TO_BRING = /^(?:请|麻烦|能不能|能|可以)?帮(?:我|俺|忙)(?:送|买|带|取|拿|捎|修)/
/** A door and 麻烦了, and no word of what. */
const ASKS_AT_DOOR = /麻烦(?:了|您|你|大家|你们|您了)?[。! ]*$/

function asksToBring({ text }: Reading, { intent, confidence }: Decision): boolean {
  const isFaint = confidence < SURE_ENOUGH && intent !== 'request' && intent !== 'amend' && intent !== 'emergency'
  return (intent === 'other' || isFaint) && ASKS_TO_BRING.test(text)
}

function asksAtDoor({ text, address }: Reading, { intent, confidence }: Decision): boolean {
  const isFaint = confidence < SURE_AT_DOOR && intent !== 'request' && intent !== 'emergency'
  return isFaint && address?.building !== undefined && ASKS_AT_DOOR.test(text)
}
