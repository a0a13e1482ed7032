import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import { sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { whyNobody } from '../../dispatch/index.ts'
import { closeAlarmsAbout } from '../../duty/index.ts'
import { safeGroupName } from '../../moderation/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { addressOf, findPerson } from '../../people/index.ts'
import { findRequest, tellRequester } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { readBackOrAsk } from '../talk/readBack.ts'
import { workerName } from '../talk/utterance.ts'
import { nameOf } from './nameOf.ts'
import type { Tell } from './tell.ts'

export const onRemind: Tell = async (platform, request, _moved, ref) => {
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

export const onEscalate: Tell = async (platform, request) => {
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
    const whole = request.partOf === undefined ? request : await findRequest(platform, request.partOf)
    // Of all the parts of one request she hears once.
    if (whole)
      await tellRequester(platform, whole, {
        key: `stillLooking.${whole._id}.${whole.parts ? 'parts' : openedAt(request)}`,
        template: 'request.stillLooking',
        text: talkWords.stillLooking(worker, whole.code),
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
