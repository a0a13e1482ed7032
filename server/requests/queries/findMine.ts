import { DomainError } from '@yimin/shared/errors/domainError'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { findRequestByCode } from './findRequests.ts'

/** One of this person's own requests. Somebody else's and none at all look the same: throws DomainError `not_found`. */
export async function findMine(
  platform: Platform,
  { id, stationId }: Pick<Person, 'id' | 'stationId'>,
  code: string,
): Promise<RequestDoc> {
  const request = await findRequestByCode(platform, stationId, code)
  if (request?.requesterId !== id || request.partOf !== undefined) throw new DomainError('not_found')
  return request
}
