import { GROUPS, type Category, type Group, type Intent } from '@yimin/shared/language/frame'
import { ABOUT_SERVICE } from './aboutService.ts'
import { isChildServed } from './childServed.ts'
import type { Need } from './need.ts'
import { isPatientServed } from './patientServed.ts'
import { readNumber } from '../grammar/numbers.ts'
import { AGES, GROUP_CUES } from '../lexicons/groupCues.ts'
import { GROUP_WORDS, OLD_PERSON } from '../lexicons/groupWords.ts'
import { PatternSet } from '../patterns/patternSet.ts'

const OLD = 60
const OLDEST = 120

/** People who pass by, help, are thanked or are no longer there are not those in need. */
const BYSTANDER =
  /(?:谢谢|感谢|多谢|祝).{0,6}(?:奶奶|爷爷|大爷|大娘|阿婆)|(?:老人|老头子?|奶奶|爷爷|姥姥|姥爷|外婆|外公|老爷子|老先生).{0,3}(?:走了(?:以后|之后|多年|半年|[一二三四五六七八九十两仨几\d]+个?[年月]|(?=[,，。]|$))|走后|去世|过世|不在了|留下)|(?:门卫|保安|站岗的|收废品的|卖[一-龥]{1,4}的|收瓶子的)(?:大爷|大娘|爷爷|奶奶|阿婆)|[去回上在到](?:姥姥|外婆|奶奶|姥爷|爷爷|外公)家|(?:当|像|比)(?:自己|亲|自家)?(?:的)?(?:亲)?(?:奶奶|爷爷)|孝敬|扶老人过马路|(?:大家|各位|给).{0,4}老人们?拜年|(?:他|她)(?:奶奶|爷爷|姥姥|姥爷|外婆)|跟着(?:爷爷|奶奶|姥姥)|给(?:爷爷|奶奶).{0,2}扫墓|靠谱的(?:奶奶|大娘)|(?:外婆|奶奶|姥姥)肯带|(?:给|对)老人.{0,3}(?:优惠|打折)|老人.{0,8}[五六七八]折/

/** A notice, public matters and the helper who gives back tell of nobody in need. */
const WITHOUT_GROUPS: ReadonlySet<Intent> = new Set(['other', 'report'])
/** Whoever gives back, asks or withdraws tells of an illness or a hardship of their own as the reason. */
const REASONS_TOLD: ReadonlySet<Intent> = new Set(['release', 'status', 'cancel'])
const OF_THEIR_OWN: readonly Group[] = ['pregnant', 'disabled', 'alone', 'patient']
const HELPERS: ReadonlySet<Intent> = new Set(['accept', 'release'])
/** 我老丈人住院了去不成: an old person of the helper's own, or the helper. */
const HELPERS_OWN = /(?:家里|我家)老人|我家?(?:爷爷|奶奶|姥姥|姥爷|外婆|外公|丈人|老丈人|老头子)|我是退休|我妈|我爸/
/** 外公提前去接了: whoever does it now is not the one in need. */
const COME_INSTEAD = /(?:姥爷|外公|爷爷|奶奶|外婆|姥姥|丈人).{0,2}(?:已经|提前|坐[火飞动]|带来|赶[来到]|住院|去接|来接)/
/** A shop that signs up to give tells of those it gives to, none of whom asks. */
const GIVES = /商家|合作|免单|[给为供](?:困难户|孤寡|贫困|孤老).{0,12}(?:份|打折|留)|帮老人送货/

