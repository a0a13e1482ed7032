import type { Role } from '@yimin/shared/people/roles'
import { isHelper, isStaff, ROLES } from '@yimin/shared/people/roles'
import type { Category } from '@yimin/shared/language/frame'
import { coversInstant } from '@yimin/shared/organisations/hours'
import type { Person } from './person.model.ts'
import type { PersonalField } from './reads.model.ts'

/**
 * Who reads another person's sealed fields, and what for. `system` is the assistant that passes something on;
 * `requestId` is the help request that the reader has in hand. `stationId`, where given, must be the subject's.
 */
export interface Reader {
  id: string
  role: Role | 'system'
  /** A few words, shown to the person concerned. Never personal data. */
  reason: string
  requestId?: string
  stationId?: string
  /**
   * Names one opening that is looked at more than once, such as the address of the errand in hand: the first look is
   * written down, and the same reader's further looks at the same fields are the same opening.
   */
  occasion?: string
}

/** How the one who looks stands to the one looked at. */
export type Relation = 'owner' | 'staff' | 'assigned_helper' | 'stranger'

type Subject = Pick<Person, 'id' | 'stationId'>

export function isOwner(reader: Pick<Reader, 'id'>, subject: Subject): boolean {
  return reader.id === subject.id
}

/** A worker of another station is a stranger. */
export function isOwnStaff(reader: Pick<Reader, 'role' | 'stationId'>, subject: Subject): boolean {
  const sameStation = reader.stationId === undefined || reader.stationId === subject.stationId
  return isStaff(reader.role) && sameStation
}

export function relationOf(reader: Reader, subject: Subject): Relation {
  if (isOwner(reader, subject)) return 'owner'
  if (reader.role === 'system' || isOwnStaff(reader, subject)) return 'staff'
  if (isHelper(reader.role) && !isStaff(reader.role) && reader.requestId !== undefined) return 'assigned_helper'
  return 'stranger'
}

/** Everyone reads their own; staff with a reason; a helper the phone and the door, for the request in hand; nobody else. */
export function mayReadPersonal(reader: Reader, subject: Subject, field: PersonalField): boolean {
  const relation = relationOf(reader, subject)
  if (relation === 'owner') return true
  if (reader.reason.trim() === '') return false
  return relation === 'staff' || (relation === 'assigned_helper' && field !== 'groups')
}

export function maySeeQueue(person: Pick<Person, 'role'>): boolean {
  return isStaff(person.role)
}

export function mayTakeOffers(person: Pick<Person, 'role'>): boolean {
  return isHelper(person.role)
}

/** A name that the station has checked is changed by the station: others act upon it. */
export function mayRename(person: Pick<Person, 'verified'>): boolean {
  return !person.verified
}

/** Free hours of the person's own (Asia/Shanghai); none named means at any time. A pause comes first. */
export function isFreeAt(person: Pick<Person, 'helper'>, instant: Date): boolean {
  const terms = person.helper
  if (!terms) return false
  if (isPausedAt(person, instant)) return false
  return terms.freeHours.length === 0 || coversInstant(terms.freeHours, instant)
}

/** Whoever pauses is not asked now, not even for an errand on a later day. */
export function isPausedAt(person: Pick<Person, 'helper'>, instant: Date): boolean {
  const until = person.helper?.pausedUntil
  return until !== undefined && until > instant
}

/** No zone named means every zone; a request without a zone suits every helper. */
export function coversZone(person: Pick<Person, 'helper'>, zone: string | undefined): boolean {
  const zones = person.helper?.zones
  if (!zones) return false
  return zones.length === 0 || zone === undefined || zones.includes(zone)
}

/**
 * Named skills count. Without any, a volunteer does what the station lets any volunteer do, a worker everything,
 * an enterprise nothing that it has not named.
 */
export function canHelpWith(
  person: Pick<Person, 'helper' | 'role'>,
  category: Category,
  anyVolunteer: readonly Category[],
): boolean {
  const skills = person.helper?.skills
  if (!skills) return false
  if (skills.length > 0) return skills.includes(category)
  if (person.role === 'volunteer') return anyVolunteer.includes(category)
  return person.role === 'station_worker'
}

type Colleague = Pick<Person, 'id' | 'role' | 'stationId'>

