import { GROUPS, type Category, type Group, type Intent } from '@yimin/shared/language/frame'
import { readNumber } from '../grammar/numbers.ts'
import { AGES, GROUP_CUES } from '../lexicons/groupCues.ts'
import { GROUP_WORDS, OLD_PERSON } from '../lexicons/groupWords.ts'
import { PatternSet } from '../patterns/patternSet.ts'

const OLD = 60
const GROWN = 14
const OLDEST = 120

/** People who pass by, help, are thanked or are no longer there are not those in need. */
const BYSTANDER =
  /(?:谢谢|感谢|多谢|祝).{0,6}(?:奶奶|爷爷|大爷|大娘|阿婆)|(?:大家|各位|给).{0,4}老人们?拜年|(?:他|她|娃|孩子他)(?:奶奶|爷爷|姥姥|姥爷|外婆)|跟着(?:爷爷|奶奶|姥姥)|给(?:爷爷|奶奶).{0,2}扫墓|靠谱的(?:奶奶|大娘)|(?:外婆|奶奶|姥姥)肯带|(?:给|对)老人.{0,3}(?:优惠|打折)|老人.{0,8}[五六七八]折/

/** A notice, public matters and the helper who gives back tell of nobody in need. */
const WITHOUT_GROUPS: ReadonlySet<Intent> = new Set(['other', 'report'])
/** In talk about a service that is on its way or done, only the old person served is told of. */
const ABOUT_SERVICE: ReadonlySet<Intent> = new Set(['accept', 'release', 'status', 'complete', 'feedback'])
/** Where children are the ones served when they are named at all. */
const CHILD_MATTERS: ReadonlySet<Category> = new Set([
  'produce',
  'daily_goods',
  'meal',
  'medicine',
  'nursing',
  'escort',
  'culture',
])
const CHILD_SERVED =
  /(?:给|为|替|陪|带着?|抱着|跟)(?:我|俺|额|咱)?(?:家|们)?(?:的|里|[一二两三四五六七八九俩仨])?(?:个|名)?(?:孩子|小孩|小朋友|宝宝|娃|女儿|儿子|孙子|孙女|外孙|妹妹|弟弟)(?!的事|手工|做|手术)|家里?有(?:个|俩|两个)?(?:小孩|孩子|娃|婴儿|宝宝)|准考证|(?:不肯|不想|不愿)(?:去学|上学)|厌学|做噩梦|转学|被.{0,4}(?:孤立|欺负)|开导|[一二三四五六]年级|初[一二三]|学生娃|(?:俩|两个|三个|仨)(?:孩子|娃)|个娃/
const QUARREL = /男人|丈夫|老公|离婚|快离|分居|婆婆|抚养费/
/** 孩子他爸, 带孩子的事, 孩子穿小的童装, a child that is spoken to: none of them is to be served. */
const CHILD_ASIDE =
  /幼儿园(?:门口|后门|那栋)|孩子们?(?:都|也|全|又)?(?:不在|在外|在国外|上班|忙|没回|不回|没时间|回不来|离得远|工作|出差)|娃儿?些都回来|^(?:孩子|娃)[,，]|群里的娃|(?:这|那|好|好的|红马甲的)孩子|宝宝睡觉|刚生完?(?:孩子|娃)|生完孩子/
const CHILD_FOR_SURE = /放学|作业|发烧|小学|看孩子|看娃|带娃的?(?:阿姨|大姐)/
/** 接孙女的那位到校门口了吗. */
const CHILD_FETCHED =
  /接(?:孩子|孙女|孙子|娃|小孩).{0,3}的那?[位个人]|(?:孩子|娃|孙女|孙子)(?:已经)?接(?:上|到)了?[么吗没]/
/** In danger, an illness counts that was there before. */
const ILL_BEFORE = /瘫|卧床|术后|冠心病|[肺肾肝心]病|老年痴呆|帕金森|刚做完|哮喘|癌|糖尿病|躺(?:在)?[床炕]/
/** 老伴住院我不会做饭: who is in hospital is not the one who is served. */
const ILL_ELSEWHERE = /(?:老伴|媳妇|老公|奶奶|爷爷|他|她|几个)(?:都|去|又)?住院|陪床|老战友|流感季/
const ILL_AT_HOME = /病号|出院|卧床|瘫|骨折|手术|感冒/

