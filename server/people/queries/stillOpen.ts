import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'
import { sessionsOf } from '../session.model.ts'

/** Which of these sessions hold: not ended, and their person has the same role. Looking does not prolong them. */
export async function stillOpen(platform: Pick<Platform, 'db' | 'clock'>, sessionIds: string[]): Promise<Set<string>> {
  const sessions = await sessionsOf(platform)
    .find({ _id: { $in: sessionIds }, expiresAt: { $gt: platform.clock.now() } })
    .toArray()
  const people = await peopleOf(platform)
    .find({ _id: { $in: sessions.map((session) => session.personId) } }, { projection: { role: 1 } })
    .toArray()
  const roles = new Map(people.map((person) => [person._id, person.role]))
  return new Set(sessions.filter(({ personId, role }) => roles.get(personId) === role).map(({ _id }) => _id))
}
