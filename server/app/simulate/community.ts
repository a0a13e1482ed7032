import type { Category, Group } from '@yimin/shared/language/frame'
import type { Zone } from '@yimin/shared/organisations/contract'
import { EVERY_DAY } from '@yimin/shared/organisations/hours'
import type { WeekHours } from '@yimin/shared/organisations/hours'
import { assumed } from './assumptions.ts'
import type { Lots } from './lots.ts'

/** The simulated community is made up: no person, number or shop in it exists. */
export const STATION = 'simulated'
export const ROOMS = ['sim-g1', 'sim-g2'] as const
export const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000

export interface Home {
  zone: string
  building: string
  unit: string
  floor: string
}

export interface Resident {
  id: string
  name: string
  home: Home
  room: (typeof ROOMS)[number]
  groups: Group[]
  /** Another one of the same home, if any. */
  familyId?: string
}

export interface Helper {
  id: string
  name: string
  role: 'volunteer' | 'enterprise' | 'station_worker'
  home: Home
  skills: Category[]
  zones: string[]
  freeHours: WeekHours[]
  /** Chance to say yes to an offer that was seen, all else being usual. */
  accepts: number
  answer: { median: number; spread: number }
  comfortableAsks: number
  errandsADay: number
  /** From which day on he is there; 0: from the first. */
  joinsOn: number
  /** The day from which he is gone for good; Infinity: stays. */
  leavesOn: number
}

export interface Size {
  residents: number
  volunteers: number
  enterprises: number
  days: number
}

export interface Community {
  zones: Zone[]
  residents: Resident[]
  helpers: Helper[]
}

const ZONES: readonly [name: string, buildings: number, units: number, floors: number][] = [
  ['6', 12, 4, 6],
  ['7', 10, 3, 6],
  ['8', 14, 2, 11],
  ['9', 8, 4, 6],
]
const WORKDAYS = [1, 2, 3, 4, 5]
const WEEKEND = [6, 7]

const FREE_HOURS: { readonly [habit: string]: WeekHours[] } = {
  retired: [{ days: EVERY_DAY, from: '07:30', to: '19:00' }],
  office: [
    { days: WORKDAYS, from: '18:00', to: '21:30' },
    { days: WEEKEND, from: '08:30', to: '20:00' },
  ],
  homemaker: [
    { days: WORKDAYS, from: '08:30', to: '16:00' },
    { days: WEEKEND, from: '09:00', to: '12:00' },
  ],
  student: [
    { days: WORKDAYS, from: '16:30', to: '20:30' },
    { days: WEEKEND, from: '09:00', to: '20:00' },
  ],
  anytime: [],
}

const ANY: Category[] = []
const SKILLS: readonly Category[][] = [
  ANY,
  ANY,
  ANY,
  ['produce', 'daily_goods', 'parcel', 'errand', 'meal', 'medicine'],
  ['parcel', 'errand', 'medicine', 'escort'],
  ['repair', 'parcel', 'errand'],
  ['digital', 'companionship', 'errand', 'parcel'],
  ['escort', 'companionship', 'medicine', 'meal'],
]

const SHOPS: readonly { name: string; skills: Category[]; hours: WeekHours[] }[] = [
  { name: '便民小店', skills: ['produce', 'daily_goods'], hours: [{ days: EVERY_DAY, from: '07:00', to: '22:00' }] },
  { name: '早市菜店', skills: ['produce'], hours: [{ days: EVERY_DAY, from: '06:00', to: '19:00' }] },
  { name: '社区食堂', skills: ['meal'], hours: [{ days: EVERY_DAY, from: '06:30', to: '19:30' }] },
  { name: '百货超市', skills: ['daily_goods'], hours: [{ days: EVERY_DAY, from: '08:00', to: '21:00' }] },
  { name: '平价药房', skills: ['medicine', 'daily_goods'], hours: [{ days: EVERY_DAY, from: '08:00', to: '20:30' }] },
]

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const CALLED = ['阿姨', '大爷', '奶奶', '师傅', '大姐', '老师', '叔', '大娘']

/** Everybody who lives and helps here, the same for the same seed. */
export function populate(lots: Lots, size: Size): Community {
  const zones = ZONES.map(([name, buildings, units, floors]) => ({
    name,
    buildings: Array.from({ length: buildings }, (_, i) => ({ name: String(i + 1), units, floors })),
  }))
  return {
    zones,
    residents: Array.from({ length: size.residents }, (_, i) => residentOf(lots, i, size)),
    helpers: [
      ...Array.from({ length: size.volunteers }, (_, i) => volunteerOf(lots, i, size)),
      ...Array.from({ length: size.enterprises }, (_, i) => shopOf(lots, i)),
      ...WORKERS.map((worker) => workerOf(lots, worker)),
    ],
  }
}

