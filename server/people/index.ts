import type { CollectionIndexes } from '../platform/mongo.ts'
import { entryIndexes, entrySealed } from './entry/entry.model.ts'
import { personIndexes, personSealed } from './person.model.ts'
import { readIndexes } from './reads.model.ts'
import { secondFactorIndexes, secondFactorSealed } from './secondFactor/secondFactor.model.ts'
import { sessionIndexes } from './session.model.ts'
import { weChatAccountIndexes, weChatAccountSealed } from './weChatAccount.model.ts'

export const peopleSealed = [personSealed, secondFactorSealed, weChatAccountSealed, ...entrySealed]

export const peopleIndexes: CollectionIndexes[] = [
  ...personIndexes,
  ...readIndexes,
  ...sessionIndexes,
  ...weChatAccountIndexes,
  ...secondFactorIndexes,
  ...entryIndexes,
]

export type { HelperTerms, Member, Person } from './person.model.ts'
export type { PersonalField } from './reads.model.ts'
export type { Reader, Relation } from './people.policy.ts'
export {
  canHelpWith,
  coversZone,
  isFreeAt,
  isPausedAt,
  mayReadPersonal,
  maySeeQueue,
  mayTakeOffers,
  relationOf,
} from './people.policy.ts'
export { addressOf, maskPhone, speakableName } from '@yimin/shared/people/addressing'
export {
  findPeople,
  findPerson,
  findPersonByChat,
  listDemoPeople,
  listHelpers,
  listPeopleByPhone,
  listPeopleInRoom,
  listStaff,
} from './queries/findPerson.ts'
export { findIdsNamed, findPeopleNamed } from './queries/findPeopleNamed.ts'
export { agreesWith } from './agreesWith.ts'
export {
  noteRead,
  noteReadWithPhone,
  readDoor,
  readGroups,
  readHome,
  readMemberHome,
  readOwnHousehold,
  readPersonal,
  readPhone,
} from './queries/readPersonal.ts'
export type { PersonalData } from './queries/readPersonal.ts'
export { ILINK, WECHAT, accountIdOf, accountOf, chatIdOfAccount, findOpenid } from './queries/findWeChatAccount.ts'
export { judgeText } from './queries/judgeText.ts'
export { whoCalls } from './queries/whoCalls.ts'
export { stillOpen } from './queries/stillOpen.ts'
export type { Listening } from './queries/stillOpen.ts'
export { repairNameKeys } from './commands/repairNameKeys.ts'
export { codeWritten, roleChanged } from './people.events.ts'
export { announceSame } from './commands/announceSame.ts'
export { dropChat } from './commands/dropChat.ts'
export { PEOPLE, personSealed } from './person.model.ts'
export { countResidentsByBuilding } from './queries/countResidents.ts'
export type { BuildingCount } from './queries/countResidents.ts'
export { listBusyReaders } from './queries/listBusyReaders.ts'
export { WORTH_A_LOOK } from './manyReads.ts'
export { listAffected } from './queries/listAffected.ts'
export type { Affected } from './queries/listAffected.ts'
export { listReadsOf } from './queries/listReads.ts'
export { addPerson, saveGroups, saveHome, savePerson, savePhone } from './commands/savePerson.ts'
export type { MemberDraft, PersonDraft } from './commands/savePerson.ts'
export { appointByOperator } from './commands/appointByOperator.ts'
export { registerPerson } from './commands/registerPerson.ts'
export { changeHelperTerms } from './commands/changeHelperTerms.ts'
export { checkedAddress, checkedPhone, plainAddress } from './filledIn.ts'
export { registerStranger } from './commands/registerStranger.ts'
export type { Stranger } from './commands/registerStranger.ts'
export { rememberRoom, rememberUnwritable, rememberWritable } from './commands/rememberWritable.ts'
export { forgetWeChatAccount } from './commands/forgetWeChatAccount.ts'
export { noteWeChatAccount } from './commands/signInByWeChat.ts'
export { closeSessionsOf } from './commands/closeSessionsOf.ts'
export { erasePerson } from './commands/erasePerson.ts'
export { listSessionsOf } from './queries/listSessionsOf.ts'
export { closeSession, identify, openSession } from './commands/openSession.ts'
export type { SessionIdentity } from './commands/openSession.ts'
export { presentToAssignedHelper, presentToOwner, presentToStaff, presentToStranger } from './people.presenter.ts'
export { consentRoutes } from './consent/consent.routes.ts'
export { answerTo } from './consent/commands/answerConsent.ts'
export { mineRoutes } from './mine.routes.ts'
export { peopleRoutes } from './people.routes.ts'
export { findJoinable } from './queries/findJoinable.ts'
export { fillUpFrom, handOverAccount, readFormer, removeFormer, takeBackAccount } from './commands/handOverAccount.ts'
export type { Copied, FormerPerson } from './commands/handOverAccount.ts'
export { forgetOldReads } from './commands/forgetOldReads.ts'
export { listReadIdsOf, moveReads } from './commands/moveReads.ts'
export { resetSecondFactor, signOut } from './commands/changeByStaff.ts'
export { findNamed } from './queries/findNamed.ts'
export { recordRelease, wishRelease } from './commands/wishRelease.ts'
export { hasOpenRelease, isOwnStaff, mayPart, mayReleaseWeChat } from './people.policy.ts'
export { listColleaguesIn } from './queries/findPerson.ts'
export { posterRoutes } from './poster.routes.ts'
export { sessionRoutes } from './sessions.routes.ts'
export { registerRoutes } from './register.routes.ts'
export { entryRoutes } from './entry/entry.routes.ts'
export { drawEntryCode, spendEntryCode } from './entry/commands/entryCodes.ts'
export { invite } from './entry/commands/invite.ts'
export { mayComeByCode } from './entry/entry.policy.ts'
export { secondFactorRoutes } from './secondFactor/secondFactor.routes.ts'
export type { PeopleSettings } from './people.routes.ts'
