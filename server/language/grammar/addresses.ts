import type { Address } from '@yimin/shared/language/frame'
import { MARK } from './marks.ts'
import { readDigits, readNumber } from './numbers.ts'

const N = '(?:\\d{1,4}|[零〇一二两三四五六七八九十百幺]{1,5})'
const ROOM =
  '(?:\\d{3,4}|[零〇一二三四五六七八九幺]{3,4}|(?:[一二三四]千)?[一二三四五六七八九十]{1,3}百零?[一二三四五六七八九十]{1,3})'
const BUILDING = '(?:号楼|号栋|号院|栋楼|幢楼|栋|幢|座|#楼|#|楼栋)'
const COUNTED = '(?![斤元块个点月年号日天米度岁毛分秒克层楼条根瓶袋盒包箱桶把只份人位件次颗棵栋幢户名期路\\d.])'

/** Parts of an address, longest forms first. Every alternative begins with a bounded number, so the scan is linear. */
const PARTS = new RegExp(
  [
    // 9-2-402, 9栋2-402, 九杠二杠四零二; with three parts building, unit, room
    `(?<dashB>(?:\\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}))(?:号楼|栋|幢|座|#)?(?:[-—–_/]|杠|之)(?<dashU>\\d{1,2}|[一二三四五六七八九])(?:单元|门)?(?:[-—–_/]|杠|之)(?<dashR>${ROOM}|\\d{1,2})(?:室|户|房)?(?![-\\d:])`,
    // 3号楼2-501: unit and room after a named building
    `(?<=(?:号楼|栋|幢|座|#|楼)[ ]?)(?<tailU>\\d{1,2}|[一二三四五六七八九])[-—–_](?<tailR>${ROOM})(?![-\\d])`,
    `(?<!\\d[-.:]?)(?<pairB>\\d{1,3})[-—–](?<pairR>\\d{3,4})(?:室|户)?(?![-\\d:])`,
    `第?(?<zone>${N}|[A-Za-z]|(?<![广城郊山地市社小片])[东西南北中])(?:区|期)(?![别域块间号长政委县])`,
    `(?<![\\d:.])(?<building>${N}|[A-Za-z]\\d{0,2}|[东西南北](?=[栋幢座]))(?:${BUILDING}|楼(?=[ ]?${N}(?:单元|门(?!口)))|号(?=[ ]?(?:${N}(?:单元|门(?!口|诊)|层)|[\\d一二三四五六七八九十]{1,2}楼|\\d{3,4}(?:室|房|户|$|[\\s,。]))))(?!单)`,
    `(?<unit>${N}|[A-Za-z]|[东西中](?=单元))单元`,
    `(?<=(?:楼|栋|幢|座|#)[ ]?)(?<gate>\\d{1,2}|[一二三四五六七八九十])(?:门(?!口|诊|卫|店|铃)|单(?=[ ]?\\d{3,4}))`,
    `(?<=(?:单元|门|楼|层|栋|幢|座|#|号院|号)[ ]?)(?<room>${ROOM})(?:号房|室|户|房|号)?${COUNTED}`,
    `(?<=(?:门牌号?|房号|房间号?|室号)[^\\d]{0,8})(?<roomTold>\\d{3,4})(?!\\d)`,
    `(?<=[在到放给])(?<roomHere>\\d{3,4})(?=门口|家|门外)`,
    `(?<![\\d.])(?<roomSaid>${ROOM}|\\d{1,2}(?=号?室))(?:号房|号?室|号户|户(?!型|外|主|人)|房(?!间|子|租|东))(?!\\d|[一二两三四]厅)`,
    `(?<![\\d.:])(?<floor>\\d{1,2}|[一二两三四五六七八九十]{1,3}|[负-]?[12]|顶)(?:楼|层)(?!道|梯|盘|房|市|宇)`,
  ].join('|'),
  'g',
)

const SHORT_SUFFIX = '(?:苑|园|里|坊|府|城|院|庭|湾|郡|居|村|台|阁|轩|大厦|广场|中心)'
const LONG_SUFFIX =
  '(?:小区|家园|花园|花苑|嘉园|佳园|嘉苑|佳苑|雅苑|新村|新苑|公寓|名邸|华府|山庄|大院|名苑|新城|雅居|家属院|宿舍)'
