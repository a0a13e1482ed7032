import { talkWords } from '@yimin/shared/chat/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { sayInstant } from '@yimin/shared/requests/words'
import { closeAlarmsAbout } from '../../duty/index.ts'
import { safeGroupName } from '../../moderation/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { formersIn, seatsFree, seatsIn, tellRequester, unseal } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { tellAssignment } from './tellAssignment.ts'
import { nameOf } from './nameOf.ts'
import { tellHelper } from './tellHelper.ts'
import { tellOfSwapInVain } from './tellSwap.ts'
import type { Tell } from './tell.ts'

export const onTaken: Tell = async (platform, request, moved, ref) => {
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
  const helpers = seatsIn(request).map(({ personId }) => personId)
  const helper = (await Promise.all(helpers.map((id) => nameOf(platform, id)))).join('、')
  const time = sayInstant(toLocal(request.assignee.promisedAt), toLocal(platform.clock.now()))
  const { handoverCode = '' } = unseal(platform, request)
  for (const id of helpers) await tellAssignment(platform, request, id, id === helpers[0] ? ref : `${ref}.${id}`)
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.accepted',
    text: talkWords.accepted({ helper, time, handoverCode, code: request.code }),
    inGroup: talkWords.acceptedInGroup({ helper: safeGroupName(helper), time, code: request.code }),
  })
  if (moved.formerAssigneeId) await tellFormer(platform, request, moved.formerAssigneeId, ref)
}

function tellFormer(platform: Platform, request: RequestDoc, formerId: string, ref: string) {
  return tellHelper(platform, request, formerId, {
    key: `former.${ref}`,
    template: 'dispatch.takenOver',
    text: talkWords.takenOver(request.code),
    needed: true,
  })
}

/** A worker took it back: the helper need not go, and the requester hears of no excuse that nobody made. */
async function tellOfTakingBack(platform: Platform, request: RequestDoc, formerId: string, ref: string): Promise<void> {
  await tellFormer(platform, request, formerId, ref)
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.takenBack',
    text: talkWords.takenBackToRequester(request.code),
  })
}

/** Of several one is missing again: the others need not go yet. */
async function tellThoseWhoStay(platform: Platform, request: RequestDoc, ref: string): Promise<void> {
  if (request.status !== 'open') return
  for (const { personId } of seatsIn(request))
    await tellHelper(platform, request, personId, {
      key: `seatFreed.${ref}.${personId}`,
      template: 'dispatch.seatFreed',
      text: talkWords.seatFreed(request.code),
      needed: true,
    })
}

/** Whoever has just got one of several seats: who was seated last. */
export const onSeated: Tell = async (platform, request, _moved, ref) => {
  const seat = seatsIn(request).at(-1)
  if (!seat || request.status !== 'open') return
  await tellHelper(platform, request, seat.personId, {
    key: `seated.${ref}`,
    template: 'dispatch.seated',
    text: talkWords.seated(seatsFree(request), request.code),
    needed: true,
  })
}

/** His own word was answered where he said it; a worker's is told him. */
export const onLeave: Tell = async (platform, request, { formerAssigneeId, by }, ref) => {
  if (formerAssigneeId && formerAssigneeId !== by) await tellFormer(platform, request, formerAssigneeId, ref)
}

export const onRelease: Tell = async (platform, request, moved, ref) => {
  const { formerAssigneeId } = moved
  if (moved.by === 'system') {
    await tellOfSwapInVain(platform, request, moved, ref)
    return tellThoseWhoStay(platform, request, ref)
  }
  if (formerAssigneeId && moved.by !== formerAssigneeId) {
    for (const id of formersIn(moved).slice(1)) await tellFormer(platform, request, id, `${ref}.${id}`)
    await tellOfTakingBack(platform, request, formerAssigneeId, ref)
    return tellThoseWhoStay(platform, request, ref)
  }
  await tellThoseWhoStay(platform, request, ref)
  const helper = await nameOf(platform, moved.formerAssigneeId)
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.released',
    text: talkWords.releasedToRequester({ helper, code: request.code }),
  })
}