/** Goods, money and matters whose names hold a word for people or illness tell of nobody. */
const NAMED_AFTER =
  /暖宝宝|娃娃菜|婴儿(?:车|床|湿巾|奶粉)|儿童(?:奶|票|医院)|老人(?:机|卡|房|鞋|节)|老人头|老娘舅|老婆饼|老干妈|老奶奶花生|高龄(?:补贴|津贴|金贴|补助)|残疾人?(?:通道|车位)|失业(?:金|保险|登记)|大病(?:救助|保险|医保)|(?:感冒|咳嗽|痛风|糖尿病|心脏病|止泻|头痛|哮喘|烫伤|烧伤)(?:药|灵|膏|糖浆|颗粒|片|冲剂|胶囊|讲座)|讲座讲.{0,8}的|幼儿园(?:门口|后门|对面|旁边)|老年(?:大学|食堂|餐)/g

type Sign = readonly [Group, RegExp]
const SIGNS: readonly Sign[] = [...GROUP_CUES, ...GROUP_WORDS, ['elderly', OLD_PERSON]]
const patterns = new PatternSet(SIGNS.map(([, sign]) => sign))

/** Who needs the service, as far as the text says so, in the contract's order. */
export function readGroups(said: string, intent: Intent, category: Category | undefined): Group[] {
  if (WITHOUT_GROUPS.has(intent) || category === 'volunteering') return []
  const text = said.replace(NAMED_AFTER, ' ')
  const found = new Set<Group>(patterns.matching(text).map((one) => (SIGNS[one] as Sign)[0]))
  const ages = readAges(text)
  if (ages.some((age) => age >= OLD)) found.add('elderly')
  if (BYSTANDER.test(text) && !ages.some((age) => age >= OLD)) found.delete('elderly')
  if (!isChildServed(text, intent, category, found.has('child'), ages)) found.delete('child')
  else found.add('child')
  if (!isPatientServed(text, intent, category)) found.delete('patient')
  if (category === 'childcare') found.delete('pregnant')
  if (ABOUT_SERVICE.has(intent))
    for (const group of GROUPS) if (!['elderly', 'child'].includes(group)) found.delete(group)
  return GROUPS.filter((group) => found.has(group))
}

/** All ages that the text tells, in years. */
function readAges(text: string): number[] {
  return AGES.flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => readNumber((match[1] ?? '').replace('两', '二')))
    .filter((age): age is number => age !== undefined && age < OLDEST)
}

function isChildServed(
  text: string,
  intent: Intent,
  category: Category | undefined,
  isNamed: boolean,
  ages: readonly number[],
): boolean {
  if (category === 'childcare') return true
  if (intent === 'status' || intent === 'cancel') return isChildFetched(text, intent)
  if (ABOUT_SERVICE.has(intent)) return false
  if (intent === 'consult' && ages.every((age) => age >= GROWN))
    return isNamed && (category === 'culture' || /我家|老伴|邻居|新生儿/.test(text))
  if (ages.some((age) => age < GROWN)) return true
  if (!isNamed || (CHILD_ASIDE.test(text) && !CHILD_FOR_SURE.test(text))) return false
  return intent === 'emergency' || intent === 'amend' || isChildsMatter(text, category)
}

function isChildFetched(text: string, intent: Intent): boolean {
  return CHILD_FETCHED.test(text) || (intent === 'cancel' && /接孩子|看娃|看孩子|带娃/.test(text))
}

function isChildsMatter(text: string, category: Category | undefined): boolean {
  if (category === 'counselling') return CHILD_SERVED.test(text) && !QUARREL.test(text)
  if (category !== undefined && CHILD_MATTERS.has(category)) return true
  return CHILD_SERVED.test(text) && category !== 'recycling' && category !== 'digital'
}

function isPatientServed(text: string, intent: Intent, category: Category | undefined): boolean {
  if (intent === 'cancel') return false
  if (intent === 'emergency') return ILL_BEFORE.test(text)
  if (intent === 'consult') return /我|家|老伴|邻居|孩子|娃|爸|妈/.test(text)
  if (category === 'counselling' && /吵|离婚/.test(text)) return false
  return !ILL_ELSEWHERE.test(text) || ILL_AT_HOME.test(text)
}
