import { randomInt } from 'node:crypto'
import type { Address, Frame, Group, When } from '@yimin/shared/language/frame'
import type { Wish } from '@yimin/shared/people/wishes'
import type { Repeats } from '@yimin/shared/recurring/contract'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { ReasonCode } from '@yimin/shared/moderation/words'
import { workerOnDuty } from '../../duty/index.ts'
import { defaultModeration, judgeRequest } from '../../moderation/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { newId } from '../../platform/ids.ts'
import { hintAtOnce } from '../../platform/live/index.ts'
import { insertTogether } from '../../platform/together.ts'
import type { Platform } from '../../platform/platform.ts'
import { chargeOf } from '../deadlines.ts'
import { hintRequest } from './hintRequest.ts'
import { missingOf } from '../missing.ts'
import { requestMoved } from '../request.events.ts'
import { REQUESTS, requestsOf, sealedAt } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { relayEvents } from '../../platform/events/events.ts'
import { wordsToJudge } from '../wordsToJudge.ts'
import { takeCode } from './takeCode.ts'

export interface NewRequest {
  stationId: string
  requesterId: string
  origin: RequestDoc['origin']
  /** The person's own words; empty where there are none. */
  text: string
  frame: Frame & { confidence: number }
  /** Where it goes: what was said, or the home on record. */
  address?: Address
  beneficiary?: string
  /** The time that was wished for and is over already. */
  passedWhen?: When
  /** Groups on record beside those that the text tells of. */
  groups?: Group[]
  /** The worker who writes it down at the desk: it waits for the station, not for an answer in a chat. */
  enteredBy?: string
  /** What she wishes of whoever comes. */
  wish?: Wish
  /** 每周二上午: she asks for it again and again. */
  repeats?: Repeats
  /** So many people at once; one unless said. */
  helpersNeeded?: number
  /** The recurring task of which it is an instance, and who helped with it the last time. */
  recurring?: { taskId: string; askFirst?: string }
  /** Why a worker must look before a helper does, besides what the words themselves tell. */
  doubts?: readonly ReasonCode[]
  /** Unique name of the message or call; the same cause again gives the request of the first time. */
  cause: string
}

/** Writes a request down as a draft; a forbidden one is refused, one that was hardly understood goes to staff at once. */
export async function openRequest(platform: Platform, asked: NewRequest): Promise<RequestDoc> {
  const now = platform.clock.now()
  const station = await stationOf(platform, asked.stationId)
  const { frame } = asked
  const judged = judgeRequest({
    text: wordsToJudge(asked.text, frame.items),
    frame,
    settings: { ...defaultModeration, reviewBudgetAbove: station.settings.review.budgetAboveFen / 100, reviewBelow: 0 },
  })
  const refused = judged.verdict === 'refuse'
  const unclear = frame.confidence < station.settings.talk.confidenceFloor
  const status = refused ? 'rejected' : unclear || asked.enteredBy ? 'reviewing' : 'draft'
  const _id = newId()
  const content = contentOf(asked, _id, platform)
  const charge = chargeOf(
    status,
    { ...content, _id, requesterId: asked.requesterId, asked: 1 },
    station.settings,
    status === 'draft' ? asked.requesterId : (asked.enteredBy ?? (await workerId(platform, asked.stationId, now))),
    now,
  )
  const event = platform.events.entry(
    requestMoved,
    { requestId: _id, step: refused ? 'reject' : 'hold', from: 'draft', to: status, by: 'system' },
    now,
  )
  // Whoever writes it down at the desk need not be told of it.
  const outbox = status !== 'draft' && !asked.enteredBy && event.pending.length > 0 ? [event] : []
  const request: RequestDoc = {
    ...content,
    ...instanceOf(asked),
    ...wishesOf(asked),
    ...(asked.helpersNeeded !== undefined && asked.helpersNeeded > 1 && { helpersNeeded: asked.helpersNeeded }),
    ...charge,
    _id,
    v: 1,
    code: await takeCode(platform, asked.stationId),
    stationId: asked.stationId,
    status,
    requesterId: asked.requesterId,
    origin: asked.origin,
    asked: 1,
    reviewReasons: [
      ...judged.reasons.map((reason) => reason.code),
      ...(unclear ? ['low_confidence'] : []),
      ...(asked.doubts ?? []),
    ],
    ...(refused ? { rejection: judged.reasons[0]?.code } : {}),
    handoverCode: platform.vault.seal(String(randomInt(1_000, 10_000)), sealedAt(_id, 'handoverCode')),
    reopened: 0,
    history: [
      { seq: 1, at: now, step: 'write', to: status, by: asked.enteredBy ?? asked.requesterId, cause: asked.cause },
    ],
    outbox,
    causeIds: [],
    createdAt: now,
    updatedAt: now,
  }
  if (!(await insertTogether(platform.db, REQUESTS, request))) return firstOf(platform, asked.cause)
  if (outbox.length > 0) await relayEvents(platform, REQUESTS, _id, outbox)
  else if (asked.enteredBy) await hintRequest(platform, request)
  else hintDraft(platform, request)
  return request
}

