import type { Platform } from '../../platform/platform.ts'
import { findPhoto } from '../queries/findPhotos.ts'
import { askOutside } from './askOutside.ts'
import { judgePhoto } from './judgePhoto.ts'

/** `again`: the picture could not be fetched. `review`: nobody could tell; it stays in quarantine until a worker has looked. */
export type OutsideVerdict = 'pass' | 'risky' | 'review' | 'again'

/** Acts upon what was said outside of a photo. Harmless the second time; what a person has decided stands. */
export async function takeVerdict(platform: Platform, photoId: string, verdict: OutsideVerdict): Promise<void> {
  if (verdict === 'pass') await judgePhoto(platform, photoId, 'shown', 'system')
  if (verdict === 'risky') await judgePhoto(platform, photoId, 'refused', 'system')
  if (verdict !== 'again') return
  const photo = await findPhoto(platform, photoId)
  if (photo?.state === 'quarantined') await askOutside(platform, photo)
}
