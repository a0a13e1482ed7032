import type { Role } from '@yimin/shared/people/roles'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'

/** The personal fields whose reading is written down. */
export type PersonalField = 'phone' | 'door' | 'groups' | 'photos'

/** One reading of another person's sealed fields. It says which fields, never what stood in them. */
export interface ReadDoc {
  _id: string
  reader: { id: string; role: Role | 'system' }
  /** Whose data it was. */
  subject: string
  fields: PersonalField[]
  reason: string
  at: Date
  /** The help request for which it was read. */
  requestId?: string
}

export const READS = 'personal_reads'

export function readsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<ReadDoc>(READS)
}

export const readIndexes: CollectionIndexes[] = [
  {
    collection: READS,
    indexes: [{ key: { subject: 1, at: -1, _id: -1 } }, { key: { 'reader.id': 1, at: -1 } }, { key: { at: -1 } }],
  },
]