/** Goods, money and matters whose names hold a word for people or illness tell of nobody. */
const NAMED_AFTER =
  /暖宝宝|毛孩子|[女男]孩子|孩(?:子|儿)?[他她]?(?=姥|爷|奶|外[婆公])|娃娃菜|丝娃娃|胖娃娃|孩(?:子|儿)?(?:他|她)?(?:爸爸?|妈妈?|爹|娘)|娃(?:儿)?(?:他|她)?(?:爸爸?|妈妈?|爹|娘)|娃[他她](?:婆|爷|奶|姥|舅|姑|外)|老婆孩子|老猫|[猫狗][崽仔]|[猫狗][,，]?(?:都)?[一二三四五六七八九十\d]{1,3}岁|[一-龥]{2}(?:炎|癌|疮|疹|瘤|病|痛|疼|咳|烧|风)(?:药|灵|膏|糖浆|颗粒|片|冲剂|胶囊|讲座|疫苗|互助|筛查|贴)|长者饭堂|防?褥疮垫|防褥疮|居家养老(?=服务|和|床)|老人票|孕妇(?:学校|课堂|枕|装)|残疾人?机动车|婴儿(?:车|床|湿巾|奶粉)|儿童(?:奶|票|医院)|老人(?:机|卡|房|鞋|节)|老人头|老娘舅|老婆饼|老干妈|老奶奶花生|高龄(?:补贴|津贴|金贴|补助)|残疾人?(?:通道|车位)|失业(?:金|保险|登记)|大病(?:救助|保险|医保)|(?:感冒|咳嗽|痛风|糖尿病|心脏病|止泻|头痛|哮喘|烫伤|烧伤)(?:药|灵|膏|糖浆|颗粒|片|冲剂|胶囊|讲座)|讲座讲.{0,8}的|幼儿园(?:门口|后门|对面|旁边)|老年(?:大学|食堂|餐)/g

type Sign = readonly [Group, RegExp]
const SIGNS: readonly Sign[] = [...GROUP_CUES, ...GROUP_WORDS, ['elderly', OLD_PERSON]]
const patterns = new PatternSet(SIGNS.map(([, sign]) => sign))

/** Who needs the service, as far as the text says so, in the contract's order. */
export function readGroups(said: string, intent: Intent, category: Category | undefined): Group[] {
  if (WITHOUT_GROUPS.has(intent) || (intent === 'register' && GIVES.test(said))) return []
  if (category === 'volunteering') return readVolunteer(said, intent)
  const text = said.replace(NAMED_AFTER, ' ')
  const named = new Set(patterns.matching(text).map((one) => (SIGNS[one] as Sign)[0]))
  const need: Need = { text, intent, category, named, ages: readAges(text) }
  return GROUPS.filter((group) => isServed(group, need))
}

function isServed(group: Group, need: Need): boolean {
  if (REASONS_TOLD.has(need.intent) && OF_THEIR_OWN.includes(group)) return false
  switch (group) {
    case 'elderly':
      return isOldServed(need)
    case 'child':
      return isChildServed(need)
    case 'patient':
      return isPatientServed(need)
    case 'hardship':
      return need.named.has(group) && !ABOUT_SERVICE.has(need.intent)
    default:
      return need.named.has(group)
  }
}

/** Who wants to help tells of nobody in need, but a child that signs up is one, and who asks how old one may be tells an age. */
function readVolunteer(text: string, intent: Intent): Group[] {
  if (intent === 'consult') return readAges(text).some((age) => age >= OLD) ? ['elderly'] : []
  return intent === 'register' && /小志愿者/.test(text) ? ['child'] : []
}

/** Without one of these no age is told that matters; the patterns for ages cost more. */
const MAY_TELL_AGE = /岁|[六七八九]十|[6-9]\d|活了|儿|闺女|孙|孩|丫头|小子|娃/

/** All ages that the text tells, in years. */
function readAges(text: string): number[] {
  if (!MAY_TELL_AGE.test(text)) return []
  return AGES.flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => readNumber((match[1] ?? '').replace('两', '二')))
    .filter((age): age is number => age !== undefined && age < OLDEST)
}

function isOldServed({ text, intent, category, named, ages }: Need): boolean {
  if (HELPERS.has(intent) && HELPERS_OWN.test(text)) return false
  if (intent === 'cancel' && COME_INSTEAD.test(text)) return false
  if (ages.some((age) => age >= OLD)) return true
  return named.has('elderly') && category !== 'childcare' && !BYSTANDER.test(text)
}
