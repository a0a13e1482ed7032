import { DomainError } from '@yimin/shared/errors/domainError'
import type { Frame } from '@yimin/shared/language/frame'
import { acceptOffer, acceptTrip, answerExchange, wishExchange, withdrawSwap } from '../../dispatch/index.ts'
import type { TripTaken } from '../../dispatch/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { assignRequest, openRequest, requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { DEMO_STATION, ROOM_ONE } from '../demo/community.ts'

export const HELPERS = ['li', 'he', 'luo', 'qin'] as const
export const WORKER = 'lin'

export const NEEDS: readonly Partial<Frame>[] = [
  { category: 'produce', items: [{ name: '西红柿', quantity: 2, unit: '斤' }] },
  { category: 'daily_goods', items: [{ name: '米', quantity: 1, unit: '袋' }], urgent: true },
  { category: 'errand', items: [] },
]

/** What a resident adds later. */
export const SALT_TOO = {
  text: '再加一袋盐',
  frame: { intent: 'amend' as const, items: [{ name: '盐' }] },
  items: 'add' as const,
}

export interface Need {
  requesterId: string
  inRoom: boolean
  /** Where it is not, a worker looks at it first. */
  understood: boolean
  frame: Partial<Frame>
  /** So many people at once. */
  helpersNeeded?: number
  cause: string
}

/** A resident asks for something to be brought to the door. */
export function askForHelp(platform: Platform, need: Need): Promise<RequestDoc> {
  return openRequest(platform, {
    stationId: DEMO_STATION,
    requesterId: need.requesterId,
    origin: need.inRoom ? { channel: 'room', chatId: ROOM_ONE } : { channel: 'app' },
    text: '帮我送点东西',
    frame: { intent: 'request', confidence: need.understood ? 0.9 : 0.1, ...need.frame },
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    ...(need.helpersNeeded !== undefined && { helpersNeeded: need.helpersNeeded }),
    cause: need.cause,
  })
}

/** A helper says 接, through the command that the chat and the app use. */
export async function accept(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
): Promise<RequestDoc> {
  const { request, person } = await errandAndHelper(platform, requestId, helperId)
  return acceptOffer(platform, request, person, cause)
}

async function errandAndHelper(platform: Platform, requestId: string, helperId: string) {
  const [request, person] = await Promise.all([
    requestsOf(platform).findOne({ _id: requestId }),
    findPerson(platform, helperId),
  ])
  if (!request || !person) throw new DomainError('not_found')
  return { request, person }
}

/** He says 接 to what was offered to him as one trip; or `only` this one of it. */
export async function takeOffered(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
  only = false,
): Promise<TripTaken> {
  const { request, person } = await errandAndHelper(platform, requestId, helperId)
  return acceptTrip(platform, request, person, cause, only)
}

/** He asks whoever has the other errand whether they exchange. */
export async function exchange(
  platform: Platform,
  mineId: string,
  otherId: string,
  helperId: string,
  cause: string,
): Promise<string> {
  const { request, person } = await errandAndHelper(platform, mineId, helperId)
  const other = await requestsOf(platform).findOne({ _id: otherId })
  if (!other) throw new DomainError('not_found')
  return wishExchange(platform, request, person, { code: other.code }, cause)
}

/** And that one's answer, who has `mineId`. */
export async function answerTo(
  platform: Platform,
  mineId: string,
  otherId: string,
  helperId: string,
  { yes, cause }: { yes: boolean; cause: string },
): Promise<string> {
  const { request, person } = await errandAndHelper(platform, mineId, helperId)
  const other = await requestsOf(platform).findOne({ _id: otherId })
  if (!other) throw new DomainError('not_found')
  return answerExchange(platform, request, person, { code: other.code, yes }, cause)
}

/** He goes himself after all, be it a swap or an exchange that he asked for. */
export async function goHimself(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
): Promise<string> {
  const { request, person } = await errandAndHelper(platform, requestId, helperId)
  return withdrawSwap(platform, request, person, cause)
}

/** The worker gives it to somebody by name. */
export async function assign(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
): Promise<RequestDoc> {
  const request = await requestsOf(platform).findOne({ _id: requestId })
  if (!request) throw new DomainError('not_found')
  return assignRequest(platform, request, helperId, WORKER, cause)
}
