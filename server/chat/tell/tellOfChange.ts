import { talkWords } from '@yimin/shared/chat/words'
import { sayNeed } from '@yimin/shared/requests/words'
import { seatsIn, tellRequester } from '../../requests/index.ts'
import { tellAssignment } from './tellAssignment.ts'
import type { Tell } from './tell.ts'

export const onAmend: Tell = async (platform, request, moved, ref) => {
  if (moved.by !== request.requesterId) {
    await tellRequester(platform, request, {
      key: `told.${ref}`,
      template: 'request.amendedByWorker',
      text: talkWords.amendedByWorker({ need: sayNeed(request, 'private'), code: request.code }),
      inGroup: talkWords.amendedByWorker({ need: sayNeed(request, 'group'), code: request.code }),
    })
  }
  if (request.status !== 'accepted') return
  for (const { personId } of seatsIn(request))
    await tellAssignment(
      platform,
      request,
      personId,
      personId === request.assignee?.personId ? ref : `${ref}.${personId}`,
      true,
    )
}
