import type { Category } from '@yimin/shared/language/frame'
import { ABOUT_SERVICE } from './aboutService.ts'
import type { Need } from './need.ts'

/** Of one who has been or is to be served only what lasts is told: 卧床的爷爷, not a meal that gave a pain. */
const LASTING_ILL = /卧床|(?<!累)瘫(?:了|在|痪)|透析|术后|化疗|病人|病了|褥疮|造口|尿管|中风|偏瘫/
const CHILD_ILL =
  /(?:孩子|娃|孙[子女]|外孙|小孩|宝宝|闺女|女儿|儿子|老[大二三]|[幺岁]).{0,6}(?:发烧|烧到|水痘|手足口|病了|生病|咳|肺炎|骨折|出?疹|吐|过敏|拉肚|石膏)/
/** Of things to mend or take away words for harm are said too: 书架腿断了, 伞骨断了. */
const THINGS: ReadonlySet<Category> = new Set(['repair', 'recycling', 'digital', 'governance'])
const PERSON_HURT =
  /术|骨折|卧床|瘫|病|癌|支架|搭桥|[住出]院|中风|透析|钢[钉板]|打钉|石膏|(?:我|妈|爸|爷|奶|老伴|老人|孩子)[^,，。]{0,4}[腿腰手脚膝肩][^,，。]{0,3}[断伤扭崴]/
const SICK_PET = /(?:猫|狗|宠物)[^,，。]{0,8}(?:病|烧|吐|瘸|手术|拉)|宠物医院/
/** In danger, an illness counts that was there before. */
const ILL_BEFORE =
  /瘫|卧床|术后|心脏病|心梗|心绞痛|癫痫|肺气肿|肺炎|脑梗|痴呆|中风的|骨头都?[戳露扎]|搭过?桥|透析|尿毒症|支架|呼吸机|失智|冠心病|[肺肾肝心]病|老年痴呆|帕金森|刚做完|哮喘|癌|糖尿病|躺(?:在)?[床炕]/
/** 老伴住院我不会做饭: who is in hospital is not the one who is served. */
const ILL_ELSEWHERE = /(?:老伴|媳妇|老公|奶奶|爷爷|他|她|几个)(?:都|去|又)?住院|陪床|老战友|流感季/
const ILL_AT_HOME = /病号|出院|卧床|瘫|骨折|手术|感冒/

/** Whether the ill or injured one that is named is the one to be served. */
export function isPatientServed({ text, intent, category, named }: Need): boolean {
  if (!named.has('patient')) return false
  if (ABOUT_SERVICE.has(intent)) return LASTING_ILL.test(text)
  if (category === 'childcare') return CHILD_ILL.test(text)
  if (SICK_PET.test(text) || (category !== undefined && THINGS.has(category) && !PERSON_HURT.test(text))) return false
  if (intent === 'emergency') return ILL_BEFORE.test(text)
  if (intent === 'consult') return /我|家|老伴|邻居|孩子|娃|爸|妈|病人|卧床|透析/.test(text)
  if (category === 'counselling' && /吵|离婚/.test(text)) return false
  return !ILL_ELSEWHERE.test(text) || ILL_AT_HOME.test(text)
}
