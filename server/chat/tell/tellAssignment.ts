import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import { sayDoor, sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { whoIsServed } from '../../dispatch/index.ts'
import { addressOf, findPerson, maskPhone } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { knowsHandoverCode, mayHelperSeeDoor, openErrand } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
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
  const { address, phone } = await openErrand(platform, request, helper, requester)
  const door = sayDoor(address)
  const need = sayNeed(request, 'private')
  const text = talkWords.assignment({
    place: `${buildingWord(request.place)}${door}`,
    who: whoIsServed(request, requester),
    phone: phone ? maskPhone(phone) : '',
    need,
    when: sayWhen(request.when, toLocal(platform.clock.now())),
    note: `${door || phone ? '' : talkWords.noDoor}${knowsHandoverCode(request, requester) ? talkWords.askHandoverCode : ''}`,
    goods: isBrought(request),
    code: request.code,
  })
  await tellHelper(platform, request, helperId, {
    key: `assignment.${ref}`,
    template: 'dispatch.assignment',
    needed: workerWords.untoldAssignment({ helper: addressOf(helper), code: request.code, need }),
    text: changed ? `${talkWords.assignmentChanged}${text}` : text,
  })
}
