import type { Document, UpdateFilter } from 'mongodb'
import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'

/** Whatever tells who it was, where and what was needed. Code, kind, building, dates, steps and stars stay: they are counted. */
const PERSONAL = [
  'budgetFen', 'when', 'door', 'phone', 'groups', 'beneficiary', 'handoverCode', 'photos', 'handoverPhotos', 'rejection', 'dueAt', 'dueKind', 'escalatedAt',
] as const // prettier-ignore
const PERSONAL_STEPS = new Set(['write', 'amend', 'confirm', 'cancel', 'finish', 'reopen'])
const TRIES = 6

/**
 * Takes a person who leaves out of all requests: out of her own all that is personal, out of those that she helped with her
 * name. Nothing moves by this; the state's own history keeps its steps. Throws when a request will not stand still.
 */
export async function stripRequestsOf(platform: Platform, personId: string): Promise<void> {
  const requests = requestsOf(platform)
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const mine = await requests.find({ requesterId: personId }).toArray()
    if (mine.length === 0) break
    if (attempt === TRIES - 1) throw new Error('requests of a person who leaves do not stand still')
    for (const request of mine) {
      const still = { _id: request._id, v: request.v }
      if (isEnded(request)) await requests.updateOne(still, strip(request, personId) as UpdateFilter<RequestDoc>)
    }
    if (mine.some((request) => !isEnded(request))) throw new Error('a request of a person who leaves is open again')
  }
  await requests.updateMany({ 'assignee.personId': personId }, { $set: { 'assignee.personId': ERASED } })
  await requests.updateMany(
    { 'companions.personId': personId },
    { $set: { 'companions.$[own].personId': ERASED } },
    { arrayFilters: [{ 'own.personId': personId }] },
  )
  await requests.updateMany({ 'swap.namedId': personId }, { $unset: { 'swap.namedId': '' } })
  await requests.updateMany({ 'exchange.withId': personId }, { $unset: { exchange: '' } })
  await requests.updateMany({ 'exchange.byId': personId }, { $unset: { exchange: '' } })
  await requests.updateMany({ handsFull: personId }, { $pull: { handsFull: personId } })
  await requests.updateMany(
    { 'history.by': personId },
    { $set: { 'history.$[own].by': ERASED, 'history.$[own].cause': ERASED } },
    { arrayFilters: [{ 'own.by': personId }] },
  )
  const others = { $lt: [{ $indexOfCP: ['$$cause', personId] }, 0] }
  await requests.updateMany({ 'history.by': ERASED, causeIds: { $regex: escaped(personId) } }, [
    { $set: { causeIds: { $filter: { input: '$causeIds', as: 'cause', cond: others } } } },
  ])
}

const escaped = (text: string) => text.replace(/[^\w-]/g, '\\$&')

const isEnded = ({ status }: RequestDoc) => ['done', 'cancelled', 'rejected'].includes(status)

const namesHer = ({ step, cause }: RequestDoc['history'][number], personId: string) =>
  PERSONAL_STEPS.has(step) || cause.includes(personId)

/** Causes name the message, and the app's name the person; notes are free words of staff about her. */
function strip(request: RequestDoc, personId: string): Document {
  const history = request.history.map(({ note: _note, ...entry }) => ({
    ...entry,
    by: entry.by === personId ? ERASED : entry.by,
    cause: namesHer(entry, personId) ? `${ERASED}/${request._id}/${entry.seq}` : entry.cause,
  }))
  const { place, zone, building } = request.place
  return {
    $set: {
      requesterId: ERASED,
      origin: { channel: request.origin.channel },
      items: [],
      words: [],
      place: { ...(place && { place }), ...(zone && { zone }), ...(building && { building }) },
      priority: 0,
      reviewReasons: [],
      missing: [],
      causeIds: [],
      history,
    },
    $unset: Object.fromEntries(PERSONAL.map((field) => [field, ''])),
    $inc: { v: 1 },
  }
}
