import type { Platform } from '../../platform/platform.ts'
import { findRequest, requestsOf, tellRequester } from '../../requests/index.ts'
import { dispatchWords } from '@yimin/shared/dispatch/words'
import { askHelpersJob } from '../jobs/askHelpers.job.ts'
import { searchesOf } from '../search.model.ts'
import { startSearch } from './startSearch.ts'

/** A helper who stands written down hears of it within moments; after this somebody looks why not. */
const UNSAID_MS = 5_000

/** Finds rungs whose hour has come, words that were not said, and open requests that nobody is looking for; returns how many. */
export async function sweepSearches(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const due = await searchesOf(platform)
    .find(
      { $or: [{ nextAt: { $lte: now } }, { unsaid: true, updatedAt: { $lte: new Date(now.getTime() - UNSAID_MS) } }] },
      { projection: { v: 1 }, limit: 500 },
    )
    .toArray()
  for (const { _id, v } of due)
    await platform.queues.add(askHelpersJob, { requestId: _id }, { id: `ask.${_id}.${v}.due` })
  await keepWord(platform, now)
  return due.length + (await searchForForgotten(platform, new Date(now.getTime() - 60_000)))
}

/** Ten minutes were promised: whoever still waits hears that the search goes on. */
async function keepWord(platform: Platform, now: Date): Promise<void> {
  const waiting = await searchesOf(platform)
    .find({ wordAt: { $lte: now } }, { limit: 200 })
    .toArray()
  for (const search of waiting) {
    const request = search.state === 'running' ? await findRequest(platform, search._id) : null
    if (request?.status === 'open') {
      await tellRequester(platform, request, {
        key: `goesOn.${search._id}.${search.round}`,
        template: 'dispatch.goesOn',
        text: dispatchWords.goesOn(request.code),
      })
    }
    await searchesOf(platform).updateOne({ _id: search._id, wordAt: search.wordAt }, { $unset: { wordAt: '' } })
  }
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
