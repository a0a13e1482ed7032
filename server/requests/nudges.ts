import { createHash } from 'node:crypto'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import type { Status } from '@yimin/shared/requests/states'
import type { Assignee, Nudge, RequestDoc } from './request.model.ts'

const MINUTE_MS = 60_000

interface Moment {
  kind: Nudge
  at: Date
}

/** What is said now, and when the next one is due. */
export interface DueNudge {
  kind: Nudge
  nextAt?: Date
}

/** When the first word is due in a state that begins `now` (提醒); absent where nothing needs to be said. */
export function firstNudgeAt(
  status: Status,
  request: Pick<RequestDoc, '_id' | 'assignee' | 'rating' | 'part' | 'partOf'>,
  settings: StationSettings,
  now: Date,
): Date | undefined {
  const { _id, assignee, rating, part, partOf } = request
  // A shop goes nowhere, and whoever asked hears of the whole alone.
  if (part === 'goods' || (partOf !== undefined && status === 'done')) return undefined
  if (status === 'accepted' && assignee) return momentsBeforePromise(assignee, settings)[0]?.at
  if (status !== 'done' || rating !== undefined || lot(_id) >= settings.completion.followUpShare) return undefined
  return new Date(now.getTime() + settings.completion.followUpAfterHours * 60 * MINUTE_MS)
}

/** Of several whose moment has passed unsaid the most urgent alone; nothing where the helper has set off or somebody has judged. */
export function dueNudge(request: RequestDoc, settings: StationSettings, now: Date): DueNudge | undefined {
  const { status, assignee, rating } = request
  if (status === 'done') return rating === undefined ? { kind: 'follow_up' } : undefined
  if (status !== 'accepted' || !assignee) return undefined
  const moments = momentsBeforePromise(assignee, settings)
  const due = moments.findLast(({ at }) => at <= now)
  const next = moments.find(({ at }) => at > now)
  return due && { kind: due.kind, ...(next ? { nextAt: next.at } : {}) }
}

/**
 * The helper is reminded, then asked whether he sets off; last the requester hears early that it may be late, and a worker calls.
 * Said already, or before the promise was given: left out, for he has just said that he comes.
 */
function momentsBeforePromise(assignee: Assignee, { progress }: StationSettings): Moment[] {
  if (assignee.startedAt) return []
  const since = assignee.postponedAt ?? assignee.acceptedAt
  const before = (kind: Nudge, minutes: number): Moment => ({
    kind,
    at: new Date(assignee.promisedAt.getTime() - minutes * MINUTE_MS),
  })
  const moments = [
    before('soon', progress.remindBeforeMinutes),
    before('start', progress.startBeforeMinutes),
    before('no_show', progress.noShowBeforeMinutes),
  ]
  const said = moments.findIndex(({ kind }) => kind === assignee.nudged)
  return moments.slice(said + 1).filter(({ at }) => at > since)
}

/** From 0 to 1, the same for the same request on every machine. */
function lot(requestId: string): number {
  return createHash('sha256').update(`follow up ${requestId}`).digest().readUInt32BE(0) / 2 ** 32
}
