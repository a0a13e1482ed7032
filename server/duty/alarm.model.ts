import type { AlarmKind, AlarmState } from '@yimin/shared/duty/contract'
import type { Area } from '@yimin/shared/people/contract'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { sealedIn } from '../platform/vault/index.ts'

/** One widening of the circle: whom to tell, and when the telling was handed over. */
export interface Escalation {
  /** Grows by one with each; a good part of an idempotency key. */
  level: number
  at: Date
  tell: string[]
  toldAt?: Date
  /** A telling failed for the first time: that is said once, and tried again at each sweep. */
  failedAt?: Date
}

/** One call for a person of the station. */
export interface AlarmDoc {
  /** Made of the key, so that the same cause is one alarm. */
  _id: string
  v: number
  stationId: string
  kind: AlarmKind
  /** The request, message or gateway that it is about. */
  subjectId: string
  /** The code of that request. */
  code?: string
  /** The person that it is about; readings of the text are written down under this name. */
  personId?: string
  ownerId?: string
  /** Where it is said to be, as far as the building, in clear. Absent: at the person's home, or nobody knows. */
  place?: Area
  /** Sealed, S2. */
  text: string
  /** The person's own words (sealed, S2). */
  said?: string
  raisedAt: Date
  /** Not seen by then: the circle widens. */
  dueAt: Date
  state: AlarmState
  seenBy?: string
  seenAt?: Date
  closedBy?: string
  closedAt?: Date
  escalations: Escalation[]
}

export const ALARMS = 'alarms'

export function alarmsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<AlarmDoc>(ALARMS)
}

export const alarmIndexes: CollectionIndexes[] = [
  {
    collection: ALARMS,
    indexes: [
      { key: { stationId: 1, raisedAt: -1, _id: -1 } },
      { key: { state: 1, dueAt: 1 } },
      { key: { subjectId: 1 } },
      { key: { personId: 1 }, partialFilterExpression: { personId: { $exists: true } } },
    ],
  },
]

export function sealedAt(alarmId: string, field: 'text' | 'said' = 'text') {
  return { collection: ALARMS, id: alarmId, field, class: 'S2' as const }
}

export const alarmSealed = sealedIn<AlarmDoc>({
  collection: ALARMS,
  fields: { text: ({ _id }) => sealedAt(_id), said: ({ _id }) => sealedAt(_id, 'said') },
})
