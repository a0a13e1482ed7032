import { fromLocal, toLocal } from '@yimin/shared/language/localTime'
import { changeHelperTerms } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { listOffersTo } from '../queries/listOffersTo.ts'
import { declineOffer } from './declineOffer.ts'

const MORNING = 'T08:00'
const DAY_MS = 86_400_000

/**
 * 今晚不接: nothing is asked of this helper before eight in the morning (Asia/Shanghai), and what he is being asked for now
 * goes on to others at once. A longer pause stays. Gives the end of the pause.
 */
export async function restUntilMorning(platform: Platform, helperId: string): Promise<Date> {
  const morning = nextMorning(platform.clock.now())
  const { helper } = await changeHelperTerms(platform, helperId, (terms) => ({
    ...terms,
    pausedUntil: terms.pausedUntil && terms.pausedUntil > morning ? terms.pausedUntil : morning,
  }))
  for (const requestId of await listOffersTo(platform, helperId)) await declineOffer(platform, requestId, helperId)
  return helper?.pausedUntil ?? morning
}

/** After midnight the morning of the same day, else of the next. */
function nextMorning(now: Date): Date {
  const today = fromLocal(`${toLocal(now).slice(0, 10)}${MORNING}`)
  return today > now ? today : new Date(today.getTime() + DAY_MS)
}
