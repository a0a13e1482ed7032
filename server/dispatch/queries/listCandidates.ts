import { fromLocal, toLocal } from '@yimin/shared/language/localTime'
import { isFreeAt, isPausedAt, listHelpers } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { countInHand, requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { Candidate } from '../choose/suitable.ts'

/** Every helper of the station with what the choice needs to know: free at the time of the errand, hands full, busy day. */
export async function listCandidates(platform: Platform, request: RequestDoc): Promise<Candidate[]> {
  const now = platform.clock.now()
  const helpers = await listHelpers(platform, request.stationId)
  const ids = helpers.map((helper) => helper.id)
  const [inHand, today] = await Promise.all([countInHand(platform, ids), countToday(platform, ids, now)])
  const wished = request.when?.from ?? request.when?.to
  const at = wished && fromLocal(wished) > now ? fromLocal(wished) : now
  return helpers.map((person) => ({
    person,
    free: !isPausedAt(person, now) && isFreeAt(person, at),
    inHand: inHand.get(person.id) ?? 0,
    today: today.get(person.id) ?? 0,
  }))
}

async function countToday(platform: Platform, ids: string[], now: Date): Promise<Map<string, number>> {
  const midnight = fromLocal(`${toLocal(now).slice(0, 10)}T00:00`)
  const rows = await requestsOf(platform)
    .aggregate<{ _id: string; n: number }>([
      { $match: { 'assignee.personId': { $in: ids }, 'assignee.acceptedAt': { $gte: midnight } } },
      { $group: { _id: '$assignee.personId', n: { $sum: 1 } } },
    ])
    .toArray()
  return new Map(rows.map((row) => [row._id, row.n]))
}
