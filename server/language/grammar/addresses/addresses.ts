import type { Address } from '@yimin/shared/language/frame'
import { readAddressLine } from './addressLine.ts'
import { FILLER, readEstates, REFUSED, type Part } from './estates.ts'
import { MARK } from '../marks.ts'
import { readDigits, readNumber } from '../numbers.ts'
import { mayStandIn } from '../../patterns/patternSet.ts'

const N = '(?:\\d{1,4}|[零〇一二三四五六七八九十百幺]{1,5})'
const ROOM =
  '(?:\\d{3,4}|[零〇一二三四五六七八九幺]{3,4}|(?:[一二三四]千)?[一二三四五六七八九十]{1,3}百零?[一二三四五六七八九十]{1,3})'
/** Three or four digits as doors have them: floor and a small number. */
const DOOR = '(?:[1-9]|[1-3]\\d)(?:0[1-9]|1[0-2])'
const BUILDING = '[ ]?(?:号楼|号栋|栋楼|幢楼|栋|幢|座(?!车|商务|面包|的?(?:轿|汽)车)|#楼|#|楼栋)'
const COUNTED =
  '(?![斤元块个点月年号日天米度岁毛分秒克层条根瓶袋盒包箱桶把只份人位件次颗棵栋幢户名期路以左多\\d]|\\.\\d|楼(?!下))'

/** What a part may begin with: asked first, so that the many forms are tried at few places only. */
const BEGINNING = '两\\dA-Za-z零〇一二三四五六七八九十百幺甲乙丙丁东西南北中第负底首'

