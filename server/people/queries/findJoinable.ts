import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'

/**
 * Residents of the same station whose number is the one that WeChat knows of this person, and for whose number a worker or
 * WeChat vouches: a number that somebody wrote herself proves nothing, for anybody can write anybody's.
 */
export async function findJoinable(platform: Pick<Platform, 'db'>, person: Person): Promise<Person[]> {
  const me = await peopleOf(platform).findOne({ _id: person.id })
  if (me?.phoneIndex === undefined || me.phoneFrom !== 'wechat') return []
  const found = await peopleOf(platform)
    .find({
      _id: { $ne: person.id },
      stationId: person.stationId,
      role: 'resident',
      phoneIndex: me.phoneIndex,
      phoneFrom: { $in: ['staff', 'wechat'] },
    })
    .limit(3)
    .toArray()
  return found.map(toPerson)
}
