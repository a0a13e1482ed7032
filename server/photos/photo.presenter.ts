import { photoView } from '@yimin/shared/photos/contract'
import type { PhotoView } from '@yimin/shared/photos/contract'
import { PHOTO_STATE_WORDS, photoWords } from '@yimin/shared/photos/words'
import type { PhotoDoc } from './photo.model.ts'
import { maySeePhoto } from './photo.policy.ts'
import type { PhotoReader } from './photo.policy.ts'

/** A photo as this reader sees it. `url` is a signed link; it goes out only where he may see the picture. */
export function presentPhoto(photo: PhotoDoc, reader: PhotoReader, url?: string): PhotoView {
  const { _id: id, state, width, height } = photo
  const visible = url !== undefined && maySeePhoto(photo, reader)
  return photoView.parse({ id, state, stateWord: stateWord(photo, reader), width, height, ...(visible && { url }) })
}

/** The author alone is told that nobody else sees it yet. */
function stateWord(photo: PhotoDoc, reader: PhotoReader): string {
  return photo.state === 'quarantined' && !maySeePhoto(photo, reader)
    ? photoWords.notYet
    : PHOTO_STATE_WORDS[photo.state]
}
