/** One part of a door in a written address: `building` 9号楼, `unit` 2单元, `floor` 四楼, `room` 402室; `road` is the number in a street. */
export type LineKind = 'road' | 'building' | 'unit' | 'floor' | 'room'

/** How a number is written: with its word (9栋, 2单元, 8号门, 5街, 四楼, 402室, 12号, 3弄) or bare. */
export type Shape = 'building' | 'unit' | 'gate' | 'street' | 'floor' | 'room' | 'number' | 'lane' | 'bare' | 'spoken'

/** What stands around one find, as far as it decides what it is. */
export interface Place {
  shape: Shape
  text: string
  before: string
  after: string
  /** Kind of the part that touches this one, or is joined to it by a dash. */
  last?: LineKind
  /** Another number follows after a dash. */
  joinedNext: boolean
  /** The building stands in a market: 48栋68号 is a shop. */
  market: boolean
  /** The number before the dash stands in no street. */
  village: boolean
  /** The number before the dash is smaller: 21-23号 are two doors in a street, 153-2号 is the second house of one. */
  rises: boolean
  /** Joined to the part before by a dash. */
  joined: boolean
  /** 7-2-402 begins here. */
  threeNext: boolean
  /** A bare room or a floor follows directly. */
  doorNext: boolean
  digits: number
}

