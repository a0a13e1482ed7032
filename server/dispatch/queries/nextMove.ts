import { workerDueAt } from '@yimin/shared/dispatch/quietHours'
import { rungsInOrder } from '@yimin/shared/dispatch/ladder'
import type { Rung } from '@yimin/shared/dispatch/ladder'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import type { Station } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { seatsFree, seatsIn } from '../../requests/index.ts'
import type { RequestDoc, SwapWish } from '../../requests/index.ts'
import { chooseHelpers } from '../choose/chooseHelpers.ts'
import type { Choice } from '../choose/chooseHelpers.ts'
import { enoughOf } from '../choose/enoughOf.ts'
import { suitingPart } from '../choose/forPart.ts'
import { mateFirst } from '../choose/mateFirst.ts'
import { errandOf } from '../choose/suitable.ts'
import type { Candidate } from '../choose/suitable.ts'
import { climb } from '../climb.ts'
import type { Climbing } from '../climb.ts'
import type { SearchDoc } from '../search.model.ts'
import type { TripOfSearch } from './findTrip.ts'
import { headStartsOf } from './buildingWaits.ts'
import { lookForCandidates } from './listCandidates.ts'
import { roomHasHeardEnough } from './roomHasHeardEnough.ts'

/** A search whose rung is due, with all that its next move hangs on. */
export interface DueSearch {
  request: RequestDoc
  search: SearchDoc
  station: Station
  trip: TripOfSearch
  now: Date
}

/** So many more for a building that has waited longer than others. */
const MORE_ASKS = 1

/** What a search does now that its rung is due. Writes nothing. */
export async function nextMove(platform: Platform, due: DueSearch): Promise<Climbing<Choice>> {
  const { request, search, station, trip, now } = due
  const { quietHours } = station.settings.dispatch
  const { swap } = request
  // On the first rung alone: what is asked later is asked of many anyway.
  const isFirst = search.climbs.length === 0 && !swap
  const [{ candidates: all, slate }, headStart] = await Promise.all([
    lookForCandidates(platform, request),
    isFirst ? headStartsOf(platform, request.stationId, station.settings.dispatch) : undefined,
  ])
  const more = headStart && headStart(request.place) > 0 ? MORE_ASKS : 0
  // From here to the note on the slate nothing waits.
  const candidates = slate
    .seenBy(suitingPart(request, all))
    .map((one) => (trip.asked.has(one.person.id) ? { ...one, inTrip: true as const } : one))
  const asking = {
    choose: (rung: Rung) => chooseFor(due, { ...rung, ask: rung.ask + more }, candidates),
    reaches: ({ person }: Choice) => person.canBeWrittenTo,
    quietHours,
    workerAt: swap?.until ?? workerDueAt(search.ladder, search.startedAt, quietHours),
    now,
  }
  const first = climb(search, { ...asking, mayAskGroup: !swap && isForTheGroup(due) })
  if (first.act === 'ask') slate.note(idsOf(first.chosen).filter((id) => !trip.asked.has(id)))
  const isTooMuch = first.act === 'ask' && first.group && (await roomHasHeardEnough(platform, request.stationId, now))
  const move = isTooMuch ? climb(search, { ...asking, mayAskGroup: false }) : first
  return swap ? within(swap, move, search, now) : move
}

/** Whoever asks for a swap waits no longer than he was told: then the person at the end has it. */
function within({ until }: SwapWish, move: Climbing<Choice>, { ladder }: SearchDoc, now: Date): Climbing<Choice> {
  const last = rungsInOrder(ladder).at(-1)
  if (now >= until && last) return { act: 'worker', rung: last }
  const sooner = (at: Date) => (at < until ? at : until)
  if (move.act === 'ask') return { ...move, nextAt: sooner(move.nextAt) }
  return move.act === 'rest' ? { ...move, until: sooner(move.until) } : move
}

const idsOf = (choices: readonly Choice[]): string[] => choices.map(({ person }) => person.id)

/** Whom a rung asks: the usual one alone, before anybody else; else who is on the way already, then the best. */
function chooseFor({ request, search, station, trip }: DueSearch, rung: Rung, candidates: readonly Candidate[]) {
  const { settings } = station
  const seats = request.swap ? 1 : seatsFree(request)
  const passed = new Set([...search.asked, ...seatsIn(request)].map(({ personId }) => personId))
  const named = namedAlone(request, search)
  if (named !== undefined) {
    const those = passed.has(named) ? [] : chooseHelpers(errandOf(request), candidates, EVERYONE, settings)
    return those.filter(({ person }) => person.id === named)
  }
  const usualId = search.climbs.length === 0 ? request.askFirst : undefined
  // Whoever is asked first may not be among the best; those who were asked before may be, so many more are looked at.
  const most = usualId === undefined && trip.asked.size === 0 ? rung.ask * seats + passed.size : undefined
  const best = chooseHelpers(errandOf(request), candidates, rung, settings, most)
  const left = best.filter(({ person }) => !passed.has(person.id))
  const usual = left.find(({ person }) => person.id === usualId)
  if (usual) return [usual]
  return forEachSeat(mateFirst(left, trip.asked), seats, (some) => enoughOf(some, rung.ask, settings))
}

/** As everybody is asked: whoever is named need not be near. */
const EVERYONE = { who: 'everyone' } as const

/** Whom alone the helper wants in his place, until that one has said no. */
function namedAlone({ swap }: RequestDoc, { asked }: SearchDoc): string | undefined {
  const said = asked.some(({ personId, state }) => personId === swap?.namedId && state === 'declined')
  return said ? undefined : swap?.namedId
}

/** Each free seat has as many asked for it as one errand has. */
function forEachSeat(choices: Choice[], seats: number, choose: (some: Choice[]) => Choice[]): Choice[] {
  const chosen: Choice[] = []
  for (let seat = 0; seat < seats; seat += 1) chosen.push(...choose(choices.slice(chosen.length)))
  return chosen
}

/** Never what touches health or family, nor a part, which is not everybody's. */
function isForTheGroup({ request, search, station: { rooms, settings } }: DueSearch): boolean {
  const hasRoom = request.origin.channel === 'room' || rooms.length > 0
  const isForAll = request.partOf === undefined && kindOf(request.category, settings) !== 'sensitive'
  return hasRoom && !search.groupAsked && isForAll
}
