import { ERASED } from '@yimin/shared/people/roles'
import { FORMER_READER_WORD } from '@yimin/shared/people/words'
import { addressOf, findPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { seatsIn } from '../seats.policy.ts'

/** How everybody who stands in these requests is called. */
export async function namesIn(platform: Platform, requests: RequestDoc[]): Promise<Map<string, string>> {
  const ids = requests.flatMap((request) => [
    request.requesterId, request.ownerId, ...(request.exchange ? [request.exchange.withId] : []), ...seatsIn(request).map(({ personId }) => personId), ...request.history.map((entry) => entry.by),
  ]) // prettier-ignore
  const people = await findPeople(
    platform,
    [...new Set(ids)].filter((id) => id !== 'system'),
  )
  return new Map([[ERASED, FORMER_READER_WORD], ...people.map((person) => [person.id, addressOf(person)] as const)])
}
