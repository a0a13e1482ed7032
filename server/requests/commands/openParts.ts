import { workerOnDuty } from '../../duty/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { relayEvents } from '../../platform/events/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { insertTogether } from '../../platform/together.ts'
import { chargeOf } from '../deadlines.ts'
import { unseal } from '../queries/openSealed.ts'
import { requestMoved } from '../request.events.ts'
import { REQUESTS, requestsOf, sealedAt } from '../request.model.ts'
import type { PartRef, RequestDoc } from '../request.model.ts'
import { takeCode } from './takeCode.ts'

/** Writes down the parts of a request that was split, each once, and announces them: helpers are asked for each. */
export async function openParts(platform: Platform, whole: RequestDoc): Promise<void> {
  for (const part of whole.parts ?? [])
    if (!(await requestsOf(platform).findOne({ _id: part.requestId }, { projection: { _id: 1 } })))
      await openPart(platform, whole, part)
}

async function openPart(platform: Platform, whole: RequestDoc, part: PartRef): Promise<void> {
  const now = platform.clock.now()
  const { settings } = await stationOf(platform, whole.stationId)
  const workerId = (await workerOnDuty(platform, whole.stationId, now))?.id ?? whole.ownerId
  const _id = part.requestId
  const content = contentOf(platform, whole, part)
  const event = platform.events.entry(
    requestMoved,
    { requestId: _id, step: 'write', from: 'draft', to: 'open', by: 'system' },
    now,
  )
  const outbox = event.pending.length > 0 ? [event] : []
  const request: RequestDoc = {
    ...content,
    ...chargeOf('open', { ...content, _id, asked: 1 }, settings, workerId, now),
    _id,
    v: 1,
    code: await takeCode(platform, whole.stationId),
    stationId: whole.stationId,
    status: 'open',
    asked: 1,
    missing: [],
    confirmedAt: now,
    reviewReasons: [],
    reopened: 0,
    history: [{ seq: 1, at: now, step: 'write', to: 'open', by: 'system', cause: `part/${_id}` }],
    outbox,
    causeIds: [],
    createdAt: now,
    updatedAt: now,
  }
  if ((await insertTogether(platform.db, REQUESTS, request)) && outbox.length > 0)
    await relayEvents(platform, REQUESTS, _id, outbox)
}

/** A shop learns goods and zone; a worker learns where and whom, sealed for her part alone. Neither has a code to ask for. */
function contentOf(platform: Platform, whole: RequestDoc, { requestId, kind, category, items }: PartRef) {
  const { when, budgetFen, place, urgent, priority, requesterId, origin, beneficiary } = whole
  const common = {
    partOf: whole._id,
    part: kind,
    category,
    items,
    ...(when ? { when } : {}),
    urgent,
    priority,
    requesterId,
    origin,
    words: [],
  }
  if (kind === 'goods')
    return {
      ...common,
      ...(budgetFen === undefined ? {} : { budgetFen }),
      place: place.zone === undefined ? {} : { zone: place.zone },
    }
  const { vault } = platform
  const { address, phone, groups } = unseal(platform, whole)
  const { place: _name, zone: _zone, building: _building, ...door } = address
  return {
    ...common,
    place,
    ...(beneficiary ? { beneficiary } : {}),
    ...(Object.keys(door).length > 0 ? { door: vault.sealJson(door, sealedAt(requestId, 'door')) } : {}),
    ...(phone ? { phone: vault.seal(phone, sealedAt(requestId, 'phone')) } : {}),
    ...(groups.length > 0 ? { groups: vault.sealJson(groups, sealedAt(requestId, 'groups')) } : {}),
  }
}
