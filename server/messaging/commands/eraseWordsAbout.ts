import type { Platform } from '../../platform/platform.ts'
import { outgoingOf } from '../outgoing.model.ts'

/** A helper on the way must still hear that he need not go; those words name nobody. */
const STILL_NEEDED = 'dispatch.cancelled'

/** Everything that was or is to be said about these requests and calls, and everything to this person. Said again it would be said twice: it is gone for good. */
export async function eraseWordsAbout(platform: Platform, subjectIds: string[], personId?: string): Promise<void> {
  const outgoing = outgoingOf(platform)
  await outgoing.deleteMany({
    about: { $in: subjectIds },
    $or: [{ template: { $ne: STILL_NEEDED } }, { state: { $in: ['sent', 'dead'] } }],
  })
  if (personId === undefined) return
  await outgoing.deleteMany({ 'to.personId': personId })
}
