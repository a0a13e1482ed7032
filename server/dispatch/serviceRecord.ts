import type { StationSettings } from '@yimin/shared/organisations/contract'
import { toLocal } from '@yimin/shared/language/localTime'
import type { RequestDoc } from '../requests/index.ts'

/** Service is counted in quarter hours. */
const QUARTER = 15
const MINUTE_MS = 60_000

export type VerifiedBy = 'code' | 'resident' | 'worker'

/** One errand that was brought to its end, as it stands in the helper's record. */
export interface Service {
  request: RequestDoc
  /** The hand-over. */
  at: Date
  /** Who confirmed it; absent while nobody has, or where a day of silence ended it. */
  verifiedBy?: VerifiedBy
  /** Minutes that count: 0 where it is not verified. */
  minutes: number
}

/**
 * The rule of the hours, in one place. From setting off to the hand-over, every begun quarter hour whole, at least one and at
 * most the station's figure for one errand. Where nobody said when he set off, the time since the acceptance counts, up to a
 * smaller figure. Only verified service counts: by the handover code, the resident's word or a worker's. A day of silence
 * ends a request and verifies nothing: it counts as soon as somebody confirms it.
 */
export function serviceOf(request: RequestDoc, { service }: StationSettings): Service {
  const at = handedOverAt(request)
  const verifiedBy = whoVerified(request)
  const { startedAt, acceptedAt } = request.assignee ?? {}
  const from = startedAt ?? acceptedAt ?? at
  const atMost = startedAt ? service.atMostMinutes : Math.min(service.unstartedAtMostMinutes, service.atMostMinutes)
  const quarters = Math.max(1, Math.ceil((at.getTime() - from.getTime()) / (QUARTER * MINUTE_MS)))
  const minutes = Math.min(quarters * QUARTER, atMost)
  return { request, at, minutes: verifiedBy ? minutes : 0, ...(verifiedBy ? { verifiedBy } : {}) }
}

/** His own hand-over: an earlier helper's, before a reopening, is none of it. */
function handedOverAt({ history, assignee, updatedAt }: RequestDoc): Date {
  const own = history.filter(({ at }) => !assignee || at >= assignee.acceptedAt)
  const last = (step: 'deliver' | 'finish') => own.findLast((entry) => entry.step === step)?.at
  return last('deliver') ?? last('finish') ?? updatedAt
}

function whoVerified({ handover, finishedBy, status }: RequestDoc): VerifiedBy | undefined {
  if (handover?.how === 'code') return 'code'
  if (status !== 'done' || finishedBy === 'silence') return undefined
  return finishedBy
}

/** Month by month (Asia/Shanghai), latest first; only what is verified. */
export function sumByMonth(services: readonly Service[]): { month: string; tasks: number; minutes: number }[] {
  const months = new Map<string, { month: string; tasks: number; minutes: number }>()
  for (const { at, minutes, verifiedBy } of services) {
    if (!verifiedBy) continue
    const month = toLocal(at).slice(0, 7)
    const sum = months.get(month) ?? { month, tasks: 0, minutes: 0 }
    months.set(month, { month, tasks: sum.tasks + 1, minutes: sum.minutes + minutes })
  }
  return [...months.values()].sort((a, b) => b.month.localeCompare(a.month))
}
