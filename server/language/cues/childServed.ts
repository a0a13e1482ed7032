import type { Category } from '@yimin/shared/language/frame'
import { ABOUT_SERVICE } from './aboutService.ts'
import type { Need } from './need.ts'

const GROWN = 15
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
  /(?:给|为|替|陪|带着?|抱着|跟)(?:我|俺|额|咱)?(?:家|们)?(?:的|里|[一二两三四五六七八九俩仨])?(?:个|名)?(?:孩子|小孩|小朋友|宝宝|娃|女儿|儿子|孙子|孙女|外孙|妹妹|弟弟)(?!们?(?:的事|手工|做|手术|说|讲|开口|张嘴))|家里?有(?:个|俩|两个)?(?:小孩|孩子|娃|婴儿|宝宝)|(?:同学|同桌|班[里上]|学堂|返学).{0,12}(?:孩子|女儿|儿子|闺女|娃|她|他)|(?:孩子|女儿|儿子|闺女|娃|个女).{0,12}(?:同学|同桌|班[里上]|学堂|返学|配吃饭)|儿童(?:心理|辅导)|懂孩子|小朋友|[个]伢|(?:孩子|儿子|女儿|闺女|孙子|孙女|娃|宝宝).{0,6}(?:发烧|洗澡|没人管|跳舞|晚自习|疫苗|近视|里头哭)|准考证|(?:不肯|不想|不愿)(?:去学|上学)|厌学|做噩梦|转学|被.{0,4}(?:孤立|欺负)|开导|[一二三四五六]年级|初[一二三]|学生娃|(?:俩|两个|三个|仨)(?:孩子|娃)|个娃/
const QUARREL = /男人|丈夫|老公|离婚|快离|分居|婆婆|抚养费/
/** 孩子他爸, 带孩子的事, 孩子穿小的童装, a child that is spoken to: none of them is to be served. */
const CHILD_ASIDE =
  /幼儿园(?:门口|后门|那栋)|孩子们?(?:都|也|全|又)?(?:不在|在外|在国外|上班|忙|没回|不回|没时间|回不来|离得远|工作|出差)|娃儿?些都回来|^(?:孩子|娃)[,，]|群里的娃|(?:这|那|好|好的|红马甲的)孩子|宝宝睡觉|刚生完?(?:孩子|娃)|生完孩子|群里的|和(?:孩子|娃)躲|(?:孩子|娃)在(?:哭|玩)|抱着(?:孩子|娃)[坐站]/
/** 抱着娃走不开, 娃刚睡别按铃, 我中午得接孩子: why somebody cannot come, or when. */
const CHILD_AT_HOME =
  /抱着?个?(?:孩子|娃)(?![打去上看])|抱不动(?:孩子|娃)|哄(?:孩子|娃)|(?:孩子|娃)(?:刚|在|还)?睡|[得去午]接(?:孩子|娃)|在家[带看]着?(?:孩子|娃)|有(?:孩子|娃)怕|带着?[俩两一个]{0,2}(?:孩子|娃)(?:走不|出不|到|离|没)|离异带|孩子们?抢/
const CHILD_FOR_SURE = /放学|作业|发烧|小学|看孩子|看娃|带娃的?(?:阿姨|大姐)/
/** 接孙女的那位到校门口了吗, 孩子接到了, 娃儿我没空接了. */
const CHILD_TENDED =
  /(?:接|看|陪|哄|领|辅导|转告)(?:着|到|完|一下)?(?:那|这)?(?:俩|个)?(?:孩子|小孩|小朋友|孙女|孙子|娃)|带(?:孩子|小孩|娃)(?:去|回)|(?:孩子|小孩|小朋友|孙女|孙子|娃).{0,6}(?:接(?:到|上|回|送|吗|没|嘛|了|不)|我去?接|领到|裹|平安|安全|认领|睡了|作文|作业|没人拉|聊完|由我)|小朋友|(?:托管|补课)|(?:孩子|小孩|宝宝|娃|小家伙).{0,6}(?:从学校|完完整整|平平安安|安安全全|交到|交给|喝上|吃上|全对|签了字)|孩子要辅导|辅导(?:功课|作业)|接(?:孩子|娃)放学|[吵惊]醒(?:娃|孩子)|你家(?:小子|闺女|孩子|娃)|守着孩子|(?:那|这)孩子的(?:作业|算术|功课|作文)/
