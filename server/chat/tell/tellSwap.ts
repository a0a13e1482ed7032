import { talkWords } from '@yimin/shared/chat/words'
import { swapWords } from '@yimin/shared/dispatch/swapWords'
import { toLocal } from '@yimin/shared/language/localTime'
import { sayInstant, sayNeed } from '@yimin/shared/requests/words'
import { closeAlarmsAbout } from '../../duty/index.ts'
import { safeGroupName } from '../../moderation/index.ts'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { seatsIn, tellRequester, unseal } from '../../requests/index.ts'
import type { RequestDoc, RequestMoved } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { workerName } from '../talk/utterance.ts'
import { nameOf } from './nameOf.ts'
import type { Tell } from './tell.ts'
import { tellAssignment } from './tellAssignment.ts'
import { tellHelper } from './tellHelper.ts'

/** Somebody goes in another's place: he hears the door, the other that he need not go, and the requester who comes now. */
export const onRelieve: Tell = (platform, request, moved, ref) =>
  tellOfNewHands(platform, request, moved, ref, { template: 'dispatch.relieved', say: swapWords.relieved })

/** The same for whatever made it change hands; `other` is what he hears who need not go. */
export async function tellOfNewHands(
  platform: Platform,
  request: RequestDoc,
  moved: RequestMoved,
  ref: string,
  other: { template: string; say(o: { helper: string; code: string }): string },
): Promise<void> {
  const { code, assignee } = request
  if (request.status !== 'accepted' || !assignee || !seatsIn(request).some(({ personId }) => personId === moved.by))
    return
  await closeAlarmsAbout(platform, request._id, ['late', 'no_show'])
  const [helper, former] = await Promise.all([nameOf(platform, moved.by), nameOf(platform, moved.formerAssigneeId)])
  await tellAssignment(platform, request, moved.by, ref)
  if (moved.formerAssigneeId)
    await tellHelper(platform, request, moved.formerAssigneeId, {
      key: `former.${ref}`,
      template: other.template,
      text: other.say({ helper, code }),
      needed: true,
    })
  // Of two who are called the same the hand-over code and the promise are the same too: nothing to tell.
  if (helper === former) return
  const time = sayInstant(toLocal(assignee.promisedAt), toLocal(platform.clock.now()))
  const { handoverCode = '' } = unseal(platform, request)
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.relieved',
    text: swapWords.another({ helper, time, handoverCode, code }),
    inGroup: swapWords.anotherInGroup({ helper: safeGroupName(helper), time, code }),
  })
}

/** Nobody went in his place: he need not go, and the worker on duty is told at once, for the time is near. */
export async function tellOfSwapInVain(
  platform: Platform,
  request: RequestDoc,
  { formerAssigneeId }: RequestMoved,
  ref: string,
): Promise<void> {
  const station = await stationOf(platform, request.stationId)
  const { code } = request
  const worker = await workerName(platform, station)
  if (formerAssigneeId)
    await tellHelper(platform, request, formerAssigneeId, {
      key: `former.${ref}`,
      template: 'dispatch.swapInVain',
      text: swapWords.nobody({ worker, code }),
      needed: true,
    })
  const helper = await nameOf(platform, formerAssigneeId)
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.released',
    text: talkWords.releasedToRequester({ helper, code }),
  })
  if (request.status !== 'open') return
  await callWorker(platform, {
    station,
    kind: 'nobody_accepted',
    subjectId: request._id,
    personId: request.requesterId,
    key: `swap/${ref}`,
    text: swapWords.toWorker({ code, helper, need: sayNeed(request, 'private') }),
  })
}
