import { DomainError } from '@yimin/shared/errors/domainError'
import type { Role } from '@yimin/shared/people/roles'
import type { Platform } from '../platform/platform.ts'
import type { RouteInput } from '../platform/web/index.ts'
import type { Clerk } from './commands/enterRequest.ts'
import { findRequestByCode } from './queries/findRequests.ts'
import type { RequestDoc } from './request.model.ts'

type Caller = RouteInput['caller']

/** The worker who calls. Throws DomainError `forbidden` for staff of no station. */
export function clerkOf({ personId, stationId, roles }: Caller): Clerk {
  if (personId === undefined || stationId === undefined) throw new DomainError('forbidden')
  return { id: personId, stationId, role: roles[0] as Role }
}

/** Another station's request and one that does not exist look the same. */
export async function ownRequestOf(platform: Platform, caller: Caller, code: string): Promise<RequestDoc> {
  const request = await findRequestByCode(platform, clerkOf(caller).stationId, code)
  if (!request) throw new DomainError('not_found')
  return request
}
