import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { REFUSALS, STAFF_REASONS } from '@yimin/shared/moderation/words'
import type { ReasonCode } from '@yimin/shared/moderation/words'
import { buildingWord } from '@yimin/shared/organisations/words'
import { sayInstant, sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { whyNobody } from '../../dispatch/index.ts'
import { closeAlarmsAbout } from '../../duty/index.ts'
import { safeGroupName } from '../../moderation/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { addressOf, findPerson } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { tellRequester, unseal } from '../../requests/index.ts'
import type { RequestDoc, RequestMoved } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { readBackOrAsk } from '../talk/readBack.ts'
import { workerName } from '../talk/utterance.ts'
import { tellAssignment } from './tellAssignment.ts'
import { nameOf } from './nameOf.ts'
import { tellArrival, tellDelivery, tellStart } from './tellProgress.ts'
import { tellNudge, tellPostponed } from './tellPromise.ts'
import { tellHelper } from './tellHelper.ts'

/** Reasons that are no matter of moderation. */
const OWN_REASONS: { readonly [reason: string]: string } = { many_requests: workerWords.manyRequests }

type Tell = (platform: Platform, request: RequestDoc, moved: RequestMoved, ref: string) => Promise<void>

const onHold: Tell = async (platform, request, moved, ref) => {
  // Decided, withdrawn or erased before the news came: nobody is to look at it any more.
  if (request.status !== 'reviewing') return
  const station = await stationOf(platform, request.stationId)
  const unanswered = request.reviewReasons.includes('no_answer')
  const who = await nameOf(platform, request.requesterId)
  const need = sayNeed(request, 'private')
  const reasons = request.reviewReasons
    .filter((reason) => reason !== 'no_answer')
    .map((reason) => STAFF_REASONS[reason as ReasonCode] ?? OWN_REASONS[reason] ?? reason)
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

const onApprove: Tell = async (platform, request, _moved, ref) => {
  await closeAlarmsAbout(platform, request._id, ['needs_person', 'no_answer', 'review_overdue'])
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.approved',
    text: talkWords.approved(request.code),
  })
}

const onReject: Tell = async (platform, request, moved, ref) => {
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

const onTaken: Tell = async (platform, request, moved, ref) => {
  if (!request.assignee) return
  await closeAlarmsAbout(platform, request._id, [
    'nobody_accepted',
    'needs_person',
    'no_answer',
    'late',
    'no_show',
    'review_overdue',
    'not_done',
  ])
  const helper = await nameOf(platform, request.assignee.personId)
  const time = sayInstant(toLocal(request.assignee.promisedAt), toLocal(platform.clock.now()))
  const { handoverCode = '' } = unseal(platform, request)
  await tellAssignment(platform, request, request.assignee.personId, ref)
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.accepted',
    text: talkWords.accepted({ helper, time, handoverCode, code: request.code }),
    inGroup: talkWords.acceptedInGroup({ helper: safeGroupName(helper), time, code: request.code }),
  })
  if (moved.formerAssigneeId) {
    await tellHelper(platform, request, moved.formerAssigneeId, {
      key: `former.${ref}`,
      template: 'dispatch.takenOver',
      text: talkWords.takenOver(request.code),
      needed: true,
    })
  }
}

/** A worker took it back: the helper need not go, and the requester hears of no excuse that nobody made. */
async function tellOfTakingBack(platform: Platform, request: RequestDoc, formerId: string, ref: string): Promise<void> {
  await tellHelper(platform, request, formerId, {
    key: `former.${ref}`,
    template: 'dispatch.takenOver',
    text: talkWords.takenOver(request.code),
    needed: true,
  })
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.takenBack',
    text: talkWords.takenBackToRequester(request.code),
  })
}

const onRelease: Tell = async (platform, request, moved, ref) => {
  const { formerAssigneeId } = moved
  if (formerAssigneeId && moved.by !== formerAssigneeId)
    return tellOfTakingBack(platform, request, formerAssigneeId, ref)
  const helper = await nameOf(platform, moved.formerAssigneeId)
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.released',
    text: talkWords.releasedToRequester({ helper, code: request.code }),
  })
}

async function tellOfWorkersFinish(platform: Platform, request: RequestDoc, ref: string): Promise<void> {
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.finishedByWorker',
    text: talkWords.finishedByWorker(request.code),
  })
  if (!request.assignee) return
  await tellHelper(platform, request, request.assignee.personId, {
    key: `helper.${ref}`,
    template: 'request.doneToHelper',
    text: talkWords.finishedByWorkerToHelper(request.code),
  })
}

