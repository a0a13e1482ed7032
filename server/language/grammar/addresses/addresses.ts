import type { Address } from '@yimin/shared/language/frame'
import { readAddressLine } from './addressLine.ts'
import { MARK } from '../marks.ts'
import { readDigits, readNumber } from '../numbers.ts'
import { mayStandIn } from '../../patterns/patternSet.ts'

const N = '(?:\\d{1,4}|[零〇一二三四五六七八九十百幺]{1,5})'
const ROOM =
  '(?:\\d{3,4}|[零〇一二三四五六七八九幺]{3,4}|(?:[一二三四]千)?[一二三四五六七八九十]{1,3}百零?[一二三四五六七八九十]{1,3})'
/** Three or four digits as doors have them: floor and a small number. */
const DOOR = '(?:[1-9]|[1-3]\\d)(?:0[1-9]|1[0-2])'
const BUILDING = '[ ]?(?:号楼|号栋|栋楼|幢楼|栋|幢|座|#楼|#|楼栋)'
const COUNTED =
  '(?![斤元块个点月年号日天米度岁毛分秒克层条根瓶袋盒包箱桶把只份人位件次颗棵栋幢户名期路以左多\\d.]|楼(?!下))'

/** Parts of an address, longest forms first. Every alternative begins with a bounded number, so the scan is linear. */
const PARTS = new RegExp(
  [
    // 6-9-2-402: zone, building, unit, room; behind a building three numbers are unit, floor, room
    `(?<![\\d-])(?<fourZ>\\d{1,2})-(?<fourB>\\d{1,2})-(?<fourU>\\d{1,2})-(?<fourR>\\d{3,4})(?![-\\d])`,
    `(?<=(?:号楼|栋|幢|座|#)[ ]?)(?<threeU>\\d{1,2})-(?<threeF>\\d{1,2})-(?<threeR>\\d{3,4})(?![-\\d])`,
    `(?<![\\d.])(?<dotB>\\d{1,2})\\.(?<dotU>\\d)\\.(?<dotR>\\d{3,4})(?![.\\d])`,
    // 9-2-402, 9栋2-402, 九杠二杠四零二; with three parts building, unit, room
    `(?<dashB>(?:\\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}))(?:号楼|栋|幢|座|#)?(?:[-—–_/]|杠|之)(?<dashU>\\d{1,2}|[一二三四五六七八九])(?:单元|门)?(?:[-—–_/]|杠|之)(?<dashR>${ROOM}|\\d{1,2})(?:室|户|房)?(?![-\\d:])`,
    // 3号楼2-501: unit and room after a named building
    `(?<=(?:号楼|栋|幢|座|#|楼)[ ]?)(?<tailU>\\d{1,2}|[一二三四五六七八九])[-—–_](?<tailR>${ROOM})(?![-\\d])`,
    `(?<!\\d[-.:]?)(?<pairB>\\d{1,3}|(?<![A-Za-z\\d])[A-Za-z]\\d{1,2})[-—–](?<pairR>\\d{3,4})(?:室|户)?(?![-\\d:])`,
    `第?(?<zone>${N}|[A-Za-z]|(?<![广城郊山地市社小片])[东西南北中])[ ]?(?:区|期)(?![别域块间号长政委县杂报疫培课班活学工]|[^\\s,。]{0,4}(?:驿站|超市|菜市?场|食堂|药店|药房))`,
    `(?<court>${N})号院(?![^\\s,。]{0,4}(?:驿站|超市|菜市?场))`,
    `(?<=[苑园里村坊弄巷])(?<house>\\d{1,3}|[一二三四五六七八九十]{1,3})号(?=的?\\d{3,4}|$|[\\s,。!])`,
    `(?<![\\d:.])(?<building>[甲乙丙丁]?${N}|[甲乙丙丁](?=[栋幢座])|[A-Za-z]\\d{0,2}|[东西南北](?=[栋幢座]))(?:${BUILDING}|楼(?=[ ]?${N}(?:单元|门(?!口)))|号(?=[ ]?(?:${N}(?:单元|门(?!口|诊)|层)|[\\d一二三四五六七八九十]{1,2}楼|\\d{3,4}(?:室|房|户|$|[\\s,。]))))(?!单(?!元))`,
    `(?<unit>${N}|[A-Za-z]|[甲乙丙丁东西中南北](?=单元))[ ]?单元`,
    `(?<=(?:楼|栋|幢|座|#)[ ]?)(?<gate>\\d{1,2}|[一二三四五六七八九十])(?:门(?!口|诊|卫|店|铃)|单(?=[ ]?\\d{3,4}))`,
    `(?<=(?:单元|门|楼|层|栋|幢|座|#|号院|号)(?:[ ,、/-]|的|那个)?)(?<room>${ROOM})(?:号房|室|户|房|号)?${COUNTED}`,
    `(?<=(?:门牌号?|房号|房间号?|室号)[^\\d]{0,8})(?<roomTold>\\d{3,4})(?!\\d)`,
    `(?<=[在到放给])(?<roomHere>\\d{3,4})(?=门口|家|门外)`,
    `(?<=^|[,。\\s给到])(?<roomOwner>\\d{3,4})的?(?=[\\p{Script=Han}]{1,2}(?:大爷|大妈|大娘|阿姨|奶奶|爷爷|大姐|大哥|叔叔|婶)|老[\\p{Script=Han}])`,
    `(?<=(?:错了?|不对)[,。 ]{0,2}(?:应该)?是)(?<roomMended>\\d{3,4})(?=$|[\\s,。.!])`,
    `(?<=(?:不是|(?<!\\d))\\d{3,4}[,。 ]{0,2}是)(?<roomNot>\\d{3,4})(?!\\d)`,
    `(?<=^|[\\s,。是])(?<roomBut>\\d{3,4})(?=[,。 ]{0,2}不是\\d{3,4})`,
    `(?<=[\\s,。家的])(?<roomLast>${DOOR})(?=[。.!]*$)`,
    `(?<=^)(?<roomFirst>${DOOR})(?=的[\\p{Script=Han}])`,
    `(?<![\\d.])(?<roomSaid>${ROOM}|\\d{1,2}(?=号?室))[ ]?(?:号房|号?室|号户|户(?!型|外|主|人)|房(?!间|子|租|东))(?!\\d|[一二两三四]厅)`,
    `(?<![\\d.爬]|\\d:|地下)(?<floor>负?(?:\\d{1,2}|[一二三四五六七八九十]{1,3}))[ ]?(?:楼|(?<!(?<!单元|栋|幢|座|楼|门|[在住到、负第])[ ]?一)层(?![饼糕架柜床塔保蒸抽肉纱棉布]|奶油|鞋|货))(?!道|梯|盘|房|市|宇)`,
  ].join('|'),
  'gu',
)

