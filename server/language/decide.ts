import type { Intent } from '@yimin/shared/language/frame'
import { pattern } from './grammar/marks.ts'
import { learned } from './learned/learned.ts'
import { decide as weigh, type Decision } from './learned/models.ts'
import type { Reading } from './reading.ts'

/** Danger said in so many words, here and now. Fainter signs are weighed by the model. */
const EMERGENCY_FROM = 0.95

const BARE_COMMANDS: readonly (readonly [RegExp, Intent])[] = [
  [/^(?:不接|接不了|不接了|不方便接?)[。!]?$/, 'release'],
  [/^(?:我)?(?:接|接单|接了|来接)[吧。!]?$/, 'accept'],
  [/^(?:我)?(?:都|已经?)?(?:收到|拿到|取到|接到)了[,。! ]*(?:谢谢|多谢|感谢|辛苦了?)?[啊呀您你了。! ]*$/, 'complete'],
  [/^没办好[。!了]?$/, 'feedback'],
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
  if (reading.danger >= EMERGENCY_FROM)
    return { intent: 'emergency', category: undefined, confidence: 0.6 + 0.39 * reading.danger }
  const known = command(reading)
  if (known) return { ...weigh(learned, reading, known), confidence: 0.97 }
  if (reading.ratingAlone)
    return reading.chat === 'private'
      ? { intent: 'feedback', category: undefined, confidence: 0.6 }
      : { intent: 'other', category: undefined, confidence: 0.55 }
  return weigh(learned, reading)
}
