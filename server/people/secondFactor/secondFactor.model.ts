import type { CollectionIndexes } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { sealedIn } from '../../platform/vault/index.ts'

/** The authenticator of one member of staff, and what is left for the day it is lost. */
export interface SecondFactorDoc {
  /** The person's id. */
  _id: string
  v: number
  /** Base32 (sealed, S2). Absent until the first code has come. */
  secret?: string
  /** A secret that waits for its first code (sealed, S2). */
  pending?: string
  confirmedAt?: Date
  /** The last time step (30 s since 1970) whose code was taken; older ones are worth nothing. */
  lastStep: number
  /** Salt of the recovery codes, base64. */
  salt?: string
  /** scrypt of each recovery code that is left, base64. */
  recovery: string[]
  /** Codes tried since the last good one; forgotten at `triesUntil`. */
  tries: number
  triesUntil: Date
}

export const SECOND_FACTORS = 'second_factors'

export function secondFactorsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<SecondFactorDoc>(SECOND_FACTORS)
}

/** Found by the person's id alone. */
export const secondFactorIndexes: CollectionIndexes[] = [{ collection: SECOND_FACTORS, indexes: [] }]

export function sealedAt(personId: string, field: 'secret' | 'pending') {
  return { collection: SECOND_FACTORS, id: personId, field, class: 'S2' as const }
}

export const secondFactorSealed = sealedIn<SecondFactorDoc>({
  collection: SECOND_FACTORS,
  fields: {
    secret: ({ _id }) => sealedAt(_id, 'secret'),
    pending: ({ _id }) => sealedAt(_id, 'pending'),
  },
})
