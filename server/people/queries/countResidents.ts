import type { Area } from '@yimin/shared/people/contract'
import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'

export interface BuildingCount {
  area: Area
  residents: number
  /** Of these, the ones who were named. */
  named: number
}

/**
 * How many residents of a station the register knows in each building; those without a building are left out.
 * @param ids whom to count apart, as `named`
 */
export async function countResidentsByBuilding(
  platform: Pick<Platform, 'db'>,
  stationId: string,
  ids: readonly string[],
): Promise<BuildingCount[]> {
  return peopleOf(platform)
    .aggregate<BuildingCount>([
      { $match: { stationId, role: 'resident', 'home.building': { $exists: true } } },
      {
        $group: {
          _id: { place: '$home.place', zone: '$home.zone', building: '$home.building' },
          residents: { $sum: 1 },
          named: { $sum: { $cond: [{ $in: ['$_id', ids] }, 1, 0] } },
        },
      },
      { $project: { _id: 0, area: '$_id', residents: 1, named: 1 } },
    ])
    .toArray()
}