function isAnother(me: Colleague, person: Colleague): boolean {
  return isOwnStaff(me, person) && me.id !== person.id
}

export function mayRegister(me: Pick<Person, 'role'>): boolean {
  return isStaff(me.role)
}

/** Nobody changes himself. What touches the staff, into it or out of it, is the director's alone. */
export function mayChangeRoleTo(me: Colleague, person: Colleague, role: Role): boolean {
  if (!isAnother(me, person) || role === person.role) return false
  return me.role === 'station_director' || !(isStaff(person.role) || isStaff(role))
}

const RANKS: Partial<Record<Role, number>> = { station_worker: 1, supervisor: 2, station_director: 3 }
const rankOf = (role: Role) => RANKS[role] ?? 0

/** More sight of others' data is given by two: one who wants it, and another one who agrees. Less is taken at once. */
export function needsSecondPerson(from: Role, to: Role): boolean {
  return rankOf(to) > rankOf(from)
}

type Proposed = Pick<Person, 'role' | 'proposal'>
const PROPOSAL_MS = 7 * 24 * 3_600_000

/** Another role in the meantime ends it, and so do seven days. */
export function hasOpenProposal({ role, proposal }: Proposed, now: Date): boolean {
  return proposal?.from === role && now.getTime() - proposal.at.getTime() < PROPOSAL_MS
}

/** Anybody of the staff but the one who wants it and the one who gets it. */
export function mayAgreeToRole(me: Colleague, person: Colleague & Proposed, now: Date): boolean {
  return hasOpenProposal(person, now) && isAnother(me, person) && person.proposal?.by !== me.id
}

/** The same, and the one who wanted it may take it back. */
export function mayRefuseRole(me: Colleague, person: Colleague & Proposed, now: Date): boolean {
  return hasOpenProposal(person, now) && isAnother(me, person)
}

/** The roles that this colleague may give to this person. */
export function grantableRoles(me: Colleague, person: Colleague): Role[] {
  return ROLES.filter((role) => mayChangeRoleTo(me, person, role))
}

/** Nobody vouches for himself; for staff the director does. */
export function mayVerify(me: Colleague, person: Colleague): boolean {
  return isAnother(me, person) && (me.role === 'station_director' || !isStaff(person.role))
}

/** Hours and skills are no matter of trust: a worker may also change her own. */
export function mayChangeTerms(me: Colleague, person: Colleague): boolean {
  return isOwnStaff(me, person) && isHelper(person.role)
}

/** The director, who knows her people by sight; for herself there is another director, or none. */
export function mayResetSecondFactor(me: Colleague, person: Colleague): boolean {
  return isAnother(me, person) && me.role === 'station_director' && isStaff(person.role)
}

/** Whoever lost a phone tells the first worker he reaches; staff are the director's. */
export function maySignOut(me: Colleague, person: Colleague): boolean {
  return isAnother(me, person) && (me.role === 'station_director' || !isStaff(person.role))
}

const UNDOABLE_MS = 30 * 24 * 3_600_000

/** A WeChat account that was joined to somebody else lately goes back: by any worker who learns that it was the wrong one. */
export function mayPart(me: Colleague, person: Colleague & Pick<Person, 'changes'>, now: Date): boolean {
  const last = person.changes.findLast(({ what }) => what === 'joined' || what === 'parted')
  const isJoined = last?.what === 'joined' && now.getTime() - last.at.getTime() < UNDOABLE_MS
  return isAnother(me, person) && isJoined
}

const RELEASE_MS = 24 * 3_600_000

/** A day is enough to ask the colleague at the next desk. */
export function hasOpenRelease({ weChatRelease }: Pick<Person, 'weChatRelease'>, now: Date): boolean {
  return weChatRelease !== undefined && now.getTime() - weChatRelease.at.getTime() < RELEASE_MS
}

/** Whoever could let go of an account alone could take anybody's: one wants it, another one agrees, and nobody for himself. */
export function mayReleaseWeChat(
  me: Colleague,
  person: Colleague & Pick<Person, 'chatIds' | 'weChatRelease'>,
  now: Date,
): boolean {
  const hasAccount = person.chatIds.some((id) => id.startsWith('wechat:'))
  const isOwnWish = hasOpenRelease(person, now) && person.weChatRelease?.by === me.id
  return isAnother(me, person) && hasAccount && !isOwnWish
}
