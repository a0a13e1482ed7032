import type { Address } from '@yimin/shared/language/frame'
import { MARK } from '../marks.ts'
import { mayStandIn } from '../../patterns/patternSet.ts'

export interface Part {
  key: keyof Address
  value: string
  at: number
  end: number
}

/** Keeps the places of later parts while earlier ones are already marked. */
export const FILLER = '\uE00F'

/** What was told to be left out: 不是六区, 别送到九栋. */
export const REFUSED = /(?:不是|唔系|非|(?<!在)不在|不[用要]送到?|别送到?|别写|[别莫甭]上)[ ]?$/

const SHORT_SUFFIX =
  '(?:苑|园|里|坊|府|城|院|庭|湾|郡|居|村|邨|台|阁|轩|巷|坝|(?<![号栋幢座\\d这那整本全上下一二三四五六七八九十])楼|社区|新区|公馆|大厦|广场|中心)'
const LONG_SUFFIX =
  '(?:小区|家园|花园|花苑|嘉园|佳园|嘉苑|佳苑|雅苑|新村|新邨|新苑|新寓|公寓|公房|名邸|公馆|华府|山庄|大院|名苑|名都|名城|新城|雅居|小筑|别业|家属院|宿舍楼|宿舍区|宿舍|安置点|壹号|干休所|疗养院)'
/** What stands in an estate: 绿漪园的楼道 names one without a number. */
const OF_ESTATE =
  '门口|[东西南北]口|村口|村小|[东西南北]头|山门|快递柜|值班室|保安室|活动室|传达室|喷泉|院灯|全体|楼道|楼顶|[东西南北][侧边]?门|后山|背后|前面那|垃圾|路灯|电梯|麻将馆|地下车库|车棚|残疾人|健身|门卫|保安'
const ESTATE = new RegExp(
  `([\\p{Script=Han}]{2,7}?${LONG_SUFFIX})|([\\p{Script=Han}]{1,5}?${SHORT_SUFFIX})(?=[ ]?(?:[东西南北][边侧头]|里面)?(?:的|那个)?${MARK.address})|(?<=^|[\\s,。!在到送住])[\\p{Script=Han}]{2,4}(?:(?<![农乡山全本城村])村|(?<![山农])庄|屯|寨|胡同|沟)(?=$|[\\s,。!])|(?<=^|[\\s,。!在到送住们表])(?:[\\p{Script=Han}]{2,3}(?:(?<![农乡山全本城])村|寺)|[\\p{Script=Han}]{2,3}(?:(?<![公校儿菜果乐物])园|(?<![家楼院屋村区店站心夜山城校车手房间箱厅巷嘴眼哪这那])里|[苑坊湾庭府郡]))(?=的?(?:${OF_ESTATE}))`,
  'gu',
)
const mayHoldEstate = mayStandIn(ESTATE)
/** Words that may stand before the name of an estate and are no part of it. */
const LEAD =
  /^(?:号|.*(?:我们家|们|咱|别?写|我家|家住|送到|送上|送去|送往|送来|送|住在|就在|是在|现在|住|在|到|去|来|往|是|的|给|从|地址|住址|坐标|位置|目标|建议|房子|址|放|唔该|.*(?:上头|箱里|柜里)|.*(?:更正|改|换)[为成]|门口|成|了|我|搬|进|回|帮|一下|一趟|麻烦|急|要|个|捎|系|勒|叫|于|反映|代表|关于|感谢|路过|老地方|(?<!甚|及)至|老家|应为|对面|靠近|娘啊))/u
/** Names of two characters: 北苑, 悦府. */
const COURT_NAME = /^(?!我|你|他|本|全)[\p{Script=Han}][苑府邸郡]$/u
const NO_ESTATE =
  /^(?:[这那哪本全整别隔各某个老新一]|地址|家属|居民|单元|办公|教学|宿舍|对面|老家属|塔|高|板|小|红|隔壁|老旧|大门|中心|我们|你们|咱们|他们|同一个?|这个|那个|哪个|每个|别的|其他|附近|社区|旁边|对面|后面|前面|楼下|幼儿|动物|植物|公|校|菜|果|乐|医|法|学|电影|剧|商|书|县|省|市|敬老|养老|理发|美容|研究|活动|文化|服务|同|家|屋|夜|心|眼|手|嘴|哪|农|乡|城中|.?医|人民医|附属|楼道|厕所|本人|最近|当地|酒店式|[男女][工生]|封控|隔离|[恁俺咱我你]这)?(?:小区|家园|花园|公寓|大院|宿舍|园|院|里|楼|城|村|台|居|中心|广场|家属院)$/
/** What no name holds: 想当小区, 罐车翻小区. */
const TALK = /[想翻么管期有没把]|户把/
/** A town told before the name is no part of it: 广州春晓苑. */
const TOWN =
  /^(?:北京|上海|天津|重庆|广州|深圳|东莞|佛山|珠海|中山|惠州|海口|三亚|南宁|桂林|柳州|厦门|福州|泉州|合肥|南京|苏州|无锡|常州|扬州|杭州|宁波|温州|绍兴|嘉兴|南昌|长沙|武汉|宜昌|成都|绵阳|贵阳|昆明|西安|兰州|银川|西宁|郑州|洛阳|济南|青岛|烟台|太原|石家庄|沈阳|大连|长春|哈尔滨|呼和浩特|乌鲁木齐)市?(?![东西南北中]?[路街])(?=[\p{Script=Han}]{3})/u

/** Takes the names of estates out of a text whose doors are marked already. */
export function readEstates(source: string, parts: Part[]): string {
  const text = mayHoldEstate(source) ? readNamed(source, parts) : source
  return readBare(text, parts)
}