const onFinish: Tell = async (platform, request, moved, ref) => {
  await closeAlarmsAbout(platform, request._id, [
    'late',
    'no_show',
    'not_done',
    'nobody_accepted',
    'needs_person',
    'no_answer',
    'review_overdue',
  ])
  if (moved.by !== 'system' && moved.by !== request.requesterId) return tellOfWorkersFinish(platform, request, ref)
  if (request.assignee && moved.by === request.requesterId) {
    const who = await nameOf(platform, request.requesterId)
    await tellHelper(platform, request, request.assignee.personId, {
      key: `helper.${ref}`,
      template: 'request.doneToHelper',
      text: talkWords.doneToHelper({ who, code: request.code }),
    })
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

const onCancel: Tell = async (platform, request, moved, ref) => {
  await closeAlarmsAbout(platform, request._id, [
    'late',
    'no_show',
    'not_done',
    'nobody_accepted',
    'needs_person',
    'no_answer',
    'review_overdue',
  ])
  if (moved.by !== request.requesterId) {
    const reason = request.history.findLast((entry) => entry.step === 'cancel')?.note ?? ''
    await tellRequester(platform, request, {
      key: `told.${ref}`,
      template: 'request.cancelledByWorker',
      text: talkWords.cancelledByWorker({ reason, code: request.code }),
      inGroup: talkWords.cancelledByWorker({ reason: '', code: request.code }),
    })
  }
  if (!moved.formerAssigneeId) return
  await tellHelper(platform, request, moved.formerAssigneeId, {
    key: `former.${ref}`,
    template: 'dispatch.cancelled',
    text: talkWords.cancelledToHelper(request.code),
    needed: true,
  })
}

const onRemind: Tell = async (platform, request, _moved, ref) => {
  const person = await findPerson(platform, request.requesterId)
  if (!person) return
  const who = addressOf(person)
  const again = (audience: 'group' | 'private') =>
    request.missing.length > 0
      ? readBackOrAsk(request, audience === 'group' ? safeGroupName(who) : who, toLocal(platform.clock.now()), audience)
          .text
      : talkWords.readBackAgain({
          who: audience === 'group' ? safeGroupName(who) : who,
          need: sayNeed(request, audience),
          code: request.code,
        })
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.remind',
    text: again('private'),
    inGroup: again('group'),
  })
}

const onEscalate: Tell = async (platform, request) => {
  const station = await stationOf(platform, request.stationId)
  const worker = await workerName(platform, station)
  const need = sayNeed(request, 'private')
  const place = buildingWord(request.place)
  const { code } = request
  const call = { station, subjectId: request._id, personId: request.requesterId }
  if (request.status === 'open') {
    const minutes = Math.round((platform.clock.now().getTime() - openedAt(request)) / 60_000)
    const when = sayWhen(request.when, toLocal(platform.clock.now()))
    const why = await whyNobody(platform, request)
    const text = why
      ? workerWords.nobodyToAsk({ code, why, place, need, when })
      : workerWords.nobodyAccepted({ code, minutes, place, need, when })
    // One matter, one alarm: this one says it all.
    await closeAlarmsAbout(platform, request._id, ['not_done'])
    await callWorker(platform, {
      ...call,
      kind: 'nobody_accepted',
      key: `nobody/${request._id}/${openedAt(request)}`,
      text,
    })
    await tellRequester(platform, request, {
      key: `stillLooking.${request._id}.${openedAt(request)}`,
      template: 'request.stillLooking',
      text: talkWords.stillLooking(worker, code),
    })
  } else if (request.status === 'accepted') {
    const helper = await nameOf(platform, request.assignee?.personId)
    await closeAlarmsAbout(platform, request._id, ['no_show'])
    await callWorker(platform, {
      ...call,
      kind: 'late',
      key: `late/${request._id}/${request.assignee?.acceptedAt.getTime()}`,
      text: workerWords.late({ code, helper, need }),
    })
    await tellRequester(platform, request, {
      key: `late.${request._id}.${request.assignee?.acceptedAt.getTime()}`,
      template: 'request.late',
      text: talkWords.late(worker, code),
    })
  }
}

function openedAt(request: RequestDoc): number {
  return (
    request.history.findLast((entry) => entry.to === 'open' && entry.from !== 'open')?.at.getTime() ??
    request.createdAt.getTime()
  )
}

const onReopen: Tell = async (platform, request, moved, ref) => {
  // Her own word was answered in the talk.
  if (moved.by === request.requesterId) return
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.reopenedByWorker',
    text: talkWords.reopenedByWorker(request.code),
  })
}

const onAmend: Tell = async (platform, request, moved, ref) => {
  if (moved.by !== request.requesterId) {
    await tellRequester(platform, request, {
      key: `told.${ref}`,
      template: 'request.amendedByWorker',
      text: talkWords.amendedByWorker({ need: sayNeed(request, 'private'), code: request.code }),
      inGroup: talkWords.amendedByWorker({ need: sayNeed(request, 'group'), code: request.code }),
    })
  }
  if (request.status !== 'accepted' || !request.assignee) return
  await tellAssignment(platform, request, request.assignee.personId, ref, true)
}

const onConfirm: Tell = async (platform, request) => {
  await closeAlarmsAbout(platform, request._id, ['no_answer'])
}

const TELLS: { readonly [step in RequestMoved['step']]?: Tell } = {
  amend: onAmend,
  confirm: onConfirm,
  hold: onHold,
  approve: onApprove,
  reject: onReject,
  accept: onTaken,
  assign: onTaken,
  release: onRelease,
  start: tellStart,
  arrive: tellArrival,
  postpone: tellPostponed,
  deliver: tellDelivery,
  finish: onFinish,
  reopen: onReopen,
  cancel: onCancel,
  remind: onRemind,
  nudge: tellNudge,
  escalate: onEscalate,
}

/** Tells everybody whom a step concerns, except the one who took it: he had his answer in the talk. */
export async function tellOfStep(
  platform: Platform,
  request: RequestDoc,
  moved: RequestMoved,
  ref: string,
): Promise<void> {
  await TELLS[moved.step]?.(platform, request, moved, ref)
}
