import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import { sayDoor, sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { addressOf, findPerson, maskPhone } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { openSealed } from '../../requests/index.ts'
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
  if (!helper || !requester) return
  const reader = { id: helper.id, role: helper.role, reason: `接了${request.code}`, requestId: request._id }
  const sealed = await openSealed(platform, request, reader, ['door', 'phone'])
  const { phone } = sealed
  const door = sayDoor(sealed.address)
  const who = request.beneficiary ? `${addressOf(requester)}家的${request.beneficiary}` : addressOf(requester)
  const need = sayNeed(request, 'private')
  // Whom we cannot write to has no handover code to give.
  const codeIsKnown = requester.canBeWrittenTo || request.origin.channel === 'app'
  const text = talkWords.assignment({
    place: `${buildingWord(request.place)}${door}`,
    who,
    phone: phone ? maskPhone(phone) : '',
    need,
    when: sayWhen(request.when, toLocal(platform.clock.now())),
    note: `${door || phone ? '' : talkWords.noDoor}${codeIsKnown ? talkWords.askHandoverCode : ''}`,
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
