import { DomainError } from '@yimin/shared/errors/domainError'
import { joiningWords } from '@yimin/shared/joining/words'
import { closeSessionsOf, handOverAccount, takeBackAccount } from '../../../people/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { joinsOf } from '../join.model.ts'
import { move } from './joinPeople.ts'

/**
 * It was the wrong person: the account goes back to whom it was, with all that it brought along; what was done since stays with
 * the person. All sessions end. Throws DomainError `conflict` where nothing can be undone.
 */
export async function undoJoin(
  platform: Platform,
  personId: string,
  by: { id: string; reason: string },
): Promise<void> {
  const now = platform.clock.now()
  const claimed = await joinsOf(platform).findOneAndUpdate(
    { toId: personId, state: { $in: ['settling', 'joined'] }, until: { $gt: now } },
    { $set: { state: 'undoing', undoneBy: by.id, reason: by.reason, nextAt: now } },
    { sort: { at: -1 } },
  )
  if (!claimed) throw new DomainError('conflict', { say: joiningWords.nothingJoined })
  await runUndoing(platform, claimed._id)
}

/** Harmless the second time. */
export async function runUndoing(platform: Platform, joinId: string): Promise<void> {
  const join = await joinsOf(platform).findOne({ _id: joinId, state: 'undoing' })
  if (!join?.former) return
  const { former, fromId, toId, chatId, copied, moved, replaced, undoneBy = '', reason } = join
  await closeSessionsOf(platform, toId)
  const at = platform.clock.now()
  await takeBackAccount(platform, former, { toId, chatId, copied }, { at, what: 'parted', by: undoneBy, reason })
  if (replaced !== undefined)
    await handOverAccount(platform, replaced, toId, { at, what: 'joined_again', by: undoneBy })
  await move(platform, moved, toId, fromId)
  await joinsOf(platform).updateOne(
    { _id: joinId, state: 'undoing' },
    { $set: { state: 'undone' }, $unset: { former: '', nextAt: '' } },
  )
}
