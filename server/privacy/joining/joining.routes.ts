import { DomainError } from '@yimin/shared/errors/domainError'
import { joinMe, partPerson, releaseWeChat as releaseRoute } from '@yimin/shared/joining/contract'
import { joiningWords } from '@yimin/shared/joining/words'
import {
  findJoinable,
  isOwnStaff,
  listColleaguesIn,
  mayPart,
  mayReleaseWeChat,
  openSession,
  presentToStaff,
  spendEntryCode,
} from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { serve } from '../../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../../platform/web/index.ts'
import { joinPeople, personNow } from './commands/joinPeople.ts'
import { releaseWeChat } from './commands/releaseWeChat.ts'
import { undoJoin } from './commands/undoJoin.ts'
import type { JoinDoc } from './join.model.ts'
import { isAccountAlone } from './joining.policy.ts'

/** A WeChat account and the person whom the station knows become one, and the way back. */
export function joiningRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(joinMe, [], async (input) => {
      const me = await whoCalls(platform, input)
      // Before a code is spent on it.
      if (!isAccountAlone(me)) throw new DomainError('conflict', { say: joiningWords.notFresh })
      const { code } = input.body
      const { known, how } = code === undefined ? await byPhone(platform, me) : await byCode(platform, me, code)
      await joinPeople(platform, me, known, how)
      const session = await openSession(platform, known.id)
      if (!session) throw new DomainError('unauthenticated')
      return { token: session.token, person: { id: known.id, name: known.name, role: known.role } }
    }),
    serve(partPerson, [], async (input) => {
      const me = await whoCalls(platform, input)
      const person = await personNow(platform, input.params.id)
      if (!isOwnStaff(me, person)) throw new DomainError('not_found')
      if (!mayPart(me, person, platform.clock.now()))
        throw new DomainError('forbidden', { say: joiningWords.nothingJoined })
      await undoJoin(platform, person.id, { id: me.id, reason: input.body.reason })
      return showToStaff(platform, me, person.id)
    }),
    serve(releaseRoute, [], async (input) => {
      const me = await whoCalls(platform, input)
      const person = await personNow(platform, input.params.id)
      if (!isOwnStaff(me, person)) throw new DomainError('not_found')
      if (!mayReleaseWeChat(me, person, platform.clock.now()))
        throw new DomainError('forbidden', { say: joiningWords.notReleasable })
      await releaseWeChat(platform, person, { id: me.id, reason: input.body.reason })
      return showToStaff(platform, me, person.id)
    }),
  ]
}

async function showToStaff(platform: Platform, me: Person, personId: string) {
  const after = await personNow(platform, personId)
  return presentToStaff(after, {}, me, await listColleaguesIn(platform, after), platform.clock.now())
}

async function whoCalls(platform: Platform, { caller }: Pick<RouteInput, 'caller'>): Promise<Person> {
  if (caller.personId === undefined) throw new DomainError('unauthenticated')
  return personNow(platform, caller.personId).catch(() => {
    throw new DomainError('unauthenticated')
  })
}

interface Found {
  known: Person
  how: JoinDoc['how']
}

/** Never by a name, and never by a number that somebody wrote himself. */
async function byPhone(platform: Platform, me: Person): Promise<Found> {
  const [known, another] = await findJoinable(platform, me)
  if (!known) throw new DomainError('conflict', { say: joiningWords.nobody })
  if (another) throw new DomainError('conflict', { say: joiningWords.several })
  return { known, how: 'phone' }
}

async function byCode(platform: Platform, me: Person, code: string): Promise<Found> {
  try {
    const { person, own } = await spendEntryCode(platform, code, `person:${me.id}`, me.stationId)
    return { known: person, how: own ? 'own_code' : 'code' }
  } catch (error) {
    // Whoever is signed in stays so: a wrong code is a wrong field here.
    if (!(error instanceof DomainError) || error.code !== 'unauthenticated') throw error
    throw new DomainError('invalid_input', { fields: [{ path: 'code', message: error.say }] })
  }
}
