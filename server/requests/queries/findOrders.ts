import type { Status } from '@yimin/shared/requests/states'
import type { Platform } from '../../platform/platform.ts'
import { SOLD } from '../form.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'

/** So far back the last order of each kind is looked for. */
const LOOKED_AT = 60
/** Nobody's own wish shows through what is often bought: so many people asked for it at least. */
const PEOPLE_AT_LEAST = 3
const RECENT = 500
const OFTEN_AT_MOST = 15
const LONGEST_NAME = 8

const WANTED: readonly Status[] = ['open', 'accepted', 'delivered', 'done']

/** What this person asked for herself, newest first; nothing that was refused or taken back. */
export function listOrdersOf(platform: Platform, requesterId: string): Promise<RequestDoc[]> {
  const own = { requesterId, partOf: { $exists: false }, beneficiary: { $exists: false } }
  return requestsOf(platform)
    .find({ ...own, status: { $in: [...WANTED] } })
    .sort({ createdAt: -1 })
    .limit(LOOKED_AT)
    .toArray()
}

export interface OftenBought {
  name: string
  unit: string
}

/** What many people of a station had bought lately, the most wanted first, in the unit in which it is asked for most. */
export async function listOftenBought(platform: Platform, stationId: string): Promise<OftenBought[]> {
  const found = await requestsOf(platform)
    .find({ stationId, category: { $in: [...SOLD] }, status: { $in: [...WANTED] }, partOf: { $exists: false } })
    .project<Pick<RequestDoc, 'requesterId' | 'items'>>({ requesterId: 1, items: 1 })
    .sort({ createdAt: -1 })
    .limit(RECENT)
    .toArray()
  const goods = new Map<string, { people: Set<string>; units: Map<string, number> }>()
  for (const { requesterId, items } of found) {
    for (const { name, unit } of items) {
      if (unit === undefined || name.length > LONGEST_NAME) continue
      const known = goods.get(name) ?? { people: new Set(), units: new Map() }
      known.people.add(requesterId)
      known.units.set(unit, (known.units.get(unit) ?? 0) + 1)
      goods.set(name, known)
    }
  }
  return [...goods]
    .filter(([, { people }]) => people.size >= PEOPLE_AT_LEAST)
    .sort(([, a], [, b]) => b.people.size - a.people.size)
    .slice(0, OFTEN_AT_MOST)
    .map(([name, { units }]) => ({ name, unit: mostOf(units) }))
}

function mostOf(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])[0]
}
