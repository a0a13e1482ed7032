import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import { askHelpersJob } from '../jobs/askHelpers.job.ts'
import { searchesOf } from '../search.model.ts'
import { startSearch } from './startSearch.ts'

/** Finds rungs whose hour has come, and open requests that nobody is looking for; returns how many. */
export async function sweepSearches(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const due = await searchesOf(platform)
    .find({ nextAt: { $lte: now } }, { projection: { v: 1 }, limit: 500 })
    .toArray()
  for (const { _id, v } of due)
    await platform.queues.add(askHelpersJob, { requestId: _id }, { id: `ask.${_id}.${v}.due` })
  return due.length + (await searchForForgotten(platform, new Date(now.getTime() - 60_000)))
}

/** The reaction that starts a search is itself kept in the record; this looks after what even that has missed. */
async function searchForForgotten(platform: Platform, before: Date): Promise<number> {
  const open = await requestsOf(platform)
    .find({ status: 'open', updatedAt: { $lt: before }, escalatedAt: { $exists: false } }, { limit: 200 })
    .toArray()
  const running = await searchesOf(platform)
    .find({ _id: { $in: open.map((request) => request._id) }, state: 'running' }, { projection: { _id: 1 } })
    .toArray()
  const known = new Set(running.map((search) => search._id))
  const forgotten = open.filter((request) => !known.has(request._id))
  for (const request of forgotten) await startSearch(platform, request)
  return forgotten.length
}

/** The next moment at which a rung is due. */
export async function nextRung(platform: Platform): Promise<Date | undefined> {
  const next = await searchesOf(platform).findOne(
    { nextAt: { $exists: true } },
    { sort: { nextAt: 1 }, projection: { nextAt: 1 } },
  )
  return next?.nextAt
}
