import type { Group } from '@yimin/shared/language/frame'
import type { Area, AssignedHelperView, Door, OwnerView, StaffView, StrangerView } from '@yimin/shared/people/contract'
import { assignedHelperView, ownerView, staffView, strangerView } from '@yimin/shared/people/contract'
import { addressOf, maskPhone } from '@yimin/shared/people/addressing'
import { isHelper } from '@yimin/shared/people/roles'
import { FORMER_READER_WORD, ROLE_WORDS } from '@yimin/shared/people/words'
import { CHANGE_WORDS, CHANGED_BY_WORDS } from '@yimin/shared/register/words'
import {
  grantableRoles,
  hasOpenProposal,
  hasOpenRelease,
  mayAgreeToRole,
  mayChangeTerms,
  mayPart,
  mayRefuseRole,
  mayReleaseWeChat,
  mayResetSecondFactor,
  maySignOut,
  maySeeQueue,
  mayRename,
  mayTakeOffers,
  mayVerify,
} from './people.policy.ts'
import { mayGiveEntryCode, mayInvite } from './entry/entry.policy.ts'
import type { Person } from './person.model.ts'

/** The sealed fields, opened for somebody who may read them. */
export interface Personal {
  phone?: string
  address?: Area & Door
  groups?: Group[]
}

interface StationLine {
  id: string
  name: string
  phone: string
}

function helperTermsOf(person: Person) {
  if (!person.helper || !isHelper(person.role)) return {}
  const { skills, zones, freeHours, pausedUntil, gender, languages, version = 0 } = person.helper
  const ofHimself = { ...(gender && { gender }), ...(languages && { languages }) }
  return {
    helper: {
      skills,
      zones,
      freeHours,
      ...ofHimself,
      version,
      ...(pausedUntil && { pausedUntil: pausedUntil.toISOString() }),
    },
  }
}

function householdOf(person: Person) {
  return person.household.map(({ relation, name, area }) => ({ relation, name, ...(area && { area }) }))
}

function opened({ phone, address, groups }: Personal) {
  return { ...(phone && { phone }), ...(address && { address }), ...(groups && { groups }) }
}

/** Where the family lives, by member. */
export interface Homes {
  /** As the person told it. */
  told: ReadonlyMap<string, Area & Door>
  /** Known to the station, told here or by the member: that it is, not where. */
  known: ReadonlySet<string>
}

/** What a person sees of himself. */
export function presentToOwner(
  person: Person,
  personal: Personal,
  station: StationLine,
  homes: Homes,
  secondFactorNeeded = false,
): OwnerView {
  return ownerView.parse({
    id: person.id,
    version: person.v,
    name: person.name,
    role: person.role,
    roleWord: ROLE_WORDS[person.role],
    spokenTo: addressOf(person),
    ...opened(personal),
    household: person.household.map(({ id, relation, name }) => ({
      id,
      relation,
      name,
      address: homes.told.get(id),
      homeKnown: homes.known.has(id),
    })),
    ...helperTermsOf(person),
    station,
    secondFactorNeeded,
    abilities: {
      rename: mayRename(person),
      seeQueue: maySeeQueue(person),
      takeOffers: mayTakeOffers(person),
      askForHelp: true,
    },
  })
}

function changesOf(person: Person, colleagues: readonly Person[]) {
  return person.changes.toReversed().map(({ at, what, by, from, to, reason }) => {
    const colleague = colleagues.find(({ id }) => id === by)
    const nobody = CHANGED_BY_WORDS[by as keyof typeof CHANGED_BY_WORDS] ?? FORMER_READER_WORD
    return {
      at: at.toISOString(),
      what: CHANGE_WORDS[what],
      by: colleague ? addressOf(colleague) : nobody,
      ...(from && { from }),
      ...(to && { to }),
      ...(reason && { reason }),
    }
  })
}

function releaseOf(person: Person, colleagues: readonly Person[], now: Date) {
  const { weChatRelease: wish } = person
  if (!wish || !hasOpenRelease(person, now)) return {}
  const colleague = colleagues.find(({ id }) => id === wish.by)
  const who = colleague ? addressOf(colleague) : FORMER_READER_WORD
  return { weChatRelease: { by: who, at: wish.at.toISOString(), reason: wish.reason } }
}

function proposalOf(person: Person, colleagues: readonly Person[], now: Date) {
  const { proposal } = person
  if (!proposal || !hasOpenProposal(person, now)) return {}
  const { role, reason, at, by } = proposal
  const colleague = colleagues.find(({ id }) => id === by)
  const who = colleague ? addressOf(colleague) : FORMER_READER_WORD
  return { proposal: { role, word: ROLE_WORDS[role], by: who, at: at.toISOString(), reason } }
}

/**
 * What staff of the person's station see; `personal` is empty unless a reason was given. `me` is the one who looks,
 * `colleagues` are those who changed something.
 */
export function presentToStaff(
  person: Person,
  personal: Personal,
  me: Person,
  colleagues: readonly Person[],
  now: Date,
): StaffView {
  return staffView.parse({
    id: person.id,
    name: person.name,
    role: person.role,
    roleWord: ROLE_WORDS[person.role],
    spokenTo: addressOf(person),
    verified: person.verified,
    canBeWrittenTo: person.canBeWrittenTo,
    ...(person.area && { area: person.area }),
    known: person.known,
    ...opened(personal),
    household: householdOf(person),
    ...helperTermsOf(person),
    changes: changesOf(person, colleagues),
    ...proposalOf(person, colleagues, now),
    ...releaseOf(person, colleagues, now),
    grantableRoles: grantableRoles(me, person).map((role) => ({ role, word: ROLE_WORDS[role] })),
    abilities: {
      seeContact: person.known.phone || person.known.door || person.known.groups,
      verify: mayVerify(me, person),
      changeTerms: mayChangeTerms(me, person),
      resetSecondFactor: mayResetSecondFactor(me, person),
      signOut: maySignOut(me, person),
      agreeToRole: mayAgreeToRole(me, person, now),
      refuseRole: mayRefuseRole(me, person, now),
      part: mayPart(me, person, now),
      releaseWeChat: mayReleaseWeChat(me, person, now),
      invite: mayInvite(me, person),
      giveEntryCode: mayGiveEntryCode(me, person),
    },
  })
}

/** What the helper who took the request sees until it is done. */
export function presentToAssignedHelper(person: Person, { phone, address }: Personal): AssignedHelperView {
  return assignedHelperView.parse({
    spokenTo: addressOf(person),
    ...(address && { address }),
    ...(phone && { maskedPhone: maskPhone(phone) }),
  })
}

export function presentToStranger(person: Person): StrangerView {
  return strangerView.parse({ spokenTo: addressOf(person) })
}
