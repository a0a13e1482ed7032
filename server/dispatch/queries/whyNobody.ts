import { quietUntil } from '@yimin/shared/dispatch/quietHours'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'

/**
 * Why nobody is being asked for an open request: nobody suits, all said no, or quiet hours. `undefined` where people are being
 * asked, or somebody still looks for whom to ask.
 */
export async function whyNobody(
  platform: Platform,
  { _id, stationId }: Pick<RequestDoc, '_id' | 'stationId'>,
): Promise<'none' | 'declined' | 'quiet' | undefined> {
  const search = await searchesOf(platform).findOne({ _id })
  if (!search || search.state !== 'running' || search.nextAt || search.groupAsked) return undefined
  if (search.asked.some(({ state }) => state === 'asked')) return undefined
  if (search.asked.length > 0) return 'declined'
  const { settings } = await stationOf(platform, stationId)
  return quietUntil(settings.dispatch.quietHours, platform.clock.now()) ? 'quiet' : 'none'
}