/** 我得去接孩子, 我家娃发烧: the speaker's own child, which keeps them from coming. */
const CHILD_OF_HELPER =
  /(?:我|我家|俺家|俺|自己|自家)(?:的|那)?(?:娃|孩子|儿子|女儿|闺女)|我[得要中午]{0,3}(?:去)?(?:接|带)孩子|孩子.{0,4}(?:发烧|发高|生病|住院|水痘|高烧|家长会|课表|老师喊)|在家[看带](?:娃|孩子)|暖宝宝|陪我|孩子们?喜|突然要?带|多好的孩子|这孩子|那孩子还/
/** 我闺女也在那个班，一块儿接: beside the helper's own there is another. */
const CHILD_OF_OTHERS =
  /(?:那|这|你家|您家|人家)(?:个)?(?:的)?(?:小朋友|孩子|娃|小子|闺女)|一(?:块|起|道)儿?[接领带]|一个也是[接领]|谁家孩子|接孩子放学那/
/** 孩子上大学, 离婚孩子判给谁, 我在家带孙子: the child is grown or only part of the matter. */
const GROWN_OR_RAISED =
  /大学|大一|高中|满月|法律|志愿服务|志愿时长|外地读书|学期末|中考|高考|考上|残疾|判给|抚养|收养|离婚|过继|带着?孙|一个人带|两个孩子|低保户|下岗|转学|转学籍|熊孩子|体检报告|水痘|拉肚/
/** 带孙子, 我家双胞胎: whom one signs up for a class or a show with. */
const CHILD_SIGNED_UP =
  /[带帮替](?:着)?(?:我家|我)?(?:的)?[小两二个]{0,2}(?:孙[女子儿]|外孙)|(?:和|跟)外孙|双胞胎|[大二小]宝|我家三个|妈妈同意|小{1,2}志愿者/

/** Whether a child is the one to be served, not one that is only mentioned. */
export function isChildServed(need: Need): boolean {
  const { text, intent, category, named, ages } = need
  if (category === 'childcare') return true
  if (ABOUT_SERVICE.has(intent)) {
    if (intent === 'accept' && CHILD_OF_OTHERS.test(text)) return true
    return CHILD_TENDED.test(text) && !CHILD_OF_HELPER.test(text)
  }
  if (ages.some((age) => age < GROWN)) return category !== 'counselling' || !QUARREL.test(text)
  if (intent === 'register' && CHILD_SIGNED_UP.test(text)) return true
  if (!named.has('child') || (isChildAside(need) && !CHILD_FOR_SURE.test(text))) return false
  if (intent === 'consult') return isAskedForChild(need)
  return intent === 'emergency' || intent === 'amend' || isChildsMatter(need)
}

function isChildAside({ text, intent }: Need): boolean {
  return CHILD_ASIDE.test(text) || (intent !== 'emergency' && CHILD_AT_HOME.test(text))
}

function isAskedForChild({ text, category }: Need): boolean {
  if (category === 'legal' || category === 'volunteering' || category === 'recycling') return false
  return !GROWN_OR_RAISED.test(text)
}

function isChildsMatter({ text, category }: Need): boolean {
  if (category === 'counselling') return CHILD_SERVED.test(text) && !QUARREL.test(text)
  if (category !== undefined && CHILD_MATTERS.has(category)) return true
  return CHILD_SERVED.test(text) && category !== 'recycling' && category !== 'digital'
}
