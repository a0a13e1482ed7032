import type { Db, Filter } from 'mongodb'
import type { Hint, News } from '@yimin/shared/live/contract'
import { hintsOf } from './live.model.ts'
import type { HintDoc } from './live.model.ts'
import { lastSeq } from './publishHint.ts'

/** Whose page it is. `stationId` where the reader is of its staff. */
export interface LiveReader {
  personId: string
  stationId?: string
}

/** Whoever missed more than this reads everything anew: that is cheaper than looking through it. */
const MOST_MISSED = 5_000
const MOST_HINTS = 200

/** What is new for this reader since then. Without `since`, or when those hints are no longer kept, `reset` is true. */
export async function readNews(db: Db, reader: LiveReader, since?: number): Promise<News> {
  const last = await lastSeq(db)
  const reset: News = { seq: last, reset: true, hints: [] }
  if (since === undefined || since > last || last - since > MOST_MISSED) return reset
  if (since === last) return { seq: last, reset: false, hints: [] }
  const oldest = await hintsOf(db)
    .find({}, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .limit(1)
    .next()
  if (!oldest || since < oldest._id - 1) return reset
  const found = await hintsOf(db)
    .find({ _id: { $gt: since, $lte: last }, ...concerning(reader) })
    .sort({ _id: 1 })
    .limit(MOST_HINTS + 1)
    .toArray()
  return found.length > MOST_HINTS ? reset : { seq: last, reset: false, hints: found.map(toHint) }
}

function concerning({ personId, stationId }: LiveReader): Filter<HintDoc> {
  return stationId === undefined ? { people: personId } : { $or: [{ people: personId }, { stations: stationId }] }
}

/** The next hints for everybody, in order. */
export function readOn(db: Db, after: number, limit: number): Promise<HintDoc[]> {
  return hintsOf(db)
    .find({ _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray()
}

/** Without its audience: who else hears it is nobody's business. */
export function toHint({ _id, kind, id, version }: HintDoc): Hint {
  return { seq: _id, kind, id, version }
}
