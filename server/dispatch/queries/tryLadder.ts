import type { Ladder, LadderName } from '@yimin/shared/dispatch/ladder'
import { ladderNameOf } from '@yimin/shared/organisations/serviceKind'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import { replayLadder } from '../replayLadder.ts'
import type { Recorded, Replayed } from '../replayLadder.ts'
import { searchesOf } from '../search.model.ts'
import type { AskedHelper, SearchDoc } from '../search.model.ts'

const MONTH_MS = 30 * 86_400_000
const SEARCHES_AT_MOST = 5_000

export interface Trial {
  searches: number
  from: Date
  to: Date
  asItIs: Replayed
  changed: Replayed
}

/** Last month's searches of a station on one ladder, played by the saved and by a changed one. Writes nothing. */
export async function tryLadder(
  platform: Platform,
  stationId: string,
  name: LadderName,
  changed: Ladder,
): Promise<Trial> {
  const to = platform.clock.now()
  const from = new Date(to.getTime() - MONTH_MS)
  const { settings } = await stationOf(platform, stationId)
  const searches = await searchesOf(platform)
    .find({ stationId, startedAt: { $gte: from } }, { projection: { asked: 1 } })
    .sort({ startedAt: -1 })
    .limit(SEARCHES_AT_MOST)
    .toArray()
  const requests = await requestsOf(platform)
    .find({ _id: { $in: searches.map(({ _id }) => _id) } }, { projection: { category: 1, urgent: 1 } })
    .toArray()
  const onThis = new Set(
    requests.filter((request) => ladderNameOf(request, settings) === name).map((request) => request._id),
  )
  const recorded = searches.filter((search) => onThis.has(search._id) && search.asked.length > 0).map(recordedOf)
  return {
    searches: recorded.length,
    from,
    to,
    asItIs: replayLadder(settings.dispatch.ladders[name], recorded),
    changed: replayLadder(changed, recorded),
  }
}

/** Searches older than the record of answers tell who said yes, and not how fast: as if at once. */
function recordedOf({ asked }: Pick<SearchDoc, 'asked'>): Recorded[] {
  return [...asked]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, state, answeredAt }: AskedHelper) => ({
      yes: state === 'accepted' || state === 'released',
      ...(state === 'asked' ? {} : { afterMinutes: answeredAt ? (answeredAt.getTime() - at.getTime()) / 60_000 : 0 }),
    }))
}
