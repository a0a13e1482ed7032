import { isStaff } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'
import { requiresSecondFactor } from '../secondFactor/queries/findSecondFactor.ts'
import { sessionsOf } from '../session.model.ts'

/** A session and what it counted for when its page came in. */
export interface Listening {
  sessionId: string
  /** It heard what is for staff. */
  asStaff: boolean
}

/**
 * Which of these sessions hold: not ended, their person has the same role, and whoever hears what is for staff still counts
 * as staff. Looking does not prolong them.
 */
export async function stillOpen(
  platform: Pick<Platform, 'db' | 'clock'>,
  listening: readonly Listening[],
): Promise<Set<string>> {
  const sessions = await sessionsOf(platform)
    .find({ _id: { $in: listening.map(({ sessionId }) => sessionId) }, expiresAt: { $gt: platform.clock.now() } })
    .toArray()
  const people = await peopleOf(platform)
    .find({ _id: { $in: sessions.map((session) => session.personId) } }, { projection: { role: 1, stationId: 1 } })
    .toArray()
  const byId = new Map(people.map((person) => [person._id, person]))
  const asStaff = new Set(listening.filter((one) => one.asStaff).map(({ sessionId }) => sessionId))
  const open = await Promise.all(
    sessions.map(async ({ _id, personId, role, secondFactorAt }) => {
      const person = byId.get(personId)
      if (person?.role !== role) return undefined
      const proven = secondFactorAt !== undefined || !isStaff(role)
      const isWithheld = asStaff.has(_id) && !proven && (await requiresSecondFactor(platform, person.stationId))
      return isWithheld ? undefined : _id
    }),
  )
  return new Set(open.filter((id) => id !== undefined))
}
