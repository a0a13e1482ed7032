import { DomainError } from '@yimin/shared/errors/domainError'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { maySwap, swapUntil } from '../swap.policy.ts'
import { takeStep } from './takeStep.ts'

/**
 * A helper asks who goes in his place (换一下). He keeps the request, its promise and its owner's charge until one says yes.
 * `namedId`: he wants this one asked. Throws `conflict` at the door, and where a swap is asked for already.
 */
export async function askForSwap(
  platform: Platform,
  { _id, stationId }: Pick<RequestDoc, '_id' | 'stationId'>,
  helperId: string,
  cause: string,
  namedId?: string,
): Promise<RequestDoc> {
  const { settings } = await stationOf(platform, stationId)
  return takeStep(platform, _id, {
    step: 'swap',
    by: { id: helperId, part: 'assignee' },
    cause,
    change: (before, now) => {
      if (!maySwap(before, helperId)) throw new DomainError('conflict')
      const wish = { byId: helperId, at: now, until: swapUntil(before, settings, now) }
      return { swap: { ...wish, ...(namedId !== undefined && { namedId }) } }
    },
  })
}