function readNamed(source: string, parts: Part[]): string {
  return source.replace(ESTATE, (whole: string, _long: string, _short: string, at: number) => {
    const lead = LEAD.exec(whole.slice(0, -2))?.[0] ?? ''
    const town = TOWN.exec(whole.slice(lead.length))?.[0] ?? ''
    const before = lead + town
    const name = whole.slice(before.length)
    if (name.length < (COURT_NAME.test(name) ? 2 : 3) || NO_ESTATE.test(name) || TALK.test(name)) return whole
    if (REFUSED.test(source.slice(Math.max(0, at - 6), at) + lead)) return whole
    parts.push({ key: 'place', value: name, at: at + before.length, end: at + whole.length })
    return before + MARK.address.padEnd(name.length, FILLER)
  })
}

const LONGEST_NAME = 6
/** What stands before a door in its clause. */
const RUN = /[\p{Script=Han}]{2,10}$/u
const LEAD_OF_RUN =
  /^.*(?:[我咱你他]们|咱|我家|家住|送[到上去往来]?|住在?|[就是现]在|在|到|去|往|从|地址|坐标|位置|目标|是|给|放|搬|搁|卸|回|捎|寄|系|勒|叫|于|上(?!海)|唔该|路过|至|老家|应为|对面|靠近)/u
/** Words of talk, of kin, of measures and deeds: what holds one of them is no name of an estate. */
const NO_NAME =
  /[我你您他她它咱俺伲的了着过吗呢吧啊呀嘛么嘅咗唔喺不是没别这那哪谁啥怎跟与或及把被让请帮替送到从想能会可很也就又再才只每各两几多少个位条件份斤瓶袋盒包箱次碗根颗间号栋幢座户姐妹哥弟爸妈爷奶婆姨叔婶嫂娘婴孩儿女师傅买取拿修接陪找看说用做有开搞洗吃喝扔收借拖扛抬搬字紧肥冰凉流擦转卡冲怕砸烟熏浓眼响漏掉倒横停装桶块辆板趟跑办雨活冒痛疼病伤血急快要挂打废俩呗敲占点度第]|都.|.和|太(?!湖|平|和)|阿拉|^[老小阿].$/u
/** What no name of an estate ends or begins with. */
const NO_END =
  /(?:[家店口旁边面前后侧下内外站馆厂局所处部科室厅门架格摊柜库校院铺场司壁床梯屋盘灯水电码闸人巾包]|高层|办公楼|教学楼|居民楼|家属楼|家里|门里)$/
const NO_BEGINNING = /^(?:一|家里|收货|单元|本|同|全|整|隔|对|附近|需要|麻烦|谢谢|补充|更正|改|电话|楼|朝|坐|顶|原|门)/
const PUBLIC = /医院|银行|超市|市场|驿站|食堂|活动|医院|学校|大学|[中小]学|社区$/
/** Goods are named before a door too, 豆腐6栋: with such a word only what ends like a place is one. */
const FOOD = /[油肉菜米面奶豆蛋鱼鸡鸭虾茶酒糖盐纸药粉汤饭饼粥布果瓜葱姜蒜椒]/
const PLACE_END = /[路街巷弄苑园里村庄坊府城庭湾郡居邨台阁閣轩坝楼坪坡营寨屯沟桥谷洲岛岭]$/
/** Before a space a person's name may stand: 王桂枝 6栋. */
const PERSON =
  /^[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文].{1,2}$/
const FAMED = /^干休所$|..(?:公馆|小院|大院|老院|公寓|人家|世家|[一壹]号|[秀丽碧绿]水|[道渡]口)$/
const DOORS: ReadonlySet<keyof Address> = new Set(['building', 'zone', 'unit'])

/** 澜庭8座, 团结路5号楼: what stands alone before the number of a house is the estate's name. */
function readBare(source: string, parts: Part[]): string {
  let text = source
  for (const part of parts.filter(({ key }) => DOORS.has(key))) {
    const gap = text.charAt(part.at - 1) === ' ' ? 1 : 0
    const end = part.at - gap
    const name = nameAtEnd(text.slice(Math.max(0, end - 11), end))
    if (!name || ((gap > 0 || part.key === 'unit') && !PLACE_END.test(name)) || (gap > 0 && PERSON.test(name))) continue
    const at = end - name.length
    if (REFUSED.test(text.slice(Math.max(0, at - 4), at))) continue
    parts.push({ key: 'place', value: name, at, end })
    text = text.slice(0, at) + MARK.address.padEnd(name.length, FILLER) + text.slice(end)
  }
  return text
}

function nameAtEnd(text: string): string | undefined {
  const run = RUN.exec(text)?.[0]
  if (!run || text.charAt(text.length - run.length - 1) === FILLER) return undefined
  const lead = LEAD_OF_RUN.exec(run)?.[0] ?? ''
  if (lead === '' && run.length > LONGEST_NAME) return undefined
  const told = run.slice(lead.length)
  const name = told.slice(TOWN.exec(told)?.[0].length ?? 0)
  if (name.length < 2 || name.length > LONGEST_NAME || !isName(name)) return undefined
  const isLoose = lead !== '' || text.charAt(text.length - run.length - 1) === ' '
  return isLoose && name.length > 4 && !PLACE_END.test(name) && !FAMED.test(name) ? undefined : name
}

function isName(name: string): boolean {
  if (NO_NAME.test(name) || NO_BEGINNING.test(name) || PUBLIC.test(name) || NO_ESTATE.test(name)) return false
  if (FOOD.test(name) && !PLACE_END.test(name)) return false
  return !NO_END.test(name) || FAMED.test(name)
}
