import type { OutboxEntry } from '../../events/events.ts'
import type { CollectionIndexes } from '../../mongo.ts'
import type { Platform } from '../../platform.ts'
import type { MediaKind } from '../calls/askMediaCheck.ts'
import type { Verdict } from '../calls/checkText.ts'

/** The picture or recording that is judged: where its own document lies. */
export interface MediaSubject {
  collection: string
  id: string
}

/**
 * What became of asking WeChat about a picture or a recording. Until it says `pass`, nobody but its owner and the staff may
 * see it. `again`: WeChat could not fetch it, and the owner's room hands it over once more.
 */
export interface MediaCheckDoc {
  /** Collection and id of the subject. */
  _id: string
  subject: MediaSubject
  kind: MediaKind
  state: 'waiting' | 'again' | Verdict
  /** WeChat's number of the question. */
  traceId?: string
  /** What WeChat found. */
  label?: number
  /** Nobody judged it: WeChat did not answer in time, or could not. */
  unchecked?: boolean
  tries: number
  askedAt: Date
  /** No verdict by then: a person looks. */
  dueAt: Date
  outbox: OutboxEntry[]
}

export const MEDIA_CHECKS = 'wechat_media_checks'

export function mediaChecksOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<MediaCheckDoc>(MEDIA_CHECKS)
}

export const mediaCheckIndexes: CollectionIndexes[] = [
  {
    collection: MEDIA_CHECKS,
    indexes: [
      { key: { traceId: 1 }, partialFilterExpression: { traceId: { $exists: true } } },
      { key: { dueAt: 1 }, partialFilterExpression: { state: 'waiting' } },
      { key: { 'outbox.at': 1 }, partialFilterExpression: { 'outbox.0': { $exists: true } } },
    ],
  },
]
