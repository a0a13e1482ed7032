import { talkWords } from '@yimin/shared/chat/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { sayInstant } from '@yimin/shared/requests/words'
import { closeAlarmsAbout } from '../../duty/index.ts'
import { safeGroupName } from '../../moderation/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { tellRequester, unseal } from '../../requests/index.ts'
import type { RequestDoc, RequestMoved } from '../../requests/index.ts'
import { isBrought } from '../talk/readBack.ts'
import { nameOf } from './nameOf.ts'

type Tell = (platform: Platform, request: RequestDoc, moved: RequestMoved, ref: string) => Promise<void>

/** On the way: for the requester alone; the group has no need of it. Once it is at the door the word is old. */
export const tellStart: Tell = async (platform, request, _moved, ref) => {
  const { assignee } = request
  if (!assignee || assignee.arrivedAt || request.status !== 'accepted') return
  await closeAlarmsAbout(platform, request._id, ['no_show'])
  const helper = await nameOf(platform, assignee.personId)
  const time = sayInstant(toLocal(assignee.promisedAt), toLocal(platform.clock.now()))
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.started',
    text: talkWords.startedToRequester({ helper, time, code: request.code }),
    inGroup: null,
  })
}

export const tellArrival: Tell = async (platform, request, _moved, ref) => {
  if (!request.assignee || request.status !== 'accepted') return
  const helper = await nameOf(platform, request.assignee.personId)
  const { handoverCode } = unseal(platform, request)
  const { code } = request
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.arrived',
    text: handoverCode
      ? talkWords.arrivedToRequester({ helper, handoverCode, code })
      : talkWords.arrivedWithoutCode({ helper, code }),
    inGroup: talkWords.arrivedWithoutCode({ helper: safeGroupName(helper), code }),
  })
}

/** With her code she has said it already; without, she is asked. That something stands at a door is not for the group. */
export const tellDelivery: Tell = async (platform, request, _moved, ref) => {
  await closeAlarmsAbout(platform, request._id, ['late', 'no_show'])
  const helper = await nameOf(platform, request.assignee?.personId)
  const words = { helper, goods: isBrought(request), code: request.code }
  const { how, reason } = request.handover ?? { how: 'word' }
  const asked = talkWords.deliveredToRequester(words)
  const atDoor = reason === 'left_at_door'
  const shown = atDoor ? talkWords.shownAtDoorToRequester(words) : talkWords.shownToRequester(words)
  const said = atDoor ? talkWords.leftAtDoorToRequester(words) : asked
  const handedOver = talkWords.handedOverToRequester(words)
  const alone = { code: handedOver, photo: shown, word: said }
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.delivered',
    text: alone[how],
    inGroup: how === 'code' ? handedOver : asked,
  })
}