/** Parts of an address, longest forms first. Every alternative begins with a bounded number, so the scan is linear. */
const PARTS = new RegExp(
  `(?=[${BEGINNING}])(?:${[
    // 6-9-2-402: zone, building, unit, room; behind a building three numbers are unit, floor, room
    `(?<![\\d-])(?<fourZ>\\d{1,2})-(?<fourB>\\d{1,2})-(?<fourU>\\d{1,2})-(?<fourR>\\d{3,4})(?![-\\d])`,
    `(?<=(?:号楼|栋|幢|座|#)[ ]?)(?<threeU>\\d{1,2})-(?<threeF>\\d{1,2})-(?<threeR>\\d{3,4})(?![-\\d])`,
    `(?<![\\d.])(?<dotB>\\d{1,2})\\.(?<dotU>\\d)\\.(?<dotR>\\d{3,4})(?![.\\d])`,
    // 9-2-402, 9栋2-402, 九杠二杠四零二; with three parts building, unit, room
    `(?<dashB>(?:\\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}))(?:号楼|栋|幢|座|#)?(?:[-—–_/]|杠|之)(?<dashU>\\d{1,2}|[一二三四五六七八九])(?:单元|门)?(?:[-—–_/]|杠|之)(?<dashR>${ROOM}|\\d{1,2})(?:室|户|房)?(?![-\\d:])`,
    // 3号楼2-501: unit and room after a named building
    `(?<=(?:号楼|栋|幢|座|#|楼)[ ]?)(?<tailU>\\d{1,2}|[一二三四五六七八九])[-—–_](?<tailR>${ROOM})(?![-\\d])`,
    `(?<!\\d[-.:]?)(?<pairB>\\d{1,3}|(?<![A-Za-z\\d])[A-Za-z]\\d{1,2})[-—–](?<pairR>\\d{3,4})(?:室|户)?(?![-\\d:])`,
    `第?(?<zone>${N}|[A-Za-z]|(?<![广城郊山地市社小片])[东西南北中](?!区(?:花园|小区|新村|公寓)))[ ]?(?:区|(?<![疮癌瘤病第下上这每报].)期)(?![别域块间号长政委县杂报疫培课班活学工]|[^\\s,。]{0,4}(?:驿站|超市|菜市?场|食堂|药店|药房))`,
    `(?<court>${N})号院(?![^\\s,。]{0,4}(?:驿站|超市|菜市?场))`,
    `(?<=[苑园里村坊弄巷宅堂邨筑寓]|小院)(?<house>\\d{1,3}|[一二三四五六七八九十]{1,3})号甲?(?=的?\\d{3,4}|$|[\\s,。!]|[底前后]楼|[东西南北前后]门|亭子间|活动室)`,
    `(?<!\\d|\\d[:.])(?<building>(?!一栋楼(?:都|的(?!\\d)|全|人|$|[,。 ]))[甲乙丙丁]?(?<!哪|[跟和同][我你他她渠您])${N}|\\d{1,2}[A-Za-z](?=[栋幢座])|[甲乙丙丁](?=[栋幢座])|[A-Za-z]\\d{0,2}|[东西南北](?=[栋幢座]))(?:${BUILDING}|楼(?=${N}(?:单元|门(?!口)))|(?<=号院${N})楼(?=$|[\\s,。!]|[一二三四五六七八九\\d]单元)|号(?=[ ]?(?:${N}(?:单元|门(?!口|诊)|层)|[\\d一二三四五六七八九十]{1,2}楼|(?:\\d{3,4}|[零〇一二三四五六七八九]{3,4})(?:室|房|户|$|[\\s,。]))))(?!单(?!元))`,
    `(?<unit>${N}|[A-Za-z]|[甲乙丙丁东西中南北](?=单元))[ ]?单元`,
    `(?<=(?:楼|栋|幢|座|#)[ ]?)(?<gate>\\d{1,2}|[一二三四五六七八九十])(?:门(?!口|诊|卫|店|铃)|单(?=[ ]?\\d{3,4}))`,
    `(?<![\\d大前后正东西南北侧入出])(?<door>\\d{1,2}|[一二三四五六七八九十])门(?=[ ]?(?:\\d{3,4}|[一二三四五六七八九十]楼)|洞\\d{3}|[东西中]户)`,
    `(?<=[\\p{Script=Han}][苑园里坊邨庄])(?<entry>\\d{1,2}|[一二三四五六七八九十])门(?=$|[\\s,。!])`,
    `(?<=(?:单元|门洞?|楼|层|栋|幢|座|#|号院|号甲?|公寓|花园|小区)(?:[ ,、/-]|的|那个)?)(?<room>${ROOM})(?:号房|室|户|房|号)?${COUNTED}`,
    `(?<=(?:门牌号?|房号|房间号?|室号)[^\\d]{0,8})(?<roomTold>\\d{3,4}|(?<=是)[零〇一二三四五六七八九幺]{3,4})(?!\\d)`,
    `(?<=[在到放给搁挂过])(?<roomHere>\\d{3,4})(?=门口|家|门外|门边|门把|把手|那户|门缝)`,
    `(?<=^|[,。\\s给到])(?<roomOwner>\\d{3,4})的?(?=[\\p{Script=Han}]{1,2}(?:大爷|大妈|大娘|阿姨|奶奶|爷爷|大姐|大哥|叔叔|婶)|老[\\p{Script=Han}])`,
    `(?<=(?:错了?|不对)[,。 ]{0,2}(?:应该)?是)(?<roomMended>\\d{3,4})(?=$|[\\s,。.!])`,
    `(?<=(?:不是|(?<!\\d))\\d{3,4}[,。 ]{0,2}是)(?<roomNot>\\d{3,4})(?!\\d)`,
    `(?<=^|[\\s,。是])(?<roomBut>\\d{3,4})(?=[,。 ]{0,2}不是\\d{3,4})`,
    `(?<=[上去]|我在|我家|住)(?<roomThere>${DOOR})(?=[看瞧拿取敲帮]|$|[\\s,。!])`,
    `(?<=我是|住的是)(?<roomMine>\\d{3,4}|[零〇一二三四五六七八九幺]{3,4})(?=的|$|[\\s,。!])`,
    `(?<=^|[\\s,。!])(?<roomCalls>${DOOR})(?=[,。! ]{0,2}快(?:来|叫|点)|的[。!]?$|那边)`,
    `(?<=送[上到去]|[抱送]回|一起去|上来)(?<roomGoal>${DOOR})(?=$|[\\s,。!行吧的])`,
    `(?<=楼[号好]是?[ ]?)(?<buildingTold>\\d{1,2})号?(?!\\d)`,
    `(?<=单元号?是[ ]?)(?<unitTold>\\d{1,2})(?!\\d)`,
    `(?<=[楼栋幢座元号])(?<floorTwo>两)楼`,
    `(?<=^)(?<roomHailed>${DOOR})(?=别慌|[,。 ]您|的(?:粥|菜|饭|药|快递|东西))`,
    `(?<=[\\d一二三四五六七八九十][楼层])(?<roomLetter>[A-Z])(?:室|房|(?=$|[\\s,。!]))`,
    `(?<=(?:栋|幢|座|号楼))(?<roomMixed>\\d{1,2}[A-Z])(?:室|房)?(?=$|[\\s,。!])`,
    `(?<=^|[\\s,。!])(?<shortB>\\d{1,2})-(?<shortU>\\d)(?=的[。!]?$|门口)`,
    `(?<=^|[\\s,。!])(?<unitOf>\\d|[一二三四五六七八九])门(?=的(?!课))`,
    `(?<=[,。 ])(?<unitLast>\\d|[一二三四五六七八九])门(?=[。!]?$)`,
    `(?<=(?:[栋幢座楼号门院,。][ ]?|[住在]))(?<ground>底[楼层](?!商|道)|首层)`,
    `(?<![A-Za-z\\d])(?<floorF>\\d{1,2})[Ff](?![A-Za-z\\d])`,
    `(?<=[\\s,。家的])(?<roomLast>${DOOR})(?=[。.!]*$)`,
    `(?<=^)(?<roomFirst>${DOOR})(?=的[\\p{Script=Han}])`,
    `(?<![\\d.])(?<roomSaid>${ROOM}|\\d{1,2}(?=号?室))[ ]?(?:号房|号?室|号户|户(?!型|外|主|人)|房(?!间|子|租|东))(?!\\d|[一二两三四]厅)`,
    `(?<!\\d|\\d[.:]|爬|下不了|上到|地下|医院|商场|门诊|超市|商厦|万达|[臭漏长堆漫码交掉刮卷](?:到|往)|上不了|[剥拉完]|柜第|[\\d一二三四五六七八九十][楼层][到至]?)(?<floor>负?(?:\\d{1,2}|[一二三四五六七八九十]{1,3}))[ ]?(?:楼|(?<!(?<!单元|栋|幢|座|楼|门|[在住到、负第十])[ ]?一)层(?![饼糕架柜床塔保蒸抽肉纱棉布]|奶油|鞋|货|楼|窗))(?!道|梯|盘|房|市|宇|[到至]?(?:顶|[\\d一二三四五六七八九十]{1,3})[楼层]|以[上下]|[都雨](?!是)|全(?!体)|外窗|的?母婴|药房|透析|诊室|检验|体检|收费|教室|卧室|三家|楼道|住户|办公室|窗口|阿姨|那户把|的(?:人|住户把|邻居|管|墙|主|重阳|孕妇|狗))`,
  ].join('|')})`,
  'gu',
)

const mayHoldParts = mayStandIn(PARTS)

function digitsOf(text: string): string | undefined {
  if (/^(?:[A-Za-z]\d{0,2}|\d{1,2}[A-Za-z])$/.test(text)) return text.toUpperCase()
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

const asSaid = (text: string): string => text.toUpperCase()

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
  if (g.shortB)
    return [
      ['building', digitsOf(g.shortB)],
      ['unit', digitsOf(g.shortU ?? '')],
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
  ['door', 'unit', digitsOf],
  ['entry', 'unit', digitsOf],
  ['room', 'room', roomOf],
  ['roomTold', 'room', roomOf],
  ['roomHere', 'room', roomOf],
  ['roomOwner', 'room', roomOf],
  ['roomMended', 'room', roomOf],
  ['roomHailed', 'room', roomOf],
  ['buildingTold', 'building', digitsOf],
  ['unitTold', 'unit', digitsOf],
  ['floorTwo', 'floor', () => '2'],
  ['roomNot', 'room', roomOf],
  ['roomBut', 'room', roomOf],
  ['roomLast', 'room', roomOf],
  ['roomFirst', 'room', roomOf],
  ['roomSaid', 'room', roomOf],
  ['roomMine', 'room', roomOf],
  ['roomThere', 'room', roomOf],
  ['roomCalls', 'room', roomOf],
  ['roomGoal', 'room', roomOf],
  ['roomLetter', 'room', asSaid],
  ['roomMixed', 'room', asSaid],
  ['unitOf', 'unit', digitsOf],
  ['unitLast', 'unit', digitsOf],
  ['ground', 'floor', () => '1'],
  ['floorF', 'floor', digitsOf],
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

const NEIGHBOURS = new RegExp(`${MARK.address}(?:[ ,、的]{0,2}${MARK.address})+`, 'g')

const CORRECTION =
  /(?:不对|不不|写快|记错|念错|错了|写错|打错|说错|送错|岔了|反了|糊涂|改到|改成|换成|转到|更正|应该是|其实|一直在|现在是|实际上?是|我住的是|不是|口误|这脑子|这记性)|改$|^[,。 ]{0,2}是$|是[^,。 ]{1,5}家[,。 ]/

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
  let refusedEnd = 0
  if (mayHoldParts(text))
    text = text.replace(PARTS, (...args: unknown[]) => {
      const whole = args[0] as string
      const groups = args.at(-1) as Record<string, string | undefined>
      const at = args.at(-3) as number
      const read = partsOf(groups)
      if (read.length === 0 || read.some(([, value]) => value === undefined)) return whole
      const refused =
        (refusedEnd > 0 && /^ ?$/.test(marked.slice(refusedEnd, at))) ||
        REFUSED.test(marked.slice(Math.max(0, at - 6), at))
      if (refused) refusedEnd = at + whole.length
      for (const [key, value] of read) {
        if (value !== undefined && !refused) parts.push({ key, value, at, end: at + whole.length })
      }
      return MARK.address.padEnd(whole.length, FILLER)
    })
  text = readEstates(text, parts)
  text = readToldLine(text, parts)
  parts.sort((a, b) => a.at - b.at)
  const doors = gather(parts, text)
  const main = doors.findIndex((door) => door.building ?? door.room ?? door.unit)
  const [address] = doors.splice(Math.max(0, main), 1)
  const others = doors
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
