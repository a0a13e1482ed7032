import { ERASED } from '@yimin/shared/people/roles'
import { forgetBoundChats } from '../../messaging/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { inboundOf, threadsOf } from '../inbound.model.ts'

/**
 * What a person said. The rows stay as empty shells: the chat platform may bring the same message once more, and it must not
 * begin anything anew. Echoes of what the assistant said, her name in it, are emptied as soon as they are heard.
 */
export async function eraseMessagesOf(platform: Platform, personId: string, chatIds: string[]): Promise<void> {
  await inboundOf(platform).updateMany(
    { fromChatId: { $in: chatIds } },
    {
      $set: { state: 'handled', text: '', fromName: '', fromChatId: ERASED, lane: ERASED },
      $unset: { likeness: '', topic: '', roomChatId: '', nextTryAt: '' },
    },
  )
  await forgetBoundChats(platform, chatIds)
  await threadsOf(platform).deleteOne({ _id: personId })
}
