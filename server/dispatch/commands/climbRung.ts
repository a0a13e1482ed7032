import type { UpdateFilter } from 'mongodb'
import type { Station } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { seatsFree } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { Choice } from '../choose/chooseHelpers.ts'
import type { Climbing } from '../climb.ts'
import { askHelpersJob } from '../jobs/askHelpers.job.ts'
import { findTrip } from '../queries/findTrip.ts'
import type { TripOfSearch } from '../queries/findTrip.ts'
import { nextMove } from '../queries/nextMove.ts'
import type { DueSearch } from '../queries/nextMove.ts'
import { askedAs, searchesOf, WORD_MS } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { spendAsks } from './spendAsks.ts'

/**
 * Takes the next move of a search whose rung is due and writes it down: whom it asks, that it rests, or that the person at the
 * end has it. Two processes may try; one compare-and-set wins. Nothing where no rung is due, or another was quicker.
 */
export async function climbRung(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  station: Station,
): Promise<SearchDoc | undefined> {
  const now = platform.clock.now()
  if (!search.nextAt || search.nextAt > now) return undefined
  const trip = request.swap ? ALONE : await findTrip(platform, request, search, station)
  const due = { request, search, station, trip, now }
  const climbed = await searchesOf(platform).findOneAndUpdate(
    { _id: request._id, v: search.v },
    { ...written(await affordedMove(platform, due), due), $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  if (!climbed) return undefined
  if (climbed.nextAt) {
    const hint = { id: `ask.${request._id}.${climbed.v}`, delayMs: climbed.nextAt.getTime() - now.getTime() }
    await platform.queues.add(askHelpersJob, { requestId: request._id }, hint)
  }
  return climbed
}

/** What somebody goes for in another's place goes by itself. */
const ALONE: TripOfSearch = { asked: new Map() }

const TRIES = 3

/** A helper whose budget another search has spent in the same moment is not asked: it is chosen anew, without him. */
async function affordedMove(platform: Platform, due: DueSearch): Promise<Climbing<Choice>> {
  const { request, search, trip } = due
  const asking = { requestId: request._id, stationId: request.stationId, round: search.round }
  // Whoever is on the way there already is asked about one thing more: that costs nothing.
  const isMate = ({ person }: Choice) => trip.asked.has(person.id)
  for (let tries = 1; ; tries += 1) {
    const move = await nextMove(platform, due)
    if (move.act !== 'ask' || move.chosen.length === 0) return move
    const others = move.chosen.filter((one) => !isMate(one))
    const afforded = await spendAsks(platform, asking, others)
    const chosen = move.chosen.filter((one) => isMate(one) || afforded.includes(one))
    if (chosen.length > 0 || tries === TRIES) return { ...move, chosen }
  }
}

/** Whoever dies after writing this down leaves `unsaid`: somebody else says what is to be said. */
function written(
  move: Climbing<Choice>,
  { request, search: { round, state, climbs }, trip, now }: DueSearch,
): UpdateFilter<SearchDoc> {
  const said = { unsaid: true as const, updatedAt: now }
  if (move.act === 'rest') {
    const wordAt = new Date(move.until.getTime() + WORD_MS)
    return { $set: { ...said, rung: move.rung.id, nextAt: move.until, restsUntil: move.until, wordAt } }
  }
  if (move.act === 'worker')
    return {
      $set: { ...said, rung: move.rung.id },
      $unset: { nextAt: '', restsUntil: '' },
      $push: { climbs: { rung: move.rung.id, at: now, asked: 0 } },
    }
  const { rung, chosen, group, next, nextAt } = move
  const isFirst = climbs.length === 0 && state === 'running'
  const swap = state === 'swapping' ? { swap: true as const } : {}
  const asked = chosen.map((one) => ({
    ...askedAs(one, trip.asked.get(one.person.id)),
    at: now,
    rung: rung.id,
    round,
    ...swap,
  }))
  const joins = trip.tripId === undefined ? {} : { tripId: trip.tripId }
  return {
    $set: { ...said, ...joins, rung: next.id, nextAt, ...(group ? { groupAsked: true, groupAskedAt: now } : {}) },
    $unset: { restsUntil: '' },
    $push: {
      asked: { $each: asked },
      climbs: {
        rung: rung.id,
        at: now,
        asked: asked.length,
        ...(group && { group: true as const }),
        ...(isFirst && asked.length > rung.ask * seatsFree(request) && { equity: true as const }),
      },
    },
  }
}
