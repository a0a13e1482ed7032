import { talkWords } from '@yimin/shared/chat/words'
import type { AlarmKind } from '@yimin/shared/duty/contract'
import { closeAlarmsAbout } from '../../duty/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { formersIn, seatsIn, tellRequester } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { nameOf } from './nameOf.ts'
import { tellHelper } from './tellHelper.ts'
import type { Tell } from './tell.ts'

async function tellOfWorkersFinish(platform: Platform, request: RequestDoc, ref: string): Promise<void> {
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.finishedByWorker',
    text: talkWords.finishedByWorker(request.code),
  })
  await tellAllHelpers(platform, request, ref, talkWords.finishedByWorkerToHelper(request.code))
}

async function tellAllHelpers(platform: Platform, request: RequestDoc, ref: string, text: string): Promise<void> {
  for (const { personId } of seatsIn(request))
    await tellHelper(platform, request, personId, {
      key: personId === request.assignee?.personId ? `helper.${ref}` : `helper.${ref}.${personId}`,
      template: 'request.doneToHelper',
      text,
    })
}

/** What may have called a worker to a request that is over now. */
const WHILE_IT_LIVED: AlarmKind[] = [
  'late',
  'no_show',
  'not_done',
  'nobody_accepted',
  'needs_person',
  'no_answer',
  'review_overdue',
]

export const onFinish: Tell = async (platform, request, moved, ref) => {
  await closeAlarmsAbout(platform, request._id, WHILE_IT_LIVED)
  if (moved.by !== 'system' && moved.by !== request.requesterId) return tellOfWorkersFinish(platform, request, ref)
  if (request.assignee && moved.by === request.requesterId) {
    const who = await nameOf(platform, request.requesterId)
    await tellAllHelpers(platform, request, ref, talkWords.doneToHelper({ who, code: request.code }))
  }
  // Whoever told her code has said her word already.
  if (moved.by === 'system' && request.handover?.how !== 'code') {
    await tellRequester(platform, request, {
      key: `told.${ref}`,
      template: 'request.closedBySilence',
      text: talkWords.closedBySilence(request.code),
      inGroup: null,
    })
  }
}

export const onCancel: Tell = async (platform, request, moved, ref) => {
  await closeAlarmsAbout(platform, request._id, WHILE_IT_LIVED)
  if (moved.by !== request.requesterId) {
    const reason = request.history.findLast((entry) => entry.step === 'cancel')?.note ?? ''
    await tellRequester(platform, request, {
      key: `told.${ref}`,
      template: 'request.cancelledByWorker',
      text: talkWords.cancelledByWorker({ reason, code: request.code }),
      inGroup: talkWords.cancelledByWorker({ reason: '', code: request.code }),
    })
  }
  for (const id of formersIn(moved))
    await tellHelper(platform, request, id, {
      key: id === moved.formerAssigneeId ? `former.${ref}` : `former.${ref}.${id}`,
      template: 'dispatch.cancelled',
      text: talkWords.cancelledToHelper(request.code),
      needed: true,
    })
}

export const onReopen: Tell = async (platform, request, moved, ref) => {
  // Her own word was answered in the talk.
  if (moved.by === request.requesterId) return
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.reopenedByWorker',
    text: talkWords.reopenedByWorker(request.code),
  })
}
