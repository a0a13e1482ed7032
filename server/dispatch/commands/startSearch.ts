import { rungsInOrder } from '@yimin/shared/dispatch/ladder'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { changeTogether } from '../../platform/together.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { findSearch, SEARCHES, WORD_MS } from '../search.model.ts'
import type { AskedHelper } from '../search.model.ts'
import { askHelpers } from './askHelpers.ts'

/** Asks of earlier rounds that are remembered: more than any ladder asks in several. */
const EARLIER_KEPT = 500

const saidNo = ({ state }: AskedHelper) => state === 'declined' || state === 'released'

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
  const before = await findSearch(platform, request._id)
  if (before?.beganBy === cause) return askHelpers(platform, request._id)
  const { settings } = await stationOf(platform, request.stationId)
  const ladder = rungsInOrder(ladderOf(request, settings))
  const former = (before?.asked ?? []).map((one) =>
    one.personId === formerHelperId ? { ...one, state: 'released' as const } : one,
  )
  const asked = former.filter(saidNo)
  const earlier = [...(before?.earlier ?? []), ...former.filter((one) => !saidNo(one))].slice(-EARLIER_KEPT)
  await changeTogether(platform.db, SEARCHES, {
    filter: { _id: request._id },
    change: {
      $set: {
        stationId: request.stationId,
        state: 'running',
        startedAt: now,
        since: (formerHelperId && before?.since) || now,
        ladder,
        rung: ladder[0]?.id ?? '',
        nextAt: now,
        asked,
        climbs: [],
        earlier,
        beganBy: cause,
        groupAsked: false,
        wordAt: new Date(now.getTime() + WORD_MS),
        updatedAt: now,
      },
      $unset: { unsaid: '', restsUntil: '', tripId: '' },
      $inc: { v: 1, round: 1 },
    },
    upsert: true,
  })
  await askHelpers(platform, request._id)
}
