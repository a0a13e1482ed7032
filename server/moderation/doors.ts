import { findDashedDoors } from './dashedDoors.ts'
import { blotTimes } from './digitRuns.ts'
import { isBracket, isPause, isTight, without } from './fold.ts'
import type { Folded } from './fold.ts'
import { readDoorTail } from './doorTail.ts'
import type { Span } from './numbers.ts'

const N = '[0-9十百廿]{1,6}'

/** A building may be said; what stands right behind it may not. */
const BUILDING = `(?:${N}|[A-Za-z甲乙丙丁东西南北])(?:栋|幢|座|号楼|#楼|号院)|[0-9]{1,3}#(?!楼)`
const UNIT = `(?:${N}|[A-Za-z甲乙丙丁戊东西南北中])单元(?!测|考|格|课)`
/** Not the rooms of the station, where everybody may come, nor layers of other things. */
const FLOOR = `(?:(?<!中心|社工站|站里|居委会|医院|商场|超市|食堂|礼堂|馆)(?<![0-9十百廿])(?:负|地下)?${N}(?:楼(?!盘|市|大厅|活动|会议|教室|多功能|服务|窗口|平台|食堂|阅览|图书)|层(?!楼|[床架板蛋次面皮布纸棉衣林霜冰雪灰膜油薄厚又大活会教])))|[顶底][楼层]`
const STOREY = `(?<![A-Za-z0-9.])[0-9]{1,2}[Ff](?![A-Za-z0-9])`
const ROW = `[0-9十]{1,3}排[0-9十]{1,3}号`
const ROOM = `[A-Za-z]?[0-9百十]{3,6}[A-Za-z]?号?(?:室(?![0-9两]厅)|房(?![子屋租东贷产价型源0-9两]))|[0-9十]{1,5}号房(?!子|屋|东|产)`
const CUE = `(?:家?住在?|家在|门牌号?|房间号?|房号|室号|地址)[是为在]?:?(?=[0-9A-Za-z])`

const ANCHOR = new RegExp(
  `(?<building>${BUILDING})|(?<door>${ROW}|${UNIT}|${FLOOR}|${STOREY}|${ROOM})|(?<cue>${CUE})`,
  'g',
)

/** What parts a number from 楼 when both stand apart by chance: 共15 楼下等. */
const STAIRS = /^楼[下上道梯长管房]/

/**
 * Doors in a folded text: unit, floor, room, in words (九栋二单元402) or dashes (9-2-402).
 * Zone and building are not part of a find.
 */
export function findDoors(folded: Folded): Span[] {
  const timeless: Folded = { ...folded, digits: blotTimes(folded.digits) }
  const close = without(timeless, (sign) => isTight(sign) && !isBracket(sign) && sign !== '#' && sign !== '\n')
  const spans: Span[] = []
  for (const match of close.digits.matchAll(ANCHOR)) {
    const { building, door } = match.groups ?? {}
    const last = match.index + match[0].length - 1
    const [start, end] = [close.places[match.index] as number, (close.places[last] as number) + 1]
    if (door && isChance(timeless, door, start, end)) continue
    if (door) spans.push({ kind: 'door', start, end })
    const tail = readDoorTail(timeless, end, building ? 'building' : door ? 'door' : 'cue')
    if (tail) spans.push({ kind: 'door', ...tail })
  }
  return joinNeighbours(folded, [...spans, ...findDashedDoors(timeless)])
}

function isChance(whole: Folded, door: string, start: number, end: number): boolean {
  if (!door.endsWith('楼') || !STAIRS.test(whole.signs.slice(end - 1))) return false
  return isTight(whole.signs.charAt(end - 2)) && start < end - 2
}

/** Parts of one door (二单元，四楼) leave together. */
function joinNeighbours(folded: Folded, spans: Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  const joined: Span[] = []
  for (const span of sorted) {
    const last = joined.at(-1)
    if (last && isJoint(folded.signs.slice(last.end, span.start))) last.end = Math.max(last.end, span.end)
    else joined.push({ ...span })
  }
  return joined
}

const LONGEST_JOINT = 3

function isJoint(between: string): boolean {
  if (between.length > LONGEST_JOINT) return false
  return [...between].every(
    (sign) => (isTight(sign) && !isBracket(sign)) || sign === '的' || (isPause(sign) && /[,，、]/.test(sign)),
  )
}
