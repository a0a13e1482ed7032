import { DomainError } from '@yimin/shared/errors/domainError'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RouteInput } from '../../platform/web/index.ts'
import { asHeldBy, findRequestByCode } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { helperWhoCalls } from './helperWhoCalls.ts'

type Had = (request: RequestDoc, me: Person) => boolean

/** What somebody else has, what he had and what does not exist look the same; `orHad` is what of the past may be asked again. */
export async function taskInHand(
  platform: Platform,
  caller: RouteInput['caller'],
  code: string,
  orHad: Had = () => false,
): Promise<{ me: Person; request: RequestDoc }> {
  const me = await helperWhoCalls(platform, caller)
  const found = await findRequestByCode(platform, me.stationId, code)
  const request = found && asHeldBy(found, me.id)
  if (!request || !(isInHandOf(request, me) || orHad(request, me))) throw new DomainError('not_found')
  return { me, request }
}

const isInHandOf: Had = ({ status, assignee }, me) => status === 'accepted' && assignee?.personId === me.id

/** He has brought it, and may hear the answer again. */
export const isHandedOverBy: Had = ({ status, assignee }, me) =>
  (status === 'delivered' || status === 'done') && assignee?.personId === me.id
