import { closeMyOtherSessions, closeOneOfMySessions, listMySessions } from '@yimin/shared/people/contract'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../platform/platform.ts'
import type { MountedRoute } from '../platform/web/serve.ts'
import { serve } from '../platform/web/serve.ts'
import { closeSessionsOf } from './commands/closeSessionsOf.ts'
import { closeSession } from './commands/openSession.ts'
import { requireFreshStaff } from './freshSession.ts'
import { listSessionsOf } from './queries/listSessionsOf.ts'
import { whoCalls } from './queries/whoCalls.ts'

/** Where somebody is signed in, and the way out of there (ASVS 7.5.2). */
export function sessionRoutes(platform: Platform): MountedRoute[] {
  const said = (personId: string, count: number) =>
    platform.log.info({ personId, count, outcome: 'signed_out' }, 'sign-in')
  return [
    serve(listMySessions, [], async ({ caller }) => {
      const me = await whoCalls(platform, { caller })
      const sessions = await listSessionsOf(platform, me.id)
      return {
        items: sessions.map(({ sessionId, name, createdAt, lastSeenAt }) => ({
          id: name,
          since: createdAt.toISOString(),
          lastSeen: lastSeenAt.toISOString(),
          isThisOne: sessionId === caller.sessionId,
        })),
      }
    }),
    serve(closeMyOtherSessions, [], async ({ caller }) => {
      const me = await whoCalls(platform, { caller })
      requireFreshStaff(platform, caller)
      const closed = await closeSessionsOf(platform, me.id, caller.sessionId ?? '')
      said(me.id, closed)
      return { closed }
    }),
    serve(closeOneOfMySessions, [], async ({ caller, params }) => {
      const me = await whoCalls(platform, { caller })
      requireFreshStaff(platform, caller)
      const session = (await listSessionsOf(platform, me.id)).find(({ name }) => name === params.id)
      if (!session) throw new DomainError('not_found')
      const closed = (await closeSession(platform, session.sessionId)) ? 1 : 0
      said(me.id, closed)
      return { closed }
    }),
  ]
}
