import { findPeople } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { listInHandOf, openErrand } from '../../requests/index.ts'
import type { Errand, RequestDoc } from '../../requests/index.ts'

/** One errand in hand with all that its helper may know of it. */
export interface Task {
  request: RequestDoc
  requester: Person
  errand: Errand
}

/** What this helper has in hand, opened for him. A requester who is gone leaves nothing to go to. */
export async function listTasks(platform: Platform, helper: Person): Promise<Task[]> {
  const inHand = await listInHandOf(platform, helper.id)
  const requesters = await findPeople(platform, [...new Set(inHand.map(({ requesterId }) => requesterId))])
  const tasks = inHand.map(async (request) => {
    const requester = requesters.find(({ id }) => id === request.requesterId)
    return requester && { request, requester, errand: await openErrand(platform, request, helper, requester) }
  })
  return (await Promise.all(tasks)).filter((task) => task !== undefined)
}
