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
export function photosInAll(
  platform: Ground,
  requests: readonly RequestDoc[],
  reader: PhotoReader,
): Promise<Map<string, PhotoView[]>> {
  return viewsIn(platform, requests, ({ photos = [] }) => photos, reader)
}

/** What belongs to a request to be looked at. */
export interface Pictures {
  photos: PhotoView[]
  /** What helpers showed when they handed it over, the latest last. */
  handover: PhotoView[]
}

/** All pictures of a request for its requester, or for the station. */
export async function picturesFor(
  platform: Ground,
  request: RequestDoc,
  reader: 'requester' | 'staff',
): Promise<Pictures> {
  return (await picturesForAll(platform, [request], reader)).get(request._id) ?? { photos: [], handover: [] }
}

/** The same for a page of requests, by their ids. */
export async function picturesForAll(
  platform: Ground,
  requests: readonly RequestDoc[],
  reader: 'requester' | 'staff',
): Promise<Map<string, Pictures>> {
  const [photos, handover] = await Promise.all([
    photosInAll(platform, requests, reader === 'requester' ? 'author' : reader),
    viewsIn(platform, requests, ({ handoverPhotos = [] }) => handoverPhotos, reader),
  ])
  return new Map(requests.map(({ _id }) => [_id, { photos: photos.get(_id) ?? [], handover: handover.get(_id) ?? [] }]))
}

async function viewsIn(
  platform: Ground,
  requests: readonly RequestDoc[],
  idsOf: (request: RequestDoc) => readonly string[],
  reader: PhotoReader,
): Promise<Map<string, PhotoView[]>> {
  const photos = await findPhotos(platform, requests.flatMap(idsOf))
  const views = new Map(
    photos.map((photo) => [photo._id, presentPhoto(photo, reader, linkTo(platform, photo._id))] as const),
  )
  const viewsOf = (request: RequestDoc) =>
    idsOf(request)
      .map((id) => views.get(id))
      .filter((view) => view !== undefined)
  return new Map(requests.map((request) => [request._id, viewsOf(request)]))
}
