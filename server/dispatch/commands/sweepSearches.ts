import { findStation, STATION_DEFAULTS } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findRequest, requestsOf, tellRequester } from '../../requests/index.ts'
import { dispatchWords } from '@yimin/shared/dispatch/words'
import { askHelpersJob } from '../jobs/askHelpers.job.ts'
import { headStartsOf } from '../queries/buildingWaits.ts'
import { orderOfNeed } from '../orderOfNeed.ts'
import type { Waiting } from '../orderOfNeed.ts'
import { searchesOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { addInTrips } from './addInTrips.ts'
import { startSearch } from './startSearch.ts'

/** A helper who stands written down hears of it within moments; after this somebody looks why not. */
const UNSAID_MS = 5_000
const DUE_AT_MOST = 2_000

/** Finds rungs whose hour has come, words that were not said, and open requests that nobody is looking for; returns how many. */
export async function sweepSearches(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const due = await inOrder(platform, await listDue(platform, now))
  await addInTrips(due, ({ requestId, v }) =>
    platform.queues.add(askHelpersJob, { requestId }, { id: `ask.${requestId}.${v}.due` }),
  )
  await keepWord(platform, now)
  return due.length + (await searchForForgotten(platform, new Date(now.getTime() - 60_000)))
}

type Due = Pick<SearchDoc, '_id' | 'v' | 'stationId' | 'since' | 'startedAt'>

function listDue(platform: Platform, now: Date): Promise<Due[]> {
  return searchesOf(platform)
    .find<Due>(
      { $or: [{ nextAt: { $lte: now } }, { unsaid: true, updatedAt: { $lte: new Date(now.getTime() - UNSAID_MS) } }] },
      { projection: { v: 1, stationId: 1, since: 1, startedAt: 1 }, limit: DUE_AT_MOST },
    )
    .toArray()
}

/** Those who need it most climb first, station by station: several may wait for the same helpers. */
async function inOrder(platform: Platform, due: Due[]): Promise<(Waiting & { v: number })[]> {
  if (due.length === 0) return []
  const requests = await requestsOf(platform)
    .find({ _id: { $in: due.map(({ _id }) => _id) } }, { projection: { urgent: 1, priority: 1, place: 1 } })
    .toArray()
  const asked = new Map(requests.map((request) => [request._id, request]))
  const waiting = due.map(({ _id, v, stationId, since, startedAt }) => {
    const { urgent = false, priority = 0, place = {} } = asked.get(_id) ?? {}
    return { requestId: _id, v, stationId, since: since ?? startedAt, urgent, priority, place }
  })
  const ordered: (Waiting & { v: number })[] = []
  for (const stationId of new Set(due.map((search) => search.stationId))) {
    const { settings } = (await findStation(platform, stationId)) ?? { settings: STATION_DEFAULTS }
    const headStart = await headStartsOf(platform, stationId, settings.dispatch)
    const here = waiting.filter((one) => one.stationId === stationId)
    const counted = here.map((one) => ({ ...one, buildingMinutes: headStart(one.place) }))
    ordered.push(...orderOfNeed(counted, settings.dispatch.headStart))
  }
  return ordered
}

/** Ten minutes were promised: whoever still waits hears that the search goes on. */
async function keepWord(platform: Platform, now: Date): Promise<void> {
  const waiting = await searchesOf(platform)
    .find({ wordAt: { $lte: now } }, { limit: 200 })
    .toArray()
  for (const search of waiting) {
    const request = search.state === 'running' ? await findRequest(platform, search._id) : null
    if (request?.status === 'open') {
      const whole = request.partOf === undefined ? request : await findRequest(platform, request.partOf)
      // Of all the parts of one request she hears once.
      const round = whole?.parts ? 'parts' : search.round
      if (whole)
        await tellRequester(platform, whole, {
          key: `goesOn.${whole._id}.${round}`,
          template: 'dispatch.goesOn',
          text: dispatchWords.goesOn(whole.code),
        })
    }
    await searchesOf(platform).updateOne({ _id: search._id, wordAt: search.wordAt }, { $unset: { wordAt: '' } })
  }
}

/** The reaction that starts a search is itself kept in the record; this looks after what even that has missed. */
async function searchForForgotten(platform: Platform, before: Date): Promise<number> {
  const open = await requestsOf(platform)
    .find(
      { status: 'open', updatedAt: { $lt: before }, escalatedAt: { $exists: false }, gathering: { $exists: false } },
      { limit: 200 },
    )
    .toArray()
  const running = await searchesOf(platform)
    .find({ _id: { $in: open.map((request) => request._id) }, state: 'running' }, { projection: { _id: 1 } })
    .toArray()
  const known = new Set(running.map((search) => search._id))
  const forgotten = open.filter((request) => !known.has(request._id))
  for (const request of forgotten) await startSearch(platform, request, `forgotten/${request.v}`)
  return forgotten.length
}

/** The next moment at which a rung is due, or a word. */
export async function nextRung(platform: Platform): Promise<Date | undefined> {
  const first = (field: 'nextAt' | 'wordAt') =>
    searchesOf(platform).findOne({ [field]: { $exists: true } }, { sort: { [field]: 1 } })
  const [rung, word] = await Promise.all([first('nextAt'), first('wordAt')])
  const moments = [rung?.nextAt, word?.wordAt].filter((at) => at !== undefined)
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}