const mayHoldParts = mayStandIn(PARTS)

const SHORT_SUFFIX =
  '(?:苑|园|里|坊|府|城|院|庭|湾|郡|居|村|台|阁|轩|巷|坝|(?<![号栋幢座\\d这那整本全上下一二三四五六七八九十])楼|社区|新区|公馆|大厦|广场|中心)'
const LONG_SUFFIX =
  '(?:小区|家园|花园|花苑|嘉园|佳园|嘉苑|佳苑|雅苑|新村|新苑|公寓|名邸|公馆|华府|山庄|大院|名苑|新城|雅居|家属院|宿舍)'
/** What stands in an estate: 绿漪园的楼道 names one without a number. */
const OF_ESTATE =
  '快递柜|楼道|楼顶|[东西南北][侧边]?门|后山|背后|前面那|垃圾|路灯|电梯|麻将馆|地下车库|车棚|残疾人|健身|门卫|保安'
const ESTATE = new RegExp(
  `([\\p{Script=Han}]{2,7}?${LONG_SUFFIX})|([\\p{Script=Han}]{1,5}?${SHORT_SUFFIX})(?=[ ]?(?:[东西南北][边侧头]|里面)?(?:的|那个)?${MARK.address})|(?<=^|[\\s,。!在])(?:[\\p{Script=Han}]{2,3}(?:(?<![公校儿菜果乐物])园|(?<![家楼院屋村区店站心夜山城校车手房间箱厅巷嘴眼哪这那])里|[苑坊湾庭府郡]))(?=的?(?:${OF_ESTATE}))`,
  'gu',
)
const mayHoldEstate = mayStandIn(ESTATE)
/** Words that may stand before the name of an estate and are no part of it. */
const LEAD =
  /^(?:号|.*(?:我们家|我们|咱们|我家|家住|送到|送上|送去|送往|送来|送|住在|就在|是在|现在|住|在|到|去|来|往|是|的|给|从|地址|住址|址|放|唔该|成|了|我|搬|进|回|帮|一下|麻烦|急|要|个))/u
