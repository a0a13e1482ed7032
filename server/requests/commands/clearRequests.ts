import type { Document, Filter, UpdateFilter } from 'mongodb'
import { ERASED } from '@yimin/shared/people/roles'
import { PERIODS } from '@yimin/shared/privacy/periods'
import { ALIVE, STATUSES } from '@yimin/shared/requests/states'
import type { Platform } from '../../platform/platform.ts'
import { CLEARED, requestsOf } from '../request.model.ts'
import type { Cleared, HistoryEntry, RequestDoc } from '../request.model.ts'
import { seatsIn } from '../seats.policy.ts'
import { isHelpersOwn } from '../request.policy.ts'

/** Which of a station's requests, and how many at once. */
export interface Clearing {
  stationId: string
  /** Nothing has happened to them since. */
  before: Date
  /** Requests that are needed still. */
  held: readonly string[]
  limit: number
}

const ENDED = STATUSES.filter((status) => !ALIVE.includes(status))
const RULES = { sealed: PERIODS.requestSealed, words: PERIODS.requestWords, person: PERIODS.requestPerson } as const

/** What a taken field leaves where others count on its being there. */
const LEFT: Partial<RequestDoc> = {
  words: [],
  items: [],
  missing: [],
  reviewReasons: [],
  causeIds: [],
  outbox: [],
  priority: 0,
  requesterId: ERASED,
  ownerId: 'system',
}

/**
 * Takes what is past its time out of closed requests, as far as `stage` goes; code, kind, steps with their times, stars and the
 * helper's service stay. One that moves in this moment is left to the next look. Gives how many were looked at.
 */
export async function clearRequests(
  platform: Platform,
  stage: Cleared,
  { stationId, before, held, limit }: Clearing,
): Promise<number> {
  const due: Filter<RequestDoc> = {
    stationId,
    status: { $in: ENDED },
    createdAt: { $lt: before },
    updatedAt: { $lt: before },
    // Its closing time is over: nobody can have it taken up again.
    dueAt: { $exists: false },
    cleared: { $nin: CLEARED.slice(CLEARED.indexOf(stage)) },
    _id: { $nin: [...held] },
    partOf: { $nin: [...held] },
  }
  const requests = await requestsOf(platform).find(due).limit(limit).toArray()
  for (const request of requests) {
    const still = { _id: request._id, v: request.v }
    await requestsOf(platform).updateOne(still, withoutPast(request, stage) as UpdateFilter<RequestDoc>)
  }
  return requests.length
}

function withoutPast(request: RequestDoc, stage: Cleared): Document {
  const fields = CLEARED.slice(0, CLEARED.indexOf(stage) + 1).flatMap((one) => RULES[one].takes.requests)
  const whole = fields.filter((field) => !field.includes('.'))
  const gone = whole.filter((field) => !(field in LEFT))
  const emptied = Object.fromEntries(
    whole.flatMap((field) => (field in LEFT ? [[field, LEFT[field as keyof RequestDoc]]] : [])),
  )
  return {
    $set: { ...emptied, ...(stage === 'sealed' ? {} : withoutWords(request)), ...(stage === 'person' && withoutPerson(request)), cleared: stage },
    $unset: Object.fromEntries(gone.map((field) => [field, ''])),
    $inc: { v: 1 },
  } // prettier-ignore
}

/** Notes are free words; causes name the message, and the app's name the person. */
function withoutWords({ _id, origin, parts, history }: RequestDoc): Partial<RequestDoc> {
  return {
    origin: { channel: origin.channel },
    history: history.map(({ note: _note, ...entry }) => ({ ...entry, cause: `cleared/${_id}/${entry.seq}` })),
    ...(parts && { parts: parts.map((part) => ({ ...part, items: [] })) }),
  }
}

/** Whoever helped keeps the service; whoever asked, and whoever decided about it, is named no more. */
function withoutPerson(request: RequestDoc): Partial<RequestDoc> {
  const { place, zone } = request.place
  const helpers = new Set([...seatsIn(request).map(({ personId }) => personId), ...request.history.filter(isHelpersOwn).map(({ by }) => by)]) // prettier-ignore
  const nameless = (entry: HistoryEntry) => (helpers.has(entry.by) || entry.by === 'system' ? entry.by : ERASED)
  return {
    place: { ...(place && { place }), ...(zone && { zone }) },
    history: (withoutWords(request).history ?? []).map((entry) => ({ ...entry, by: nameless(entry) })),
  }
}
