import type { Filter } from 'mongodb'
import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'
import type { AskedHelper, SearchDoc } from '../search.model.ts'

/** Which of a station's searches, and how many at once. */
export interface OldSearches {
  stationId: string
  /** Nothing has happened to them since. */
  before: Date
  /** Requests that are needed still. */
  held: readonly string[]
  limit: number
}

const WITH_REASON = { $elemMatch: { reason: { $ne: '' } } }

/** Why each was asked goes; that he was, and what he answered, is counted on. Gives how many. */
export async function clearSearches(platform: Platform, old: OldSearches): Promise<number> {
  const searches = await searchesOf(platform)
    .find({ ...overIn(old), $or: [{ asked: WITH_REASON }, { earlier: WITH_REASON }] })
    .limit(old.limit)
    .toArray()
  for (const { _id, v, asked, earlier } of searches)
    await searchesOf(platform).updateOne(
      { _id, v },
      {
        $set: { asked: asked.map(withoutReason), ...(earlier && { earlier: earlier.map(withoutReason) }) },
        $inc: { v: 1 },
      },
    )
  return searches.length
}

/** Searches go whole. Gives how many. */
export async function forgetOldSearches(platform: Platform, old: OldSearches): Promise<number> {
  const searches = await searchesOf(platform)
    .find(overIn(old), { projection: { _id: 1 }, limit: old.limit })
    .toArray()
  const over = { _id: { $in: searches.map(({ _id }) => _id) }, state: 'over' as const }
  if (searches.length > 0) await searchesOf(platform).deleteMany(over)
  return searches.length
}

function overIn({ stationId, before, held }: OldSearches): Filter<SearchDoc> {
  const time = { startedAt: { $lt: before }, updatedAt: { $lt: before } }
  return { stationId, state: 'over', ...time, _id: { $nin: [...held] } }
}

function withoutReason({ reasons: _reasons, ...asked }: AskedHelper): AskedHelper {
  return { ...asked, reason: '' }
}
