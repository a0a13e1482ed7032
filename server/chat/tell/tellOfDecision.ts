import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { REFUSALS } from '@yimin/shared/moderation/words'
import type { ReasonCode } from '@yimin/shared/moderation/words'
import { sayReviewReason } from '@yimin/shared/requests/reviewReasons'
import { sayNeed } from '@yimin/shared/requests/words'
import { closeAlarmsAbout } from '../../duty/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { tellRequester } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { workerName } from '../talk/utterance.ts'
import { nameOf } from './nameOf.ts'
import type { Tell } from './tell.ts'

export const onHold: Tell = async (platform, request, moved, ref) => {
  // Decided, withdrawn or erased before the news came: nobody is to look at it any more.
  if (request.status !== 'reviewing') return
  const station = await stationOf(platform, request.stationId)
  const unanswered = request.reviewReasons.includes('no_answer')
  const who = await nameOf(platform, request.requesterId)
  const need = sayNeed(request, 'private')
  const reasons = request.reviewReasons.filter((reason) => reason !== 'no_answer').map(sayReviewReason)
  await callWorker(platform, {
    station,
    kind: unanswered ? 'no_answer' : 'needs_person',
    subjectId: request._id,
    personId: request.requesterId,
    key: `hold/${ref}`,
    text: unanswered
      ? workerWords.noAnswer({ code: request.code, who, need })
      : workerWords.review({ code: request.code, need, reasons }),
  })
  if (moved.by === 'system' && unanswered && request.history.at(-1)?.cause.startsWith('due/')) {
    await tellRequester(platform, request, {
      key: `told.${ref}`,
      template: 'request.handedToWorker',
      text: talkWords.handedToWorker(await workerName(platform, station), request.code),
    })
  }
}

export const onApprove: Tell = async (platform, request, _moved, ref) => {
  await closeAlarmsAbout(platform, request._id, ['needs_person', 'no_answer', 'review_overdue'])
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.approved',
    text: talkWords.approved(request.code),
  })
}

export const onReject: Tell = async (platform, request, moved, ref) => {
  await closeAlarmsAbout(platform, request._id, ['needs_person', 'no_answer', 'review_overdue'])
  // The assistant's own refusal was said at once, in the talk.
  if (moved.by === 'system') return
  const text = REFUSALS[request.rejection as ReasonCode] ?? talkWords.refusedByWorker(request.rejection ?? '')
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.rejected',
    text,
    inGroup: talkWords.refusedElsewhere,
  })
}

export const onConfirm: Tell = async (platform, request) => {
  await closeAlarmsAbout(platform, request._id, ['no_answer'])
}

/** Let through with its parts: who asked it hears that somebody is looked for, as of any other. */
export const onSplit: Tell = async (platform, request, moved, ref) => {
  if (moved.from === 'reviewing') await onApprove(platform, request, moved, ref)
}
