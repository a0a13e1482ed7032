import { DomainError } from '@yimin/shared/errors/domainError'
import {
  acceptInvitation as acceptRoute,
  changeMyPassword,
  giveEntryCode,
  inviteColleague,
  openCodeSession,
  openPasswordSession,
} from '@yimin/shared/entry/contract'
import { entryWords } from '@yimin/shared/entry/words'
import type { Platform } from '../../platform/platform.ts'
import { serve } from '../../platform/web/serve.ts'
import type { MountedRoute, RouteInput } from '../../platform/web/serve.ts'
import { letIn } from '../commands/letIn.ts'
import { openSession } from '../commands/openSession.ts'
import type { SessionIdentity } from '../commands/openSession.ts'
import { isOwnStaff } from '../people.policy.ts'
import type { Person } from '../person.model.ts'
import { findPerson } from '../queries/findPerson.ts'
import { acceptInvitation } from './commands/acceptInvitation.ts'
import { changePassword } from './commands/changePassword.ts'
import { drawEntryCode, spendEntryCode } from './commands/entryCodes.ts'
import { invite } from './commands/invite.ts'
import { signInByPassword } from './commands/signInByPassword.ts'
import { mayGiveEntryCode, mayHavePassword, mayInvite } from './entry.policy.ts'

const fromOf = ({ request }: Pick<RouteInput, 'request'>) => request.from ?? 'unknown'

async function whoCalls(platform: Platform, { caller }: Pick<RouteInput, 'caller'>): Promise<Person> {
  const person = caller.personId === undefined ? undefined : await findPerson(platform, caller.personId)
  if (!person) throw new DomainError('unauthenticated')
  return person
}

/** The one who acts and the one who is acted upon; somebody of another station is not there. */
async function both(platform: Platform, input: RouteInput<{ id: string }>): Promise<{ me: Person; person: Person }> {
  const [me, person] = await Promise.all([whoCalls(platform, input), findPerson(platform, input.params.id)])
  if (!person || !isOwnStaff(me, person)) throw new DomainError('not_found')
  return { me, person }
}

/** All sessions have ended; the one that changed the password goes on under a token of its own. */
async function goOn(platform: Platform, me: Person, proven = false): Promise<{ token: string }> {
  const session = await openSession(platform, me.id, { proven })
  if (!session) throw new DomainError('unauthenticated')
  platform.log.info({ personId: me.id, outcome: 'changed' }, 'password')
  return { token: session.token }
}

/** The way in for whoever comes by a browser: staff by a password, everybody else by a code of the station. */
export function entryRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(openPasswordSession, [], async (input) =>
      letIn(platform, await signInByPassword(platform, input.body, fromOf(input)), input.caller, 'password'),
    ),
    serve(openCodeSession, [], async (input) => {
      const { person } = await spendEntryCode(platform, input.body.code, fromOf(input))
      return letIn(platform, person, input.caller, 'code')
    }),
    serve(acceptRoute, [], async (input) =>
      letIn(platform, await acceptInvitation(platform, input.body, fromOf(input)), input.caller, 'invitation'),
    ),
    serve(changeMyPassword, [], async (input) => {
      const me = await whoCalls(platform, input)
      if (!mayHavePassword(me)) throw new DomainError('forbidden', { say: entryWords.notStaff })
      const { withheld, proven } = input.caller as Partial<SessionIdentity>
      if (withheld) throw new DomainError(withheld)
      await changePassword(platform, me, input.body)
      return goOn(platform, me, proven)
    }),
    serve(inviteColleague, [], async (input) => {
      const { me, person } = await both(platform, input)
      if (!mayInvite(me, person)) throw new DomainError('forbidden')
      const { invitation, expiresAt } = await invite(platform, person.id, { id: me.id, reason: input.body.reason })
      return { invitation, expiresAt: expiresAt.toISOString() }
    }),
    serve(giveEntryCode, [], async (input) => {
      const { me, person } = await both(platform, input)
      if (!mayGiveEntryCode(me, person)) throw new DomainError('forbidden')
      const { code, expiresAt } = await drawEntryCode(platform, person, { id: me.id, reason: input.body.reason })
      return { code, expiresAt: expiresAt.toISOString() }
    }),
  ]
}
