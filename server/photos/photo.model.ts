import type { PhotoState } from '@yimin/shared/photos/contract'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { sealedIn } from '../platform/vault/index.ts'

/** What is known of a photo. The picture itself lies sealed in the files, under the same id. */
export interface PhotoDoc {
  /** Random; also the name of the file. */
  _id: string
  v: number
  stationId: string
  /** Who sent it. */
  authorId: string
  state: PhotoState
  /** The request that has taken it; none yet: nobody but the author knows of it. */
  requestId?: string
  /** While no request has it: which of the author's places for waiting photos it holds, from 0. Nobody holds one twice. */
  place?: number
  /** Pixels. */
  width: number
  height: number
  sentAt: Date
  /** When it was shown or refused, and by whom: a person's id, or `system`. */
  judgedAt?: Date
  judgedBy?: string
  /** When a worker was called because nobody had judged it. */
  calledAt?: Date
}

export const PHOTOS = 'photos'

export function photosOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<PhotoDoc>(PHOTOS)
}

export const photoIndexes: CollectionIndexes[] = [
  {
    collection: PHOTOS,
    indexes: [
      { key: { requestId: 1 }, partialFilterExpression: { requestId: { $exists: true } } },
      { key: { authorId: 1, sentAt: -1 } },
      { key: { authorId: 1, place: 1 }, unique: true, partialFilterExpression: { place: { $exists: true } } },
      { key: { sentAt: 1 } },
      { key: { state: 1, sentAt: 1 }, partialFilterExpression: { state: 'quarantined' } },
    ],
  },
]

/** A sealed picture opens under its own id only. */
export function sealedAt(photoId: string) {
  return { collection: PHOTOS, id: photoId, field: 'picture', class: 'S2' as const }
}

/** The row is in clear; the picture lies sealed in the files. */
export const photoSealed = sealedIn<PhotoDoc>({ collection: PHOTOS, fields: {}, file: ({ _id }) => sealedAt(_id) })
