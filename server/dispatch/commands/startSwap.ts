import { callsStaff, rungsInOrder } from '@yimin/shared/dispatch/ladder'
import type { Rung } from '@yimin/shared/dispatch/ladder'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { hasSeat } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'
import type { AskedHelper } from '../search.model.ts'
import { askHelpers } from './askHelpers.ts'

/**
 * Begins to ask who goes in the place of whoever wishes it (换一下): a round of its own on the next rung of the same ladder. Whoever
 * said no before is not asked again. The same wish begins it once.
 */
export async function startSwap(platform: Platform, request: RequestDoc): Promise<void> {
  const { _id, stationId, swap } = request
  if (!swap) return
  const now = platform.clock.now()
  const beganBy = `swap/${_id}/${swap.at.getTime()}`
  const before = await searchesOf(platform).findOne({ _id })
  if (before?.beganBy === beganBy) return askHelpers(platform, _id)
  const { settings } = await stationOf(platform, stationId)
  const ladder = before?.ladder ?? rungsInOrder(ladderOf(request, settings))
  const answered = ({ state, personId }: AskedHelper) =>
    state === 'declined' || state === 'released' || hasSeat(request, personId)
  const { asked = [], earlier = [] } = before ?? {}
  await searchesOf(platform).updateOne(
    { _id },
    {
      $set: {
        stationId,
        state: 'swapping',
        startedAt: now,
        since: before?.since ?? now,
        ladder,
        rung: firstRung(ladder, before?.rung),
        nextAt: now,
        asked: asked.filter(answered),
        climbs: [],
        // Of earlier rounds whoever has it by now may stand there too: once is enough.
        earlier: [...earlier, ...asked.filter((one) => !answered(one))],
        beganBy,
        groupAsked: false,
        updatedAt: now,
      },
      $unset: { unsaid: '', restsUntil: '', wordAt: '' },
      $inc: { v: 1, round: 1 },
    },
    { upsert: true },
  )
  await askHelpers(platform, _id)
}

/** The one after those who were asked when it was taken; the last that asks helpers where all of them were. */
function firstRung(ladder: Rung[], reached: string | undefined): string {
  const order = rungsInOrder(ladder)
  const helpers = order.filter((rung) => !callsStaff(rung))
  const next = reached === undefined ? helpers[0] : (helpers.find(({ id }) => id === reached) ?? helpers.at(-1))
  return (next ?? order[0])?.id ?? ''
}
