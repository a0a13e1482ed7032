import type { Platform } from '../../platform/platform.ts'
import { photosOf } from '../photo.model.ts'
import type { PhotoDoc } from '../photo.model.ts'

const BATCH = 50

/** Photos that were sent before this instant, that nobody has judged, and about which no worker was called. */
export function listUnjudged(platform: Pick<Platform, 'db'>, before: Date): Promise<PhotoDoc[]> {
  return photosOf(platform)
    .find({ state: 'quarantined', sentAt: { $lt: before }, calledAt: { $exists: false } })
    .sort({ sentAt: 1 })
    .limit(BATCH)
    .toArray()
}
