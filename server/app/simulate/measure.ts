import { requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { audit } from './audit.ts'
import type { Cast } from './cast.ts'
import { DAY_MS, MINUTE_MS } from './community.ts'
import type { Play } from './playMonth.ts'
import type { Policy } from './policies.ts'

/** What one month under one policy came to. Shares from 0 to 1, times in minutes. */
export interface Figures {
  policy: Policy
  /** Needs that were said, without those said again. */
  needs: number
  /** Requests for which helpers were sought. */
  requests: number
  ownedAtOnce: number
  acceptedIn: { ten: number; thirty: number; sixty: number }
  toAccept: { median: number; p90: number }
  /** Offers to one person for each acceptance; calls in the group apart. */
  asksPerAcceptance: number
  asks: number
  groupCalls: number
  /** Given to somebody by a worker's own hand. */
  byWorker: number
  done: number
  /** Share of the volunteers' errands that the most burdened tenth of them did; and the same of all helpers with the shops. */
  topTenth: { volunteers: number; everybody: number }
  volunteersAtWork: number
  newcomers: { count7: number; in7: number; count14: number; in14: number }
  promises: { made: number; kept: number }
  /** The worst and the best tenth of buildings. */
  buildings: { count: number; doneLow: number; doneHigh: number; waitLow: number; waitHigh: number }
  saidAgain: { said: number; known: number }
  writtenByHand: number
  mutes: number
  noShows: number
  lost: number
  double: number
  faults: number
  /** Minutes to the acceptance, each. */
  waits: number[]
  /** Accepted within the day, by day of the month: the median wait of each day. */
  waitByDay: number[]
  /** Errands of each volunteer, the most first. */
  load: number[]
}

/** Reads it all from the record and from what the simulation noted. */
export async function measure(cast: Cast, play: Play): Promise<Figures> {
  const all = await requestsOf(cast.town.platform).find().toArray()
  const searched = all.filter((request) => openedAt(request) !== undefined)
  const taken = searched.flatMap((request) => takenAfter(request) ?? [])
  const alone = cast.ledger.asks.filter(({ inGroup }) => !inGroup).length
  const acceptances = all.flatMap(({ history }) => history.filter(({ step }) => step === 'accept')).length
  const { lost, double } = await audit(cast)
  const within = (minutes: number) => share(taken.filter(({ minutes: m }) => m <= minutes).length, searched.length)
  const waits = taken.map(({ minutes }) => minutes).sort((a, b) => a - b)
  const { looked, unowned } = cast.ledger
  const served = searched.filter(({ status }) => status === 'done')
  return {
    policy: play.policy,
    needs: [...cast.ledger.needs.values()].filter(({ demand }) => demand.sameAs === undefined).length,
    requests: searched.length,
    ownedAtOnce: share(looked - unowned, looked),
    acceptedIn: { ten: within(10), thirty: within(30), sixty: within(60) },
    toAccept: { median: quantile(waits, 0.5), p90: quantile(waits, 0.9) },
    asksPerAcceptance: rounded(alone / Math.max(1, acceptances)),
    asks: alone,
    groupCalls: new Set(
      cast.ledger.asks.filter(({ inGroup }) => inGroup).map(({ requestId, at }) => `${requestId}/${at}`),
    ).size,
    byWorker: share(taken.filter(({ byWorker }) => byWorker).length, searched.length),
    done: share(served.length, searched.length),
    ...loads(cast, served),
    newcomers: newcomers(cast, play),
    promises: promises(searched),
    buildings: buildings(searched),
    saidAgain: saidAgain(cast),
    writtenByHand: [...cast.ledger.needs.values()].filter(({ byHand }) => byHand).length,
    mutes: cast.ledger.mutes,
    noShows: cast.ledger.noShows,
    lost: lost.length,
    double: double.length,
    faults: cast.town.faults.length,
    waits: waits.map(rounded),
    waitByDay: waitByDay(cast, searched, play.days),
  }
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000
const share = (part: number, whole: number): number => (whole === 0 ? 1 : rounded(part / whole))

function quantile(sorted: readonly number[], at: number): number {
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0)
}

function openedAt({ history }: RequestDoc): number | undefined {
  return history.find(({ to }) => to === 'open')?.at.getTime()
}

function takenAfter(request: RequestDoc): { minutes: number; byWorker: boolean } | undefined {
  const opened = openedAt(request)
  const taken = request.history.find(({ step }) => step === 'accept' || step === 'assign')
  if (opened === undefined || !taken) return undefined
  return { minutes: (taken.at.getTime() - opened) / MINUTE_MS, byWorker: taken.step === 'assign' }
}

function loads(cast: Cast, served: readonly RequestDoc[]) {
  const counts = new Map([...cast.helpers.keys()].map((id) => [id, 0]))
  for (const { assignee } of served) {
    if (assignee) counts.set(assignee.personId, (counts.get(assignee.personId) ?? 0) + 1)
  }
  const of = (isOne: (id: string) => boolean) =>
    [...counts].flatMap(([id, count]) => (isOne(id) ? [count] : [])).sort((a, b) => b - a)
  const load = of((id) => cast.helpers.get(id)?.role === 'volunteer')
  return {
    topTenth: { volunteers: topTenth(load), everybody: topTenth(of(() => true)) },
    volunteersAtWork: load.filter((count) => count > 0).length,
    load,
  }
}

function topTenth(load: readonly number[]): number {
  const sum = (list: readonly number[]) => list.reduce((total, count) => total + count, 0)
  return sum(load) === 0 ? 0 : share(sum(load.slice(0, Math.ceil(load.length / 10))), sum(load))
}

/** Those who joined early enough for the span to be over within the month. */
function newcomers({ helpers, ledger, begin }: Cast, { days }: Play) {
  const joined = [...helpers.values()].filter(({ joinsOn }) => joinsOn > 0)
  const first = new Map<string, number>()
  for (const { helperId, at, inGroup } of ledger.asks) if (!inGroup && !first.has(helperId)) first.set(helperId, at)
  const within = (span: number) => {
    const ripe = joined.filter(({ joinsOn, leavesOn }) => joinsOn + span <= days && leavesOn >= joinsOn + span)
    const asked = ripe.filter(({ id, joinsOn }) => (first.get(id) ?? Infinity) <= begin + (joinsOn + span) * DAY_MS)
    return { count: ripe.length, share: share(asked.length, ripe.length) }
  }
  const [seven, fourteen] = [within(7), within(14)]
  return { count7: seven.count, in7: seven.share, count14: fourteen.count, in14: fourteen.share }
}

/** The promise of whoever has it in the end: kept where it was handed over by then. */
function promises(searched: readonly RequestDoc[]) {
  const promised = searched.filter(({ assignee, status }) => assignee && status !== 'cancelled')
  const kept = promised.filter(({ assignee, history }) => {
    const handed = history.findLast(
      ({ step, from }) => step === 'deliver' || (step === 'finish' && from === 'accepted'),
    )
    return handed && assignee && handed.at <= assignee.promisedAt
  })
  return { made: promised.length, kept: share(kept.length, promised.length) }
}

const FEWEST_OF_A_BUILDING = 5

function buildings(searched: readonly RequestDoc[]) {
  const byBuilding = new Map<string, RequestDoc[]>()
  for (const request of searched) {
    const name = `${request.place.zone ?? ''}-${request.place.building ?? ''}`
    byBuilding.set(name, [...(byBuilding.get(name) ?? []), request])
  }
  const known = [...byBuilding].filter(([name, list]) => !name.endsWith('-') && list.length >= FEWEST_OF_A_BUILDING)
  const done = known.map(([, list]) => list.filter(({ status }) => status === 'done').length / list.length)
  const waits = known.map(([, list]) =>
    quantile(list.flatMap((one) => takenAfter(one)?.minutes ?? []).sort(byNumber), 0.5),
  )
  const [low, high] = [0.1, 0.9]
  return {
    count: known.length,
    doneLow: quantile(done.sort(byNumber), low),
    doneHigh: quantile(done, high),
    waitLow: quantile(waits.sort(byNumber), low),
    waitHigh: quantile(waits, high),
  }
}

const byNumber = (a: number, b: number): number => a - b

/** How often the same person's second word was known to be the same need. */
function saidAgain({ ledger }: Cast) {
  const again = [...ledger.needs.values()].filter(({ demand }) => demand.id.endsWith('.again'))
  return { said: again.length, known: again.filter(({ requestId }) => requestId === undefined).length }
}

function waitByDay({ begin }: Cast, searched: readonly RequestDoc[], days: number): number[] {
  return Array.from({ length: days }, (_, day) => {
    const from = begin + day * DAY_MS
    const ofDay = searched.filter((one) => {
      const at = openedAt(one) ?? 0
      return at >= from && at < from + DAY_MS
    })
    return quantile(ofDay.flatMap((one) => takenAfter(one)?.minutes ?? []).sort(byNumber), 0.5)
  })
}
