import type { ErrorCode } from '@yimin/shared/errors/codes'
import { isStaff } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'
import type { SessionDoc } from '../session.model.ts'
import { requiresSecondFactor } from '../secondFactor/queries/findSecondFactor.ts'
import { sessionsOf } from '../session.model.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** OWASP ASVS 5.0 V7.3: an idle and an absolute limit, by risk. Staff see others' data; residents must not be asked again and again. */
const STAFF_IDLE_MS = 30 * MINUTE
const STAFF_ABSOLUTE_MS = 12 * HOUR
const RESIDENT_IDLE_MS = 30 * DAY
const RESIDENT_ABSOLUTE_MS = 183 * DAY
/** More devices than one person has; with one more the one that was silent for longest signs in again. */
export const SESSIONS_AT_MOST = 20
/** A request every second need not write every second. */
const TOUCH_AFTER_MS = MINUTE

/** What the web floor learns of a caller. */
export interface SessionIdentity {
  kind: 'person' | 'staff'
  personId: string
  stationId: string
  role: Role
  roles: string[]
  /** Hash of the token, for signing out. */
  sessionId: string
  /** The second factor was given in this session. */
  proven: boolean
  /** When this session was opened: by signing in, or by the proof. */
  openedAt: Date
  /** Staff of a station that asks for a second factor count as residents until they have given it. */
  withheld?: ErrorCode
}

function expiry(role: Role, createdAt: Date, lastSeenAt: Date): Date {
  const [idle, absolute] = isStaff(role) ? [STAFF_IDLE_MS, STAFF_ABSOLUTE_MS] : [RESIDENT_IDLE_MS, RESIDENT_ABSOLUTE_MS]
  return new Date(Math.min(lastSeenAt.getTime() + idle, createdAt.getTime() + absolute))
}

export interface OpenedSession {
  token: string
  expiresAt: Date
}

/** Signs a device in. The token is shown this once; the record keeps its hash. `undefined` when nobody has this id. */
export async function openSession(
  platform: Ground,
  personId: string,
  { proven = false }: { proven?: boolean } = {},
): Promise<OpenedSession | undefined> {
  const person = await peopleOf(platform).findOne({ _id: personId }, { projection: { role: 1 } })
  if (!person) return undefined
  const token = platform.vault.newToken()
  const now = platform.clock.now()
  const expiresAt = expiry(person.role, now, now)
  await sessionsOf(platform).insertOne({
    _id: platform.vault.tokenHash(token),
    personId,
    role: person.role,
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
    ...(proven && { secondFactorAt: now }),
  })
  await closeSurplus(platform, personId)
  return { token, expiresAt }
}

async function closeSurplus(platform: Ground, personId: string): Promise<void> {
  const surplus = await sessionsOf(platform)
    .find({ personId }, { projection: { _id: 1 } })
    .sort({ lastSeenAt: -1 })
    .skip(SESSIONS_AT_MOST)
    .toArray()
  if (surplus.length > 0) await sessionsOf(platform).deleteMany({ _id: { $in: surplus.map(({ _id }) => _id) } })
}

/**
 * The second factor was given: a session with a token of its own takes the place of the one that knocked. `undefined` when
 * that one has ended in the meantime.
 */
export async function provenSession(
  platform: Ground,
  personId: string,
  sessionId: string,
): Promise<OpenedSession | undefined> {
  return (await closeSession(platform, sessionId)) ? openSession(platform, personId, { proven: true }) : undefined
}

async function touch(platform: Ground, session: SessionDoc, now: Date): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < TOUCH_AFTER_MS) return
  const expiresAt = expiry(session.role, session.createdAt, now)
  await sessionsOf(platform).updateOne({ _id: session._id }, { $set: { lastSeenAt: now, expiresAt } })
}

/** Who holds the token; null when there is no such session, it has ended, or the person has another role by now. */
export async function identify(platform: Ground, token: string): Promise<SessionIdentity | null> {
  const now = platform.clock.now()
  const session = await sessionsOf(platform).findOne({ _id: platform.vault.tokenHash(token) })
  if (!session || session.expiresAt <= now) return null
  const person = await peopleOf(platform).findOne({ _id: session.personId }, { projection: { role: 1, stationId: 1 } })
  if (!person || person.role !== session.role) {
    await closeSession(platform, session._id)
    return null
  }
  await touch(platform, session, now)
  const proven = session.secondFactorAt !== undefined
  const withheld = isStaff(person.role) && !proven && (await requiresSecondFactor(platform, person.stationId))
  return {
    kind: isStaff(person.role) && !withheld ? 'staff' : 'person',
    personId: person._id,
    stationId: person.stationId,
    role: person.role,
    roles: [person.role],
    sessionId: session._id,
    proven,
    openedAt: session.createdAt,
    ...(withheld && { withheld: 'second_factor_needed' as const }),
  }
}

/** Ends a session by its id; tells whether there was one. */
export async function closeSession(platform: Pick<Platform, 'db'>, sessionId: string): Promise<boolean> {
  const { deletedCount } = await sessionsOf(platform).deleteOne({ _id: sessionId })
  return deletedCount > 0
}
