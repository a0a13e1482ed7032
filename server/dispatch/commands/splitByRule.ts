import { DomainError } from '@yimin/shared/errors/domainError'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { isSplitByRule, splitRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'

/** Splits what the station's rule says, before anybody is asked for the whole. False where it stays in one hand. */
export async function splitByRule(platform: Platform, request: RequestDoc, cause: string): Promise<boolean> {
  const { settings } = await stationOf(platform, request.stationId)
  if (!isSplitByRule(request, settings)) return false
  try {
    await splitRequest(platform, request, { goods: true }, { id: 'system', part: 'system' }, cause)
    return true
  } catch (error) {
    // It moved on in the same moment, and that is announced too.
    if (error instanceof DomainError && error.code === 'conflict') return true
    throw error
  }
}
