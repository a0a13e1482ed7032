import { photoView } from '@yimin/shared/photos/contract'
import type { PhotoView } from '@yimin/shared/photos/contract'
import { PHOTO_STATE_WORDS } from '@yimin/shared/photos/words'
import type { PhotoDoc } from './photo.model.ts'
import { maySeePhoto } from './photo.policy.ts'
import type { PhotoReader } from './photo.policy.ts'

/** A photo as this reader sees it. `url` is a signed link; it goes out only where he may see the picture. */
export function presentPhoto(photo: PhotoDoc, reader: PhotoReader, url?: string): PhotoView {
  const { _id: id, state, width, height } = photo
  const visible = url !== undefined && maySeePhoto(photo, reader)
  return photoView.parse({ id, state, stateWord: PHOTO_STATE_WORDS[state], width, height, ...(visible && { url }) })
}
