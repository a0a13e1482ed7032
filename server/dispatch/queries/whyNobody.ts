import { quietUntil } from '@yimin/shared/dispatch/quietHours'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { isBodily } from '../choose/suitable.ts'
import { searchesOf } from '../search.model.ts'

/**
 * Why nobody is being asked for an open request: nobody suits, all said no, or quiet hours. `undefined` where people are being
 * asked, or somebody still looks for whom to ask.
 */
export async function whyNobody(
  platform: Platform,
  request: Pick<RequestDoc, '_id' | 'stationId' | 'wish' | 'category'>,
): Promise<'none' | 'declined' | 'quiet' | 'wish' | undefined> {
  const { _id, stationId } = request
  const search = await searchesOf(platform).findOne({ _id })
  if (!search || search.state !== 'running' || search.nextAt || search.groupAsked) return undefined
  if (search.asked.some(({ state }) => state === 'asked')) return undefined
  if (search.asked.length > 0) return 'declined'
  const { settings } = await stationOf(platform, stationId)
  return quietUntil(settings.dispatch.quietHours, platform.clock.now()) ? 'quiet' : noneBecauseOf(request)
}

/** Nobody has said of himself what is wished, and there the wish is a rule. */
function noneBecauseOf({ wish, category }: Pick<RequestDoc, 'wish' | 'category'>): 'wish' | 'none' {
  return wish?.gender && isBodily(category) ? 'wish' : 'none'
}
