import type { Platform } from '../../platform/platform.ts'
import type { PhotoDoc } from '../photo.model.ts'
import { checkLinkTo } from '../photoLink.ts'
import { judgePhoto } from './judgePhoto.ts'

/** Asks whoever must look at pictures first. Nobody who answers is no yes: the photo stays in quarantine. */
export async function askOutside(platform: Platform, photo: PhotoDoc): Promise<PhotoDoc> {
  try {
    const path = checkLinkTo(platform, photo._id)
    const verdict = await platform.checkMedia?.({ id: photo._id, authorId: photo.authorId, path })
    if (verdict === undefined || verdict === 'later') return photo
    return (await judgePhoto(platform, photo._id, verdict, 'system')) ?? photo
  } catch (error) {
    platform.log.warn({ id: photo._id, err: error }, 'photo not checked')
    return photo
  }
}