const ESTATE = new RegExp(
  `([\\p{Script=Han}]{2,7}?${LONG_SUFFIX})|([\\p{Script=Han}]{1,5}?${SHORT_SUFFIX})(?=[ ]?${MARK.address})`,
  'gu',
)
/** Words that may stand before the name of an estate and are no part of it. */
const LEAD =
  /^.*(?:我们家|我们|咱们|我家|家住|送到|送去|送往|送来|送|住在|就在|是在|现在|住|在|到|去|来|往|是|的|给|从|地址|我|搬|进|回|帮|一下|麻烦|急|要|个)/u
const NO_ESTATE =
  /^(?:[这那哪本全整别隔各某个老新一]|隔壁|我们|你们|咱们|他们|同一个?|这个|那个|哪个|每个|别的|其他|附近|社区|旁边|对面|后面|前面|幼儿|动物|植物|公|校|菜|果|乐|医|法|学|电影|剧|商|书|县|省|市|敬老|养老|理发|美容|研究|同|家|屋|夜|心|眼|手|嘴|哪|农|乡|城中)?(?:小区|家园|花园|公寓|大院|宿舍|园|院|里|城|村|台|居|中心|广场|家属院)$/

function digitsOf(text: string): string | undefined {
  if (/^[A-Za-z]\d{0,2}$/.test(text)) return text.toUpperCase()
  if (/^[东西南北中顶]$/.test(text)) return text
  if (/^\d+$/.test(text)) return String(Number(text))
  const value = readNumber(text.replace('两', '二'))
  return value === undefined ? undefined : String(value)
}

/** 四零二 → 402, 一千一百零二 → 1102. */
function roomOf(text: string): string | undefined {
  return readDigits(text) ?? digitsOf(text)
}

type Part = { key: keyof Address; value: string; at: number; end: number }

function partsOf(groups: Record<string, string | undefined>): [keyof Address, string | undefined][] {
  const g = groups
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
  if (g.zone) return [['zone', digitsOf(g.zone)]]
  if (g.building) return [['building', digitsOf(g.building)]]
  if (g.unit) return [['unit', digitsOf(g.unit)]]
  if (g.gate) return [['unit', digitsOf(g.gate)]]
  if (g.room) return [['room', roomOf(g.room)]]
  if (g.roomTold ?? g.roomHere) return [['room', g.roomTold ?? g.roomHere]]
  if (g.roomSaid) return [['room', roomOf(g.roomSaid)]]
  return [['floor', digitsOf(g.floor ?? '')]]
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

const CORRECTION = /(?:不对|错了|写错|打错|说错|改到|改成|换成|更正|应该是|不是|口误)/
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
  text = text.replace(PARTS, (...args: unknown[]) => {
    const whole = args[0] as string
    const groups = args.at(-1) as Record<string, string | undefined>
    const at = args.at(-3) as number
    const read = partsOf(groups)
    if (read.some(([, value]) => value === undefined)) return whole
    const refused = REFUSED.test(marked.slice(Math.max(0, at - 6), at))
    for (const [key, value] of read) {
      if (value !== undefined && !refused) parts.push({ key, value, at, end: at + whole.length })
    }
    return MARK.address.padEnd(whole.length, FILLER)
  })
  text = text.replace(ESTATE, (whole: string, _long: string, _short: string, at: number) => {
    const lead = LEAD.exec(whole.slice(0, -2))?.[0] ?? ''
    const name = whole.slice(lead.length)
    if (name.length < 3 || NO_ESTATE.test(name)) return whole
    parts.push({ key: 'place', value: name, at: at + lead.length, end: at + whole.length })
    return lead + MARK.address.padEnd(name.length, FILLER)
  })
  parts.sort((a, b) => a.at - b.at)
  const doors = gather(parts, text)
  const [address, ...others] = doors
  const collapsed = text.replaceAll(FILLER, '').replace(NEIGHBOURS, MARK.address)
  return { text: collapsed, ...(address && { address }), others }
}

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