/** Those who answer for the station, in shifts that leave no hour of the day open. */
export const WORKERS = [
  { id: 'worker0', name: '赵社工', shifts: [{ days: WORKDAYS, from: '07:00', to: '14:00' }] },
  { id: 'worker1', name: '钱社工', shifts: [{ days: WORKDAYS, from: '14:00', to: '22:00' }] },
  { id: 'worker2', name: '林社工', shifts: [{ days: WEEKEND, from: '07:00', to: '22:00' }] },
] as const
export const DIRECTOR = { id: 'director', name: '郑站长' }

function homeOf(lots: Lots, ...names: string[]): Home {
  const [zone, buildings, units, floors] = lots.oneOf(ZONES, ...names, 'zone')
  const within = (most: number, what: string) => String(lots.between(1, most, ...names, what))
  return { zone, building: within(buildings, 'building'), unit: within(units, 'unit'), floor: within(floors, 'floor') }
}

function residentOf(lots: Lots, i: number, { residents }: Size): Resident {
  const id = `r${i}`
  // The second of a pair lives with the first.
  const family = i % 2 === 0 ? i + 1 : i - 1
  const home = homeOf(lots, `home${Math.floor(i / 2)}`)
  return {
    id,
    name: `${lots.oneOf(SURNAMES, id, 'surname')}${lots.oneOf(CALLED, id, 'called')}`,
    home,
    room: ROOMS[Number(home.zone) > 7 ? 1 : 0],
    groups: lots.happens(0.3, id, 'group')
      ? [lots.oneOf(['elderly', 'alone', 'patient', 'disabled'], id, 'which')]
      : [],
    ...(family < residents && { familyId: `r${family}` }),
  }
}

function volunteerOf(lots: Lots, i: number, { days }: Size): Helper {
  const id = `v${i}`
  const home = homeOf(lots, id)
  const { often, sometimes, seldom } = assumed('willingness')
  const temper = { often, sometimes, seldom }[
    lots.weighted({ often: often.share, sometimes: sometimes.share, seldom: seldom.share }, id, 'temper')
  ]
  const { quick, usual, slow, spread } = assumed('answerMinutes')
  const pace = { quick, usual, slow }[
    lots.weighted({ quick: quick.share, usual: usual.share, slow: slow.share }, id, 'pace')
  ]
  const comfort = assumed('comfortableAsksAWeek')
  const errands = assumed('errandsADay')
  const isNew = lots.happens(assumed('newcomerShare'), id, 'new')
  const stays = !lots.happens(assumed('leaveShare'), id, 'leaves')
  return {
    id,
    name: `志愿者${i + 1}`,
    role: 'volunteer',
    home,
    skills: lots.oneOf(SKILLS, id, 'skills'),
    zones: lots.happens(0.35, id, 'all zones') ? [] : zonesAround(lots, id, home.zone),
    freeHours: FREE_HOURS[lots.weighted(assumed('freeHours'), id, 'habit')] ?? [],
    accepts: temper.accepts,
    answer: { median: pace.median, spread },
    comfortableAsks: lots.between(comfort.least, comfort.most, id, 'comfort'),
    errandsADay: lots.between(errands.least, errands.most, id, 'errands'),
    joinsOn: isNew ? lots.between(1, Math.max(1, Math.floor(days / 2)), id, 'joins') : 0,
    leavesOn: stays ? Infinity : lots.between(Math.ceil(days / 3), days, id, 'gone'),
  }
}

function zonesAround(lots: Lots, id: string, own: string): string[] {
  const other = lots.oneOf(ZONES, id, 'other zone')[0]
  return other === own || lots.happens(0.4, id, 'own zone alone') ? [own] : [own, other]
}

function shopOf(lots: Lots, i: number): Helper {
  const shop = SHOPS[i % SHOPS.length] as (typeof SHOPS)[number]
  const id = `s${i}`
  return {
    ...stayer(lots, id, `${shop.name}${i >= SHOPS.length ? Math.floor(i / SHOPS.length) + 1 : ''}`),
    role: 'enterprise',
    skills: shop.skills,
    freeHours: shop.hours,
    accepts: assumed('shopAccepts'),
    answer: assumed('shopAnswerMinutes'),
  }
}

function workerOf(lots: Lots, { id, name, shifts }: (typeof WORKERS)[number]): Helper {
  return {
    ...stayer(lots, id, name),
    role: 'station_worker',
    skills: [],
    freeHours: shifts.map(({ days, from, to }) => ({ days: [...days], from, to })),
    accepts: assumed('workerAccepts'),
    answer: assumed('workerReviewMinutes'),
  }
}

function stayer(lots: Lots, id: string, name: string) {
  const unworn = { comfortableAsks: Infinity, errandsADay: Infinity, joinsOn: 0, leavesOn: Infinity }
  return { id, name, home: homeOf(lots, id), zones: [], ...unworn }
}
