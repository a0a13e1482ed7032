import { callsStaff, rungsInOrder } from '@yimin/shared/dispatch/ladder'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import { stationOf } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { changeTogether } from '../../platform/together.ts'
import { escalateRequest, findRequest, giveUpSwap } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { findSearch, SEARCHES, searchesOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { climbRung } from './climbRung.ts'
import { hintOffers } from './hintOffers.ts'
import { sayOffers } from './sayOffers.ts'
import { sayRest } from './sayRest.ts'

/**
 * Climbs the next rung of the ladder if it is due: chooses helpers and writes them down; then everybody who stands there is asked.
 * A process may die after writing: the words have fixed keys, so whoever takes the search up again says what was not said, and
 * nothing twice. Where nobody is left to ask, the worker on duty has it at once.
 */
export async function askHelpers(platform: Platform, requestId: string): Promise<void> {
  const found = await findSearch(platform, requestId)
  const request = found && found.state !== 'over' ? await findRequest(platform, requestId) : null
  if (!found || !request || !isAskedFor(request, found)) return
  const station = await stationOf(platform, request.stationId)
  const due = await withLadder(platform, found, request, station)
  const search = (await climbRung(platform, request, due, station)) ?? due
  if (!search.unsaid) return
  const isSwap = search.state === 'swapping'
  // Whoever waits for help has somebody, and hears nothing of this night.
  if (search.restsUntil && !isSwap) await sayRest(platform, request, search, search.restsUntil)
  if (isAtTheEnd(search)) {
    if (isSwap) await giveUpSwap(platform, request)
    else await escalateRequest(platform, request, `ladder/${search.round}`)
  }
  await hintOffers(platform, request, search)
  await sayOffers(platform, request, search, station)
  await changeTogether(platform.db, SEARCHES, {
    filter: { _id: requestId, v: search.v },
    change: { $unset: { unsaid: '' } },
  })
}

/** A search is for what is open, and asking for a swap for what somebody has. */
function isAskedFor(request: RequestDoc, { state }: SearchDoc): boolean {
  return state === 'swapping' ? request.swap !== undefined : request.status === 'open'
}

type Older = Omit<SearchDoc, 'ladder'> & { ladder?: SearchDoc['ladder'] }

/** A search that began before ladders had rungs climbs the station's from its first rung; nobody is asked twice. */
async function withLadder(platform: Platform, search: Older, request: RequestDoc, { settings }: Station) {
  if (search.ladder) return search as SearchDoc
  const ladder = rungsInOrder(ladderOf(request, settings))
  const started = { ladder, rung: ladder[0]?.id ?? '', since: search.startedAt, climbs: [], earlier: [] }
  await searchesOf(platform).updateOne({ _id: search._id }, { $set: started })
  return { ...search, ...started }
}

/** The named person has it. */
function isAtTheEnd({ ladder, rung, nextAt }: SearchDoc): boolean {
  return nextAt === undefined && ladder.some((one) => one.id === rung && callsStaff(one))
}