/** Names of two characters: 北苑, 悦府. */
const COURT_NAME = /^(?!我|你|他|本|全)[\p{Script=Han}][苑府邸郡]$/u
const NO_ESTATE =
  /^(?:[这那哪本全整别隔各某个老新一]|家属|居民|单元|办公|教学|宿舍|对面|老家属|塔|高|板|小|红|隔壁|老旧|大门|中心|我们|你们|咱们|他们|同一个?|这个|那个|哪个|每个|别的|其他|附近|社区|旁边|对面|后面|前面|幼儿|动物|植物|公|校|菜|果|乐|医|法|学|电影|剧|商|书|县|省|市|敬老|养老|理发|美容|研究|同|家|屋|夜|心|眼|手|嘴|哪|农|乡|城中)?(?:小区|家园|花园|公寓|大院|宿舍|园|院|里|楼|城|村|台|居|中心|广场|家属院)$/

function digitsOf(text: string): string | undefined {
  if (/^[A-Za-z]\d{0,2}$/.test(text)) return text.toUpperCase()
  if (/^(?:[东西南北中]|[甲乙丙丁]\d*)$/.test(text)) return text
  if (/^[甲乙丙丁负]/.test(text)) {
    const rest = digitsOf(text.slice(1))
    return rest && (text.startsWith('负') ? `-${rest}` : text.charAt(0) + rest)
  }
  if (/^\d+$/.test(text)) return String(Number(text))
  const value = readNumber(text)
  return value === undefined ? undefined : String(value)
}

/** 四零二 → 402, 一千一百零二 → 1102. */
function roomOf(text: string): string | undefined {
  return readDigits(text) ?? digitsOf(text)
}

type Part = { key: keyof Address; value: string; at: number; end: number }

function joinedParts(g: Record<string, string | undefined>): [keyof Address, string | undefined][] | undefined {
  if (g.fourZ)
    return [
      ['zone', digitsOf(g.fourZ)],
      ['building', digitsOf(g.fourB ?? '')],
      ['unit', digitsOf(g.fourU ?? '')],
      ['room', g.fourR],
    ]
  if (g.threeU)
    return [
      ['unit', digitsOf(g.threeU)],
      ['floor', digitsOf(g.threeF ?? '')],
      ['room', g.threeR],
    ]
  if (g.dotB)
    return [
      ['building', digitsOf(g.dotB)],
      ['unit', digitsOf(g.dotU ?? '')],
      ['room', g.dotR],
    ]
  return dashedParts(g)
}

function dashedParts(g: Record<string, string | undefined>): [keyof Address, string | undefined][] | undefined {
  if (g.dashB && g.dashU)
    return [
      ['building', digitsOf(g.dashB)],
      ['unit', digitsOf(g.dashU)],
      ['room', roomOf(g.dashR ?? '')],
    ]
  if (g.tailU)
    return [
      ['unit', digitsOf(g.tailU)],
      ['room', roomOf(g.tailR ?? '')],
    ]
  if (g.pairB)
    return [
      ['building', digitsOf(g.pairB)],
      ['room', roomOf(g.pairR ?? '')],
    ]
  return undefined
}

/** The group of the pattern, the part it tells, and how its value is read. */
const SINGLE: readonly (readonly [group: string, key: keyof Address, read: (text: string) => string | undefined])[] = [
  ['zone', 'zone', digitsOf],
  ['court', 'zone', digitsOf],
  ['house', 'building', digitsOf],
  ['building', 'building', digitsOf],
  ['unit', 'unit', digitsOf],
  ['gate', 'unit', digitsOf],
  ['room', 'room', roomOf],
  ['roomTold', 'room', roomOf],
  ['roomHere', 'room', roomOf],
  ['roomOwner', 'room', roomOf],
  ['roomMended', 'room', roomOf],
  ['roomNot', 'room', roomOf],
  ['roomBut', 'room', roomOf],
  ['roomLast', 'room', roomOf],
  ['roomFirst', 'room', roomOf],
  ['roomSaid', 'room', roomOf],
  ['floor', 'floor', digitsOf],
]

function partsOf(groups: Record<string, string | undefined>): [keyof Address, string | undefined][] {
  const joined = joinedParts(groups)
  if (joined) return joined
  for (const [group, key, read] of SINGLE) {
    const said = groups[group]
    if (said !== undefined) return [[key, read(said)]]
  }
  return []
}

export interface AddressReading {
  text: string
  /** One or several doors as they stand in the message; a door begins anew where a part is told twice. */
  address?: Address
  /** Further doors, for messages with two orders. */
  others: Address[]
}

/** Own names of the station, ready to look for. */
export interface PlaceNames {
  pattern?: RegExp
  address: ReadonlyMap<string, Address>
}

/** Keeps the places of later parts while earlier ones are already marked. */
const FILLER = '\uE00F'
const NEIGHBOURS = new RegExp(`${MARK.address}(?:[ ,、的]{0,2}${MARK.address})+`, 'g')

