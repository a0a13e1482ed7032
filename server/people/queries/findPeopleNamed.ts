import type { Platform } from '../../platform/platform.ts'
import { matching } from '../nameKeys.ts'
import type { Person } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'

type Ground = Pick<Platform, 'db'>

/** Ids of all people of a station whose name is like this: in characters, in pinyin, by initials. */
export async function findIdsNamed(platform: Ground, stationId: string, wanted: string): Promise<string[]> {
  const found = await peopleOf(platform)
    .find({ $and: [{ stationId }, matching(wanted)] }, { projection: { _id: 1 } })
    .toArray()
  return found.map(({ _id }) => _id)
}

const LOOKED_AT = 200

/** People of a station whose name is like this, at most `limit`, the shortest names first. */
export async function findPeopleNamed(
  platform: Ground,
  stationId: string,
  wanted: string,
  limit: number,
): Promise<Person[]> {
  const docs = await peopleOf(platform)
    .find({ $and: [{ stationId }, matching(wanted)] })
    .limit(LOOKED_AT)
    .toArray()
  return docs
    .map(toPerson)
    .sort((a, b) => a.name.length - b.name.length || a.name.localeCompare(b.name, 'zh-CN'))
    .slice(0, limit)
}
