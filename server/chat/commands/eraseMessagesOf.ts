import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { inboundOf, threadsOf } from '../inbound.model.ts'

/**
 * What a person said, and the echoes of what the assistant said, her name in it. The rows stay as empty shells: the chat
 * platform may bring the same message once more, and it must not begin anything anew.
 */
export async function eraseMessagesOf(platform: Platform, personId: string, chatIds: string[]): Promise<void> {
  await inboundOf(platform).updateMany(
    { fromChatId: { $in: chatIds } },
    {
      $set: { state: 'handled', text: '', fromName: '', fromChatId: ERASED, lane: ERASED },
      $unset: { likeness: '', topic: '', roomChatId: '', nextTryAt: '' },
    },
  )
  // Once heard, an echo has served.
  await inboundOf(platform).updateMany({ self: true, state: 'handled' }, { $set: { text: '' } })
  await threadsOf(platform).deleteOne({ _id: personId })
}