/** 8楼2单元, 20楼3楼: the first is the house. */
const HOUSE_AHEAD = /^[\d一二三四五六七八九十]{1,2}(?:单元|门|楼|层)/
/** Of 12-87号 the second is the house where no estate is named. */
const NUMBER_AHEAD = /^[-—–]\d{1,4}号(?!楼|院)/
const ROAD = /(?:路|街|道|巷|弄|线|胡同|段)[ (（_]?$/
/** Streets and villages: the number that follows is theirs. */
const STREET =
  /(?:路|街|大道|道|巷|弄|线|胡同|(?<!新)村|屯|社区|组|(?<!山)庄|[宅塘埭岙畈浜墩坞岭头屯寨洼坑垟]|桥头|段|村[\d一二三四五六七八九十]{1,2}区)(?:[东西南北]侧?)?[ (（_]{0,2}$/
/** Names of houses and estates: the number that follows is a building or a room in it. */
const ESTATE =
  /(?:小区|花园|公寓|大厦|广场|中心|苑|园|城|厦|楼|市场|公司|厂|庭|府|院|里|坊|馨都|丽园|家园|人家|名邸|别邸|邸|山庄|工业区|园区|大楼|宿舍|基地|商场|商厦|郡|墅|居|坊|轩|阁|期|[东西南北A-Za-z\d一二三四五六七八九十]区)[ (（,，]{0,2}$/
/** 商场3号 is a gate or a counter. */
const GATES = /(?:市场|大厦|商城|商场|广场|中心|区)$/
const PLAIN_HAN = /\p{Script=Han}$/u
const NO_DOOR =
  /^(?:号?大街|号?路|号?大道|国道|省道|县道|号线|道|街|元|年|月|[cC][mM]|[kK][mM]|公里|米|天|小时|度|班|组|连|团|队|中(?:学|心|院)?|小学|医院|村|社区|桥|[区期]|号?地块|号?电梯|标段|位|号?仓|号门口|号?酒店|号别墅|号学生)/
/** Places of many shops: a number of three digits is a shop's. */
export const SHOPS = /(?:市场|大厦|商城|商场|广场|中心|商厦|[A-Za-z]区)[ (（,，]{0,2}$/

const FIXED: Partial<Record<Shape, LineKind>> = {
  building: 'building',
  unit: 'unit',
  floor: 'floor',
  room: 'room',
  lane: 'road',
}

type Rule = readonly [when: (place: Place) => boolean, kind: LineKind | undefined]

const after =
  (...kinds: LineKind[]) =>
  ({ last }: Place): boolean =>
    last !== undefined && kinds.includes(last)
const always = (): boolean => true
const inStreet = ({ before }: Place): boolean => STREET.test(before)
const inEstate = ({ before }: Place): boolean => ESTATE.test(before)
const unnamed = (place: Place): boolean => PLAIN_HAN.test(place.before) && !inEstate(place)
const letters = ({ text }: Place): boolean => /^[A-Za-z]+$/.test(text)

/** Numbers that their word already explains; the first rule that fits decides. */
const TOLD: readonly Rule[] = [
  [(p) => p.shape === 'floor' && p.text.endsWith('楼') && HOUSE_AHEAD.test(p.after), 'building'],
  [(p) => p.shape === 'building' && p.text.endsWith('座') && p.last === 'building', 'unit'],
  [(p) => p.shape === 'gate' && p.last === 'building', 'unit'],
  [(p) => p.shape === 'gate', 'road'],
  [(p) => p.shape === 'street' && after('building', 'unit', 'floor', 'room')(p), 'unit'],
  [(p) => p.shape === 'street' && /^\d{3,4}(?!号)/.test(p.after), 'unit'],
  [(p) => p.shape === 'street', 'road'],
]

/** 12号: of a street, of a house in an estate, of an entrance, of a room. */
const NUMBERED: readonly Rule[] = [
  [(p) => p.last === 'building' && p.doorNext, 'unit'],
  [(p) => p.last === 'building' && !p.market && (p.digits < 2 || (p.digits === 2 && !p.joined)), 'unit'],
  [after('building', 'unit', 'floor'), 'room'],
  [(p) => p.last === 'road' && p.joined && p.rises && !p.village, 'road'],
  [(p) => p.last === 'road' && (p.joined || !inStreet(p)), 'building'],
  [(p) => p.last === 'road' && p.doorNext && p.digits <= 2, 'building'],
  [inStreet, 'road'],
  [(p) => p.doorNext, 'building'],
  [(p) => !inEstate(p) || (p.digits === 1 && GATES.test(p.before)), 'road'],
  [(p) => p.digits >= 4 && !/工业[园区]$/.test(p.before), 'room'],
  [(p) => p.digits >= 3 && SHOPS.test(p.before), 'room'],
  [always, 'building'],
]

/** A number without any word: its place among its neighbours says what it is. */
const BARE: readonly Rule[] = [
  [
    (p) => letters(p) && (p.text.length > 1 || !p.joinedNext) && (p.after !== '' || !PLAIN_HAN.test(p.before)),
    undefined,
  ],
  [(p) => p.last === 'building' && (p.joinedNext || p.digits < 3) && !/\d[A-Za-z]$/.test(p.text), 'unit'],
  [after('building', 'unit', 'floor'), 'room'],
  [(p) => p.digits > 5, undefined],
  [(p) => p.last === 'road' && p.joined && p.rises && !p.joinedNext && p.digits !== 4, 'road'],
  [(p) => p.last === 'road' && p.joined && p.rises && !p.joinedNext, 'room'],
  [(p) => p.last === 'road' && !inStreet(p) && (p.joinedNext || p.digits < 3), 'building'],
  [(p) => p.last === 'road' && !inStreet(p), 'room'],
  [(p) => /\d弄$/.test(p.before) && p.joinedNext, 'building'],
  [(p) => inStreet(p) && !p.threeNext && !(p.joinedNext && !ROAD.test(p.before)) && !/^[A-Za-z]/.test(p.text), 'road'],
  [(p) => unnamed(p) && NUMBER_AHEAD.test(p.after), 'road'],
  [(p) => p.joinedNext || letters(p), 'building'],
  [(p) => /\d[A-Za-z]$/.test(p.text) && /^\d/.test(p.after), 'building'],
  [(p) => unnamed(p) && p.digits < 4 && /^\d/.test(p.text), undefined],
  [(p) => p.digits >= 3, 'room'],
  [always, 'building'],
]

const decide = (rules: readonly Rule[], place: Place): LineKind | undefined => rules.find(([fits]) => fits(place))?.[1]

/** What a number in an address line counts; undefined where it is no part of a door. */
export function kindOf(place: Place): LineKind | undefined {
  const told = decide(TOLD, place) ?? FIXED[place.shape]
  if (told) return told
  if (NO_DOOR.test(place.after)) return undefined
  return decide(place.shape === 'number' ? NUMBERED : BARE, place)
}
