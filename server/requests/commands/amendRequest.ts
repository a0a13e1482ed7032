import type { Address, Frame, Group, Item } from '@yimin/shared/language/frame'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Wish } from '@yimin/shared/people/wishes'
import type { ReasonCode } from '@yimin/shared/moderation/words'
import { judgeRequest } from '../../moderation/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { stationOf } from '../../organisations/index.ts'
import { chargeOf, promiseFor } from '../deadlines.ts'
import { missingOf } from '../missing.ts'
import { requestsOf, sealedAt } from '../request.model.ts'
import type { Door, RequestDoc } from '../request.model.ts'
import { mayChooseHelpers } from '../request.policy.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

export interface Amendment {
  by: Actor
  /** The words said; empty where a worker filled in fields. */
  text: string
  frame: Frame
  /** `add` 再加一袋盐, `replace` 改成两袋 (an item of the same name is always replaced), `set`: these are all. */
  items: 'add' | 'replace' | 'set'
  cause: string
  /** Why a worker must look before a helper does, besides what the words themselves tell. */
  doubts?: readonly ReasonCode[]
  /** The address is another one as a whole: nothing of the old one stays. */
  moves?: boolean
  /** Asked for another time, the person says that any will do. */
  anyTime?: boolean
  /** For somebody else from now on, or for the requester herself: phone and groups are those of the new one alone. */
  serves?: Served
  /** One takes back that there were several. */
  helpersNeeded?: number
  /** An empty one takes the old one back. */
  wish?: Wish
  /** The version that the person saw: what has changed since is not overwritten. */
  version?: number
}

/** For whom it is: without a name for the requester herself. */
export interface Served {
  beneficiary?: string
  /** On record of that one. */
  groups: Group[]
}

/** Works a later word into the request: what was missing, what is corrected, what comes on top. Throws `conflict` where another version was seen. */
export async function amendRequest(platform: Platform, requestId: string, amendment: Amendment): Promise<RequestDoc> {
  const stationId = (await requestsOf(platform).findOne({ _id: requestId }, { projection: { stationId: 1 } }))
    ?.stationId
  if (!stationId) throw new DomainError('not_found')
  const { settings } = await stationOf(platform, stationId)
  return takeStep(platform, requestId, {
    step: 'amend',
    by: amendment.by,
    cause: amendment.cause,
    drop: droppedBy(amendment),
    change: (request, now) => {
      if (amendment.version !== undefined && amendment.version !== request.v) throw new DomainError('conflict')
      if (choosesHelpers(amendment) && !mayChooseHelpers(request)) throw new DomainError('conflict')
      const change = { ...changeOf(platform, request, amendment), ...chosenOf(amendment) }
      return { ...change, ...promiseAnew({ ...request, ...change }, amendment, settings, now) }
    },
  })
}

function choosesHelpers({ helpersNeeded, wish }: Amendment): boolean {
  return helpersNeeded !== undefined || wish !== undefined
}

const isEmpty = (wish: Wish) => wish.gender === undefined && wish.language === undefined

/** What is struck out because something else was chosen. */
function droppedBy({ serves, helpersNeeded, wish, frame }: Amendment): (keyof RequestDoc)[] {
  return [
    ...(serves && serves.beneficiary === undefined ? ['beneficiary' as const] : []),
    ...(serves && !frame.phone ? ['phone' as const] : []),
    ...(serves && groupsOfServed(serves, frame).length === 0 ? ['groups' as const] : []),
    ...(helpersNeeded === 1 ? ['helpersNeeded' as const] : []),
    ...(wish && isEmpty(wish) ? ['wish' as const] : []),
  ]
}

function chosenOf({ serves, helpersNeeded = 1, wish = {} }: Amendment): Partial<RequestDoc> {
  return {
    ...(serves?.beneficiary === undefined ? {} : { beneficiary: serves.beneficiary }),
    ...(helpersNeeded > 1 && { helpersNeeded }),
    ...(isEmpty(wish) ? {} : { wish }),
  }
}

const groupsOfServed = ({ groups }: Served, frame: Frame): Group[] => [...new Set([...groups, ...(frame.groups ?? [])])]

/** Another time for what a helper has in hand is another promise, with its own clock. */
function promiseAnew(
  request: RequestDoc,
  { frame }: Amendment,
  settings: StationSettings,
  now: Date,
): Partial<RequestDoc> {
  if (request.status !== 'accepted' || !request.assignee || !frame.when) return {}
  const { nudged: _said, ...kept } = request.assignee
  const assignee = { ...kept, promisedAt: promiseFor(request, settings, now) }
  return { assignee, ...chargeOf('accepted', { ...request, assignee }, settings, request.ownerId, now) }
}

