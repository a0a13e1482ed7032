import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { CallerIdentity } from '../../platform/web/caller.ts'
import type { Person } from '../person.model.ts'
import { closeSession, openSession } from './openSession.ts'

/** By which way somebody came in. */
export type Way = 'password' | 'code' | 'invitation' | 'wechat' | 'demo'

/**
 * Signs somebody in who has shown who he is. A session with which he knocked ends: a token that was seen before is worth nothing
 * after (ASVS 7.2.4). It stands in the log, by id (ASVS 16.3.1). Throws DomainError `unauthenticated` for whoever is gone meanwhile.
 */
export async function letIn(
  platform: Pick<Platform, 'db' | 'vault' | 'clock' | 'log'>,
  { id, name, role }: Person,
  knocked: Pick<CallerIdentity, 'sessionId'>,
  kind: Way,
) {
  const session = await openSession(platform, id)
  if (!session) throw new DomainError('unauthenticated')
  if (knocked.sessionId !== undefined) await closeSession(platform, knocked.sessionId)
  platform.log.info({ personId: id, role, kind, outcome: 'signed_in' }, 'sign-in')
  return { token: session.token, person: { id, name, role } }
}
