import type { Role } from '@yimin/shared/people/roles'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'

/** A signed-in device. The token itself is nowhere in the record, only its hash. */
export interface SessionDoc {
  /** Hash of the token. */
  _id: string
  personId: string
  /** The role at sign-in; who has got another one signs in again. */
  role: Role
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  /** When the code of the own device was given for this session. */
  secondFactorAt?: Date
}

export const SESSIONS = 'sessions'

export function sessionsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<SessionDoc>(SESSIONS)
}

export const sessionIndexes: CollectionIndexes[] = [
  {
    collection: SESSIONS,
    indexes: [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }, { key: { personId: 1 } }],
  },
]
