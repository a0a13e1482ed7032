import type { PhotoView } from '@yimin/shared/photos/contract'
import { findPeople } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { listInHandOf, openErrand, photosInAll } from '../../requests/index.ts'
import type { Errand, RequestDoc } from '../../requests/index.ts'

/** One errand in hand with all that its helper may know of it. */
export interface Task {
  request: RequestDoc
  requester: Person
  errand: Errand
  photos: PhotoView[]
}

/** What this helper has in hand, opened for him. A requester who is gone leaves nothing to go to. */
export async function listTasks(platform: Platform, helper: Person): Promise<Task[]> {
  const inHand = await listInHandOf(platform, helper.id)
  const requesters = await findPeople(platform, [...new Set(inHand.map(({ requesterId }) => requesterId))])
  const photos = await photosInAll(platform, inHand, 'assignee')
  const tasks = inHand.map(async (request) => {
    const requester = requesters.find(({ id }) => id === request.requesterId)
    if (!requester) return undefined
    const errand = await openErrand(platform, request, helper, requester, { withPhotos: true })
    return { request, requester, errand, photos: photos.get(request._id) ?? [] }
  })
  return (await Promise.all(tasks)).filter((task) => task !== undefined)
}
