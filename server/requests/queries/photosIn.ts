import type { PhotoView } from '@yimin/shared/photos/contract'
import { findPhotos, linkTo, presentPhoto } from '../../photos/index.ts'
import type { PhotoReader } from '../../photos/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/**
 * The photos of a request with links for this reader. Whether he may see the request at all is the caller's question: an
 * `assignee` is one only while `mayHelperSeeDoor` says so.
 */
export async function photosIn(platform: Ground, request: RequestDoc, reader: PhotoReader): Promise<PhotoView[]> {
  return (await photosInAll(platform, [request], reader)).get(request._id) ?? []
}

/** The same for a page of requests, by their ids, with one question to the record. */
export async function photosInAll(
  platform: Ground,
  requests: readonly RequestDoc[],
  reader: PhotoReader,
): Promise<Map<string, PhotoView[]>> {
  const photos = await findPhotos(
    platform,
    requests.flatMap((request) => request.photos ?? []),
  )
  const views = new Map(
    photos.map((photo) => [photo._id, presentPhoto(photo, reader, linkTo(platform, photo._id))] as const),
  )
  const viewsOf = ({ photos: ids = [] }: RequestDoc) =>
    ids.map((id) => views.get(id)).filter((view) => view !== undefined)
  return new Map(requests.map((request) => [request._id, viewsOf(request)]))
}
