import type { Platform } from '../../platform/platform.ts'
import { photosOf } from '../photo.model.ts'

/** A worker was called about this photo: nobody needs to be called again. */
export async function noteCalled(platform: Pick<Platform, 'db' | 'clock'>, photoId: string): Promise<void> {
  await photosOf(platform).updateOne({ _id: photoId }, { $set: { calledAt: platform.clock.now() } })
}
