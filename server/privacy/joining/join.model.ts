import { personSealed } from '../../people/index.ts'
import type { Copied, FormerPerson } from '../../people/index.ts'
import type { CollectionIndexes } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { heldAs } from '../../platform/vault/index.ts'

/** What lay under the account's own person, by room. */
export interface Moved {
  requests: string[]
  photos: string[]
  alarms: string[]
  words: string[]
  reads: string[]
  /** Absent in rows of older versions. */
  recurring?: string[]
}

/**
 * A WeChat account goes over to a person whom the station knows. `running`: under way. `settling`: done, and looked at once
 * more for what came in the moment. `joined`: can be undone until it ends. `undoing`, `undone`: the way back.
 */
export interface JoinDoc {
  _id: string
  stationId: string
  /** The person that the account had. */
  fromId: string
  /** The person whom the station knows. */
  toId: string
  /** `wechat:…` */
  chatId: string
  /** `own_code`: the assistant gave it to her in a private chat. */
  how: 'phone' | 'code' | 'own_code'
  /** The account that she had until then, `wechat:…`; hers again where it is undone. */
  replaced?: string
  state: 'running' | 'settling' | 'joined' | 'undoing' | 'undone'
  /** As the record held the account's own person; goes with the row. */
  former?: FormerPerson
  copied: Copied[]
  moved: Moved
  /** Who undid it, and why. */
  undoneBy?: string
  reason?: string
  at: Date
  /** The next look at it; absent while nothing is to be done. */
  nextAt?: Date
  /** Can be undone until then; then the row goes. */
  until: Date
}

export const JOINS = 'joins'

export function joinsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<JoinDoc>(JOINS)
}

export const joinIndexes: CollectionIndexes[] = [
  {
    collection: JOINS,
    indexes: [
      { key: { until: 1 }, expireAfterSeconds: 0 },
      { key: { toId: 1, at: -1 } },
      {
        key: { fromId: 1 },
        unique: true,
        partialFilterExpression: { state: { $in: ['running', 'settling', 'joined'] } },
      },
      { key: { nextAt: 1 }, partialFilterExpression: { nextAt: { $exists: true } } },
    ],
  },
]

/** Sealed for the person that he was, whose place he may get back. */
export const joinSealed = heldAs(JOINS, 'former', personSealed)
