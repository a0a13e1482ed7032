import { workerWords } from '@yimin/shared/chat/words'
import { stationOf } from '../../organisations/index.ts'
import { addressOf, findPerson } from '../../people/index.ts'
import { findPhoto, listUnjudged, noteCalled } from '../../photos/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { callWorker } from './callWorker.ts'

/** WeChat's 35 minutes, and time for what comes of their end. */
const PATIENCE_MS = 40 * 60_000

/** Nobody outside could tell whether this photo may be shown: the worker on duty looks at it. Called once for each photo. */
export async function callAboutPhoto(platform: Platform, photoId: string): Promise<void> {
  const photo = await findPhoto(platform, photoId)
  if (photo?.state !== 'quarantined' || photo.calledAt !== undefined) return
  const author = await findPerson(platform, photo.authorId)
  if (author) {
    await callWorker(platform, {
      station: await stationOf(platform, photo.stationId),
      kind: 'needs_person',
      subjectId: photo.requestId ?? photo._id,
      personId: author.id,
      key: `photo/${photo._id}`,
      text: workerWords.photoUnjudged({ who: addressOf(author) }),
    })
  }
  await noteCalled(platform, photo._id)
}

/** Whatever got lost on the way, no photo waits for ever without a person knowing of it. */
export async function sweepUnjudgedPhotos(platform: Platform): Promise<number> {
  const waiting = await listUnjudged(platform, new Date(platform.clock.now().getTime() - PATIENCE_MS))
  for (const { _id } of waiting) await callAboutPhoto(platform, _id)
  return waiting.length
}
