import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'
import { askHelpers } from './askHelpers.ts'

/** 十分钟内给您回话: what was promised with the confirmation. */
const WORD_MS = 10 * 60_000

/**
 * Begins to look for a helper, or begins anew after a give-back: whoever declined or gave it back is not asked again.
 * The same cause begins it once.
 */
export async function startSearch(
  platform: Platform,
  request: RequestDoc,
  cause: string,
  formerHelperId?: string,
): Promise<void> {
  const now = platform.clock.now()
  const searches = searchesOf(platform)
  const before = await searches.findOne({ _id: request._id })
  if (before?.beganBy === cause) return askHelpers(platform, request._id)
  const asked = (before?.asked ?? [])
    .map((one) => (one.personId === formerHelperId ? { ...one, state: 'released' as const } : one))
    .filter((one) => one.state === 'declined' || one.state === 'released')
  await searches.updateOne(
    { _id: request._id },
    {
      $set: {
        stationId: request.stationId,
        state: 'running',
        startedAt: now,
        wave: 0,
        nextAt: now,
        asked,
        beganBy: cause,
        groupAsked: false,
        wordAt: new Date(now.getTime() + WORD_MS),
        updatedAt: now,
      },
      $unset: { unsaid: '' },
      $inc: { v: 1, round: 1 },
    },
    { upsert: true },
  )
  await askHelpers(platform, request._id)
}
