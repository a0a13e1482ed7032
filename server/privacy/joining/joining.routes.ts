import { DomainError } from '@yimin/shared/errors/domainError'
import { joinMe, partPerson } from '@yimin/shared/joining/contract'
import { joiningWords } from '@yimin/shared/joining/words'
import { findJoinable, isOwnStaff, listColleaguesIn, mayPart, openSession, presentToStaff, spendEntryCode } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { serve } from '../../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../../platform/web/index.ts'
import { joinPeople, personNow } from './commands/joinPeople.ts'
import { undoJoin } from './commands/undoJoin.ts'
import { isAccountAlone } from './joining.policy.ts'

/** A WeChat account and the person whom the station knows become one, and the way back. */
export function joiningRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(joinMe, [], async (input) => {
      const me = await whoCalls(platform, input)
      // Before a code is spent on it.
      if (!isAccountAlone(me)) throw new DomainError('conflict', { say: joiningWords.notFresh })
      const { code } = input.body
      const known = code === undefined ? await byPhone(platform, me) : await byCode(platform, me, code)
      await joinPeople(platform, me, known, code === undefined ? 'phone' : 'code')
      const session = await openSession(platform, known.id)
      if (!session) throw new DomainError('unauthenticated')
      return { token: session.token, person: { id: known.id, name: known.name, role: known.role } }
    }),
    serve(partPerson, [], async (input) => {
      const me = await whoCalls(platform, input)
      const person = await personNow(platform, input.params.id)
      if (!isOwnStaff(me, person)) throw new DomainError('not_found')
      if (!mayPart(me, person, platform.clock.now())) throw new DomainError('forbidden', { say: joiningWords.nothingJoined })
      await undoJoin(platform, person.id, { id: me.id, reason: input.body.reason })
      const after = await personNow(platform, person.id)
      return presentToStaff(after, {}, me, await listColleaguesIn(platform, after), platform.clock.now())
    }),
  ]
}

async function whoCalls(platform: Platform, { caller }: Pick<RouteInput, 'caller'>): Promise<Person> {
  if (caller.personId === undefined) throw new DomainError('unauthenticated')
  return personNow(platform, caller.personId).catch(() => {
    throw new DomainError('unauthenticated')
  })
}

/** Never by a name, and never by a number that somebody wrote himself. */
async function byPhone(platform: Platform, me: Person): Promise<Person> {
  const [known, another] = await findJoinable(platform, me)
  if (!known) throw new DomainError('conflict', { say: joiningWords.nobody })
  if (another) throw new DomainError('conflict', { say: joiningWords.several })
  return known
}

async function byCode(platform: Platform, me: Person, code: string): Promise<Person> {
  try {
    return await spendEntryCode(platform, code, `person:${me.id}`, me.stationId)
  } catch (error) {
    // Whoever is signed in stays so: a wrong code is a wrong field here.
    if (!(error instanceof DomainError) || error.code !== 'unauthenticated') throw error
    throw new DomainError('invalid_input', { fields: [{ path: 'code', message: error.say }] })
  }
}