function changeOf(
  platform: Platform,
  request: RequestDoc,
  { by, frame, text, items, moves, anyTime, serves, doubts = [] }: Amendment,
): Partial<RequestDoc> {
  const id = request._id
  const { vault } = platform
  const change: Partial<RequestDoc> = {}
  if (text !== '') change.words = [...request.words, vault.seal(text, sealedAt(id, 'words'))].slice(-20)
  // What a later sentence seems to be about is a guess; a worker knows.
  if (by.part === 'worker' && frame.category) change.category = frame.category
  if (frame.items?.length) change.items = items === 'set' ? frame.items : mergeItems(request.items, frame.items, items)
  if (frame.budget !== undefined) change.budgetFen = Math.round(frame.budget * 100)
  if (frame.when) change.when = frame.when
  if (anyTime) change.passedWhen = {}
  if (frame.urgent) change.urgent = true
  if (frame.phone) change.phone = vault.seal(frame.phone, sealedAt(id, 'phone'))
  if (frame.address)
    Object.assign(change, addressChange(platform, moves ? withoutPlace(request) : request, frame.address))
  Object.assign(change, groupsChange(platform, request, { frame, serves, urgent: change.urgent ?? request.urgent }))
  const judged = judgeRequest({ text, frame: { ...frame, confidence: 1 } })
  const reasons = [...judged.reasons.map((reason) => reason.code), ...doubts]
  if (reasons.length > 0) change.reviewReasons = [...new Set([...request.reviewReasons, ...reasons])]
  const missing = missingOf({ ...request, ...change })
  return { ...change, missing, asked: missing.length > 0 ? request.asked + 1 : 1 }
}

function mergeItems(before: Item[], said: Item[], how: 'add' | 'replace'): Item[] {
  const named = (name: string) => (item: Item) =>
    item.name === name || item.name.endsWith(name) || name.endsWith(item.name)
  const kept = before.filter((item) => !said.some((one) => named(one.name)(item)))
  const touches = kept.length < before.length
  if (how === 'replace' && !touches) return said
  const changed = before.flatMap((item) => {
    const again = said.find((one) => named(one.name)(item))
    return again ? [{ ...item, ...again, name: longer(item.name, again.name) }] : [item]
  })
  const fresh = said.filter((one) => !before.some((item) => named(one.name)(item)))
  return [...changed, ...fresh]
}

const longer = (a: string, b: string) => (a.length >= b.length ? a : b)

/** Another building means another door: the old unit and floor do not go with it. */
function addressChange(platform: Platform, request: RequestDoc, said: Address): Partial<RequestDoc> {
  const { place, zone, building, ...door } = said
  const moved =
    (building !== undefined && building !== request.place.building) ||
    (zone !== undefined && request.place.zone !== undefined && zone !== request.place.zone)
  const newDoor: Door = { ...keptDoor(moved ? {} : doorOf(platform, request), door), ...door }
  return {
    place: {
      ...request.place,
      ...(place ? { place } : {}),
      ...(zone ? { zone } : {}),
      ...(building ? { building } : {}),
    },
    door: platform.vault.sealJson(newDoor, sealedAt(request._id, 'door')),
  }
}

function withoutPlace({ door: _door, ...request }: RequestDoc): RequestDoc {
  return { ...request, place: {} }
}

/** Another unit has other floors, and another room may be on any floor. */
function keptDoor({ unit, floor, room }: Door, said: Door): Door {
  if (said.unit !== undefined && said.unit !== unit) return {}
  if (said.room !== undefined && said.room !== room) return { ...(unit ? { unit } : {}) }
  if (said.floor !== undefined && said.floor !== floor) return { ...(unit ? { unit } : {}) }
  return { ...(unit ? { unit } : {}), ...(floor ? { floor } : {}), ...(room ? { room } : {}) }
}

function doorOf(platform: Platform, request: RequestDoc): Door {
  return request.door ? platform.vault.openJson<Door>(request.door, sealedAt(request._id, 'door')) : {}
}

/** With those that were said just now; of somebody else from now on, those alone. Whoever has one comes first. */
function groupsChange(
  platform: Platform,
  request: RequestDoc,
  { frame, serves, urgent }: Pick<Amendment, 'frame' | 'serves'> & { urgent: boolean },
): Partial<RequestDoc> {
  const said = frame.groups ?? []
  const before = serves?.groups ?? (said.length > 0 ? groupsOf(platform, request) : [])
  const groups = [...new Set([...before, ...said])]
  if (groups.length > 0)
    return { groups: platform.vault.sealJson(groups, sealedAt(request._id, 'groups')), priority: 1 }
  return serves ? { priority: urgent ? 1 : 0 } : {}
}

function groupsOf(platform: Platform, request: RequestDoc) {
  return request.groups
    ? platform.vault.openJson<NonNullable<Frame['groups']>>(request.groups, sealedAt(request._id, 'groups'))
    : []
}