/** A draft is announced to nobody; only the requester's own page shows it at once. */
function hintDraft(platform: Platform, { code: id, v: version, requesterId }: RequestDoc): void {
  hintAtOnce(platform, { kind: 'request', id, version, people: [requesterId] })
}

function wishesOf({ wish, repeats }: NewRequest): Pick<RequestDoc, 'wish' | 'repeats'> {
  const isWish = wish?.gender !== undefined || wish?.language !== undefined
  return { ...(isWish && { wish }), ...(repeats && { repeats }) }
}

function instanceOf({ recurring }: NewRequest): Pick<RequestDoc, 'recurringId' | 'askFirst'> {
  if (!recurring) return {}
  const { taskId, askFirst } = recurring
  return { recurringId: taskId, ...(askFirst === undefined ? {} : { askFirst }) }
}

/** The worker on duty answers for what waits for the station from the first moment. */
async function workerId(platform: Platform, stationId: string, now: Date): Promise<string> {
  return (await workerOnDuty(platform, stationId, now))?.id ?? 'system'
}

async function firstOf(platform: Platform, cause: string): Promise<RequestDoc> {
  const first = await requestsOf(platform).findOne({ 'history.0.cause': cause })
  if (!first) throw new DomainError('conflict')
  return first
}

/** Frame → fields of the record; door, phone, groups and the words themselves are sealed. */
function contentOf(asked: NewRequest, id: string, platform: Platform) {
  const { frame, address = {} } = asked
  const { place, zone, building, ...door } = address
  const groups = [...new Set([...(frame.groups ?? []), ...(asked.groups ?? [])])]
  const seal = (value: unknown, field: 'door' | 'groups') => platform.vault.sealJson(value, sealedAt(id, field))
  const content = {
    category: frame.category ?? 'other',
    items: frame.items ?? [],
    ...(frame.budget === undefined ? {} : { budgetFen: Math.round(frame.budget * 100) }),
    ...(frame.when ? { when: frame.when } : {}),
    ...(asked.passedWhen ? { passedWhen: asked.passedWhen } : {}),
    urgent: frame.urgent === true,
    place: { ...(place ? { place } : {}), ...(zone ? { zone } : {}), ...(building ? { building } : {}) },
    ...(Object.keys(door).length > 0 ? { door: seal(door, 'door') } : {}),
    ...(frame.phone ? { phone: platform.vault.seal(frame.phone, sealedAt(id, 'phone')) } : {}),
    ...(groups.length > 0 ? { groups: seal(groups, 'groups') } : {}),
    priority: (groups.length > 0 || frame.urgent ? 1 : 0) as 0 | 1,
    words: asked.text === '' ? [] : [platform.vault.seal(asked.text, sealedAt(id, 'words'))],
    ...(asked.beneficiary ? { beneficiary: asked.beneficiary } : {}),
  }
  return { ...content, missing: missingOf(content) }
}
