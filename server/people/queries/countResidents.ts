import type { Area } from '@yimin/shared/people/contract'
import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'

export interface BuildingCount {
  area: Area
  residents: number
}

/** How many residents of a station the register knows in each building; those without a building are left out. */
export async function countResidentsByBuilding(
  platform: Pick<Platform, 'db'>,
  stationId: string,
): Promise<BuildingCount[]> {
  return peopleOf(platform)
    .aggregate<BuildingCount>([
      { $match: { stationId, role: 'resident', 'home.building': { $exists: true } } },
      {
        $group: {
          _id: { place: '$home.place', zone: '$home.zone', building: '$home.building' },
          residents: { $sum: 1 },
        },
      },
      { $project: { _id: 0, area: '$_id', residents: 1 } },
    ])
    .toArray()
}
