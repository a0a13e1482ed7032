import { ladderFaults } from './ladderWords.ts'

/** Whom a rung asks: helpers of the zone, all who name the skill, everyone who suits, shops alone; or staff, by name. */
export const RUNG_REACH = ['same_zone', 'skilled', 'everyone', 'enterprise', 'worker_on_duty', 'whole_staff'] as const
export type RungReach = (typeof RUNG_REACH)[number]

/** `private`: a word to each. `app`: stands in the mini program, no word. `group`: a word to each, and one into the group. */
export const RUNG_CHANNELS = ['private', 'app', 'group'] as const
export type RungChannel = (typeof RUNG_CHANNELS)[number]

/** A rung that comes due in quiet hours waits for the morning, or goes straight to the worker on duty. */
export const QUIET_CHOICES = ['wait', 'to_worker'] as const
export type QuietChoice = (typeof QUIET_CHOICES)[number]

export interface Rung {
  /** Of its own within the ladder. */
  id: string
  who: RungReach
  /** So many more. */
  ask: number
  /** So long they have to answer before the next rung; on the last one: before the next of the staff is told. */
  minutes: number
  channel: RungChannel
  inQuietHours: QuietChoice
  /** The id of the rung after this one; `null` after the last. */
  next: string | null
}

/** Climbing begins at the first one named and follows `next`. */
export type Ladder = readonly Rung[]

/** A ladder for each kind of help and urgency; the emergency's is climbed by its alarm. */
export const LADDER_NAMES = [
  'goods',
  'goods_urgent',
  'errand',
  'errand_urgent',
  'sensitive',
  'sensitive_urgent',
  'emergency',
] as const
export type LadderName = (typeof LADDER_NAMES)[number]

/** Where a ladder is faulty (`2.next`), and a sentence that names the rung. */
export interface LadderFault {
  path: string
  message: string
}

export const RUNGS_AT_MOST = 10
const ASK_AT_MOST = 100
const MINUTES_AT_MOST = 7 * 24 * 60

const STAFF: readonly RungReach[] = ['worker_on_duty', 'whole_staff']

/** Asks staff by name: the end of every ladder, and all of the emergency's. */
export function callsStaff({ who }: Pick<Rung, 'who'>): boolean {
  return STAFF.includes(who)
}

/** The rungs as they are climbed. A broken ladder is followed as far as it goes, each rung once. */
export function rungsInOrder(ladder: Ladder): Rung[] {
  const order: Rung[] = []
  for (let rung = ladder[0]; rung && !order.includes(rung); rung = ladder.find(({ id }) => id === rung?.next))
    order.push(rung)
  return order
}

/** What is wrong with a ladder, each fault at its rung: `2.next`. Nothing where it may be saved. */
export function faultsOfLadder(name: LadderName, ladder: Ladder): LadderFault[] {
  const own = ladder.flatMap((rung, i) => faultsOfRung(name, ladder, rung, i))
  const faults = [...own, ...faultsOfWay(name, ladder)]
  return faults.filter(({ path }, i) => faults.findIndex((other) => other.path === path) === i)
}

function faultsOfRung(name: LadderName, ladder: Ladder, rung: Rung, i: number): LadderFault[] {
  const n = i + 1
  const twin = ladder.findIndex(({ id }) => id === rung.id)
  const wrong: [boolean, keyof Rung, string][] = [
    [twin < i, 'id', ladderFaults.twice(n, twin + 1)],
    [!callsStaff(rung) && rung.ask < 1, 'ask', ladderFaults.asksNobody(n)],
    [rung.ask > ASK_AT_MOST, 'ask', ladderFaults.asksTooMany(n, ASK_AT_MOST)],
    [rung.minutes < 0, 'minutes', ladderFaults.belowZero(n)],
    [rung.minutes > MINUTES_AT_MOST, 'minutes', ladderFaults.tooLong(n)],
    [name === 'emergency' && !callsStaff(rung), 'who', ladderFaults.staffOnly(n)],
    [name === 'emergency' && rung.minutes <= 0, 'minutes', ladderFaults.noTime(n)],
    [name !== 'emergency' && rung.who === 'whole_staff', 'who', ladderFaults.emergencyOnly(n)],
    [name.startsWith('sensitive') && rung.channel === 'group', 'channel', ladderFaults.notInGroup(n)],
  ]
  return wrong.flatMap(([is, field, message]) => (is ? [{ path: `${i}.${field}`, message }] : []))
}

/** Gaps, loops, rungs that nobody comes to, and an end that is nobody. */
function faultsOfWay(name: LadderName, ladder: Ladder): LadderFault[] {
  const order = rungsInOrder(ladder)
  const last = order.at(-1)
  if (!last) return [{ path: '', message: ladderFaults.empty }]
  const end = faultOfEnd(ladder, last)
  if (end) return [end]
  const faults: LadderFault[] = []
  for (const rung of order.slice(0, -1))
    if (name !== 'emergency' && callsStaff(rung)) {
      const at = ladder.indexOf(rung)
      faults.push({ path: `${at}.next`, message: ladderFaults.afterTheWorker(at + 1) })
    }
  for (const [at, rung] of ladder.entries())
    if (!order.includes(rung)) faults.push({ path: `${at}.id`, message: ladderFaults.unreachable(at + 1) })
  return faults
}

/** A way that breaks off or turns round; what it leaves out is no second fault. */
function faultOfEnd(ladder: Ladder, last: Rung): LadderFault | undefined {
  const i = ladder.indexOf(last)
  if (last.next === null)
    return callsStaff(last) ? undefined : { path: `${i}.who`, message: ladderFaults.noLastPerson(i + 1) }
  const back = ladder.findIndex(({ id }) => id === last.next)
  return {
    path: `${i}.next`,
    message: back < 0 ? ladderFaults.gap(i + 1) : ladderFaults.loop(i + 1, back + 1),
  }
}
