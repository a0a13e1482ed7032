import { isAlive, STATUSES } from '@yimin/shared/requests/states'
import { findRoster } from '../../duty/index.ts'
import type { Roster } from '../../duty/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { addressOf, findPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { REQUESTS } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'

type Ground = Pick<Platform, 'db'>

/** As much of a request as may be printed, and who answers for it. */
export type UnderWay = Pick<
  RequestDoc,
  'code' | 'status' | 'category' | 'place' | 'urgent' | 'requesterId' | 'ownerId' | 'assignee'
>

export interface DayAtHand {
  stationName: string
  roster: Roster
  requests: UnderWay[]
  /** How owners and helpers are called, by id; residents are not among them. */
  names: ReadonlyMap<string, string>
}

const MOST_LINES = 500
const SHOWN = { _id: 0, code: 1, status: 1, category: 1, place: 1, urgent: 1, requesterId: 1, ownerId: 1, assignee: 1 } as const // prettier-ignore

function listUnderWay(platform: Ground, stationId: string): Promise<UnderWay[]> {
  return platform.db
    .collection(REQUESTS)
    .find<UnderWay>({ stationId, status: { $in: STATUSES.filter(isAlive) } }, { projection: SHOWN })
    .sort({ createdAt: 1 })
    .limit(MOST_LINES)
    .toArray()
}

async function namesOf(platform: Ground, requests: readonly UnderWay[]): Promise<Map<string, string>> {
  const ids = requests.flatMap(({ ownerId, requesterId, assignee }) => [
    ...(ownerId === requesterId ? [] : [ownerId]),
    ...(assignee ? [assignee.personId] : []),
  ])
  const people = await findPeople(platform, [...new Set(ids)])
  return new Map(people.map((person) => [person.id, addressOf(person)]))
}

/** What is under way in a station now, also from earlier days, and who is on duty. */
export async function findDaySheet(platform: Ground, stationId: string, now: Date): Promise<DayAtHand> {
  const [station, roster, requests] = await Promise.all([
    stationOf(platform, stationId),
    findRoster(platform, stationId, now),
    listUnderWay(platform, stationId),
  ])
  return { stationName: station.name, roster, requests, names: await namesOf(platform, requests) }
}
