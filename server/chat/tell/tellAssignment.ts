import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import { asCarried } from '@yimin/shared/requests/parts'
import { partWords } from '@yimin/shared/requests/partWords'
import { sayDoor, sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { sayPickUp, whoIsServed } from '../../dispatch/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { addressOf, findPerson, maskPhone } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { knowsHandoverCode, mayHelperSeeDoor, openErrand } from '../../requests/index.ts'
import type { Errand, RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { isBrought } from '../talk/readBack.ts'
import { tellHelper } from './tellHelper.ts'

/** Door, name and masked phone open to the helper who has the request, to nobody else; the opening is on record. */
export async function tellAssignment(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  ref: string,
  changed = false,
): Promise<void> {
  const [helper, requester] = await Promise.all([
    findPerson(platform, helperId),
    findPerson(platform, request.requesterId),
  ])
  // It may be at the door already, or somebody else's: then there is nothing to tell.
  if (!helper || !requester || !mayHelperSeeDoor(request, helperId)) return
  const errand = await openOrUndefined(platform, request, helper, requester)
  if (!errand) return callAboutHelper(platform, request, helper)
  const { address, phone } = errand
  const door = sayDoor(address)
  const need = sayNeed(asCarried(request), 'private')
  const when = sayWhen(request.when, toLocal(platform.clock.now()))
  const pickUp = await sayPickUp(platform, request)
  const toDoor = talkWords.assignment({
    place: `${buildingWord(request.place)}${door}`,
    who: whoIsServed(request, requester),
    phone: phone ? maskPhone(phone) : '',
    need,
    when,
    note: `${pickUp?.word ?? ''}${door || phone ? '' : talkWords.noDoor}${knowsHandoverCode(request, requester) ? talkWords.askHandoverCode : ''}`,
    goods: isBrought(request),
    code: request.code,
  })
  const text = request.part === 'goods' ? partWords.toShop({ need, when, code: request.code }) : toDoor
  await tellHelper(platform, request, helperId, {
    key: `assignment.${ref}`,
    template: 'dispatch.assignment',
    needed: workerWords.untoldAssignment({ helper: addressOf(helper), code: request.code, need }),
    text: changed ? `${talkWords.assignmentChanged}${text}` : text,
  })
}

/** `undefined` where this helper may not read them, such as one who is no volunteer any more: a later try would end the same. */
async function openOrUndefined(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  requester: Person,
): Promise<Errand | undefined> {
  try {
    return await openErrand(platform, request, helper, requester)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return undefined
    throw error
  }
}

/** Once for each taking of the request, however often its words change. */
async function callAboutHelper(platform: Platform, request: RequestDoc, helper: Person): Promise<void> {
  const { _id, code, assignee } = request
  await callWorker(platform, {
    station: await stationOf(platform, request.stationId),
    kind: 'message_undelivered',
    subjectId: _id,
    key: `unread/${_id}/${helper.id}/${assignee?.acceptedAt.getTime()}`,
    text: workerWords.mayNotSeeErrand({ helper: addressOf(helper), code, need: sayNeed(request, 'private') }),
  })
}