const CORRECTION = /(?:不对|不不|写快|记错|念错|错了|写错|打错|说错|改到|改成|换成|更正|应该是|不是|口误)/
const REFUSED = /(?:不是|不在|不用送到?|别送到?)[ ]?$/

/** Takes the parts of an address out of the text; a corrected part counts with its last value, 不是六区 not at all. */
export function readAddress(source: string, names: PlaceNames): AddressReading {
  const parts: Part[] = []
  let text = names.pattern
    ? source.replace(names.pattern, (name: string, at: number) => {
        for (const [key, value] of Object.entries(names.address.get(name) ?? {})) {
          parts.push({ key: key as keyof Address, value, at, end: at + name.length })
        }
        // the mark keeps its place: positions of later parts are compared with it
        return MARK.address.padEnd(name.length, FILLER)
      })
    : source
  const marked = text
  if (mayHoldParts(text))
    text = text.replace(PARTS, (...args: unknown[]) => {
      const whole = args[0] as string
      const groups = args.at(-1) as Record<string, string | undefined>
      const at = args.at(-3) as number
      const read = partsOf(groups)
      if (read.length === 0 || read.some(([, value]) => value === undefined)) return whole
      const refused = REFUSED.test(marked.slice(Math.max(0, at - 6), at))
      for (const [key, value] of read) {
        if (value !== undefined && !refused) parts.push({ key, value, at, end: at + whole.length })
      }
      return MARK.address.padEnd(whole.length, FILLER)
    })
  const numbered = text
  if (mayHoldEstate(text))
    text = text.replace(ESTATE, (whole: string, _long: string, _short: string, at: number) => {
      const lead = LEAD.exec(whole.slice(0, -2))?.[0] ?? ''
      const name = whole.slice(lead.length)
      if (name.length < (COURT_NAME.test(name) ? 2 : 3) || NO_ESTATE.test(name)) return whole
      if (REFUSED.test(numbered.slice(Math.max(0, at - 6), at) + lead)) return whole
      parts.push({ key: 'place', value: name, at: at + lead.length, end: at + whole.length })
      return lead + MARK.address.padEnd(name.length, FILLER)
    })
  text = readToldLine(text, parts)
  parts.sort((a, b) => a.at - b.at)
  const doors = gather(parts, text)
  const [address, ...others] = doors
  const collapsed = text.replaceAll(FILLER, '').replace(NEIGHBOURS, MARK.address)
  return { text: collapsed, ...(address && { address }), others }
}

/** 地址: …: what follows is an address and nothing else, so a bare number is a part of it. */
const TOLD_LINE = /(?:地址|住址)(?:是|为)?[: ]{1,2}([^\n,。;!?]{3,60})/
const KEY_OF = { building: 'building', unit: 'unit', floor: 'floor', room: 'room' } as const

/** Adds what only the grammar of address lines can tell: 地址: 文昌路88号明珠广场B座1508, 科技大厦A832. */
function readToldLine(text: string, parts: Part[]): string {
  const line = TOLD_LINE.exec(text)
  if (!line?.[1]) return text
  const start = line.index + line[0].length - line[1].length
  let out = text
  for (const { kind, text: said, at, end } of readAddressLine(line[1])) {
    if (kind === 'road' || parts.some((part) => part.key === KEY_OF[kind])) continue
    const value = kind === 'room' ? roomOf(numberIn(said)) : digitsOf(numberIn(said))
    if (value === undefined) continue
    parts.push({ key: KEY_OF[kind], value, at: start + at, end: start + end })
    out = out.slice(0, start + at) + MARK.address.padEnd(end - at, FILLER) + out.slice(start + end)
  }
  return out
}

const numberIn = (said: string): string =>
  /^第?([A-Za-z]{0,2}\d+|[A-Za-z]|[零〇一二三四五六七八九十百]+)/.exec(said)?.[1] ?? said

const ORDER: readonly (keyof Address)[] = ['place', 'zone', 'building', 'unit', 'floor', 'room']

function gather(parts: readonly Part[], text: string): Address[] {
  const doors: Address[] = []
  let current: Address = {}
  let lastEnd = 0
  for (const part of parts) {
    const between = text.slice(lastEnd, part.at)
    if (current[part.key] !== undefined && current[part.key] !== part.value) {
      if (!CORRECTION.test(between)) {
        doors.push(current)
        current = {}
      }
    }
    current[part.key] = part.value
    lastEnd = part.end
  }
  if (Object.keys(current).length > 0) doors.push(current)
  return doors.map(inOrder)
}

function inOrder(address: Address): Address {
  const out: Address = {}
  for (const key of ORDER) {
    const value = address[key]
    if (value !== undefined) out[key] = value
  }
  return out
}
