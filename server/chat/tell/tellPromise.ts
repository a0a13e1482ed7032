import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import { promiseWords } from '@yimin/shared/requests/promiseWords'
import { HELP_WORDS, sayInstant, sayNeed } from '@yimin/shared/requests/words'
import { closeAlarmsAbout } from '../../duty/index.ts'
import { safeGroupName } from '../../moderation/index.ts'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { seatsIn, tellRequester } from '../../requests/index.ts'
import type { Assignee, RequestDoc, RequestMoved } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { workerName } from '../talk/utterance.ts'
import { nameOf } from './nameOf.ts'
import { tellHelper } from './tellHelper.ts'

type Tell = (platform: Platform, request: RequestDoc, moved: RequestMoved, ref: string) => Promise<void>
type Held = RequestDoc & { assignee: Assignee }

/** A word at its time: to the helper before the promise, to the requester when it may be late, to a few after the end. */
export const tellNudge: Tell = async (platform, request, _moved, ref) => {
  if (request.status === 'done') return askHowItWas(platform, request, ref)
  if (!isHeld(request) || request.assignee.startedAt) return
  switch (request.assignee.nudged) {
    case 'soon':
      return tellHelperOf(platform, request, ref, promiseWords.soon(factsOf(platform, request)))
    case 'start':
      return tellHelperOf(platform, request, ref, promiseWords.start(factsOf(platform, request)))
    case 'no_show':
      await tellHelperOf(platform, request, ref, promiseWords.noShow(request.code))
      return tellOfNoShow(platform, request, ref)
  }
}

/** A later time, said before the promised one has passed. */
export const tellPostponed: Tell = async (platform, request, _moved, ref) => {
  if (!isHeld(request)) return
  await closeAlarmsAbout(platform, request._id, ['late', 'no_show'])
  const helper = await nameOf(platform, request.assignee.personId)
  const { time, code } = factsOf(platform, request)
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.postponed',
    text: promiseWords.postponed({ helper, time, code }),
    inGroup: promiseWords.postponed({ helper: safeGroupName(helper), time, code }),
  })
}

function isHeld(request: RequestDoc): request is Held {
  return request.status === 'accepted' && request.assignee !== undefined
}

function factsOf(platform: Platform, { assignee, place, category, code }: Held) {
  return {
    time: sayInstant(toLocal(assignee.promisedAt), toLocal(platform.clock.now())),
    place: buildingWord(place),
    help: HELP_WORDS[category],
    code,
  }
}

async function tellHelperOf(platform: Platform, request: Held, ref: string, text: string): Promise<void> {
  const waiting = seatsIn(request).filter(({ startedAt }) => !startedAt)
  for (const { personId } of waiting)
    await tellHelper(platform, request, personId, {
      key: personId === request.assignee.personId ? `nudge.${ref}` : `nudge.${ref}.${personId}`,
      template: 'dispatch.nudge',
      text,
    })
}

async function tellOfNoShow(platform: Platform, request: Held, ref: string): Promise<void> {
  const station = await stationOf(platform, request.stationId)
  const { time, code } = factsOf(platform, request)
  await callWorker(platform, {
    station,
    kind: 'no_show',
    subjectId: request._id,
    personId: request.requesterId,
    key: `noShow/${request._id}/${request.assignee.promisedAt.getTime()}`,
    text: promiseWords.noShowToWorker({
      code,
      helper: await nameOf(platform, request.assignee.personId),
      time,
      need: sayNeed(request, 'private'),
    }),
  })
  await tellRequester(platform, request, {
    key: `told.${ref}`,
    template: 'request.maybeLate',
    text: promiseWords.maybeLate({ worker: await workerName(platform, station), time, code }),
    inGroup: null,
  })
}

async function askHowItWas(platform: Platform, request: RequestDoc, ref: string): Promise<void> {
  if (request.rating !== undefined) return
  await tellRequester(platform, request, {
    key: `followUp.${ref}`,
    template: 'request.followUp',
    text: promiseWords.followUp({ help: HELP_WORDS[request.category], code: request.code }),
    inGroup: null,
  })
}
