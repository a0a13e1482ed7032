import { createHash } from 'node:crypto'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import type { Recurrence } from '@yimin/shared/recurring/contract'
import { recurringWords } from '@yimin/shared/recurring/words'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { mayRepeat, unseal } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { recurringTasksOf, sealedInTask } from '../recurring.model.ts'
import type { RecurringTaskDoc, SealedPattern } from '../recurring.model.ts'
import { TASKS_AT_MOST } from '../recurring.policy.ts'
import { nextInstance } from '../rhythm.ts'
import { opensAtOf } from './opensAt.ts'

/**
 * Takes a request as the pattern of what comes again. The request itself goes its way; the first instance comes after its own day.
 * The same cause gives the task of the first time. Throws DomainError `conflict` for a request that was not let through or is
 * closed, `invalid_input` with the field where no day is left, `too_many` for whoever has enough of them.
 */
export async function beginRecurring(
  platform: Platform,
  request: RequestDoc,
  { rhythm, part, onHoliday, until }: Recurrence,
  by: string,
  cause: string,
): Promise<RecurringTaskDoc> {
  const _id = createHash('sha256').update(`recurring/${cause}`).digest('hex').slice(0, 24)
  const tasks = recurringTasksOf(platform)
  const before = await tasks.findOne({ _id })
  if (before) return before
  if (!mayRepeat(request)) throw new DomainError('conflict', { say: recurringWords.notAPattern })
  const living = await tasks.countDocuments({ requesterId: request.requesterId, state: { $ne: 'ended' } })
  if (living >= TASKS_AT_MOST) throw new DomainError('too_many', { say: recurringWords.enough })
  const now = platform.clock.now()
  const today = toLocal(now).slice(0, 10)
  if (until !== undefined && until <= today) throw fault('until', recurringWords.untilPast)
  const recurrence = { rhythm: inOrder(rhythm), part, onHoliday, ...(until === undefined ? {} : { until }) }
  const last = lastDayOf(request, today)
  const next = nextInstance(recurrence, last, last)
  if (!next) throw fault('rhythm', recurringWords.noDayLeft)
  const { settings } = await stationOf(platform, request.stationId)
  const task: RecurringTaskDoc = {
    ...recurrence,
    ...patternOf(platform, request, _id),
    _id,
    v: 1,
    stationId: request.stationId,
    requesterId: request.requesterId,
    origin: request.origin,
    state: 'active',
    next,
    opensAt: opensAtOf(next, part, settings),
    lastDay: last,
    lastOn: last,
    patternRequestId: request._id,
    opened: [],
    history: [{ at: now, by, act: 'begin' }],
    createdAt: now,
    updatedAt: now,
  }
  const { upsertedCount } = await tasks.updateOne({ _id }, { $setOnInsert: task }, { upsert: true })
  return upsertedCount === 1 ? task : ((await tasks.findOne({ _id })) ?? task)
}

/** 周四、周二 is 周二、周四, and nothing twice. */
function inOrder(rhythm: Recurrence['rhythm']): Recurrence['rhythm'] {
  const sorted = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b)
  if (rhythm.every === 'week') return { ...rhythm, weekdays: sorted(rhythm.weekdays) }
  return rhythm.every === 'month' ? { ...rhythm, dates: sorted(rhythm.dates) } : rhythm
}

/** The pattern has a day of its own: today, or the one that was wished for. */
function lastDayOf({ when }: RequestDoc, today: string): string {
  const wished = (when?.to ?? when?.from ?? today).slice(0, 10)
  return wished > today ? wished : today
}

/** The same things for the same place; sealed anew, for a ciphertext opens in its own document alone. */
function patternOf(platform: Platform, request: RequestDoc, id: string) {
  const { address, phone, groups, text } = unseal(platform, request)
  const { place: _place, zone: _zone, building: _building, ...door } = address
  const pattern: SealedPattern = { door, text, ...(phone === undefined ? {} : { phone }) }
  return {
    category: request.category,
    items: request.items,
    ...(request.budgetFen === undefined ? {} : { budgetFen: request.budgetFen }),
    place: request.place,
    ...(request.beneficiary === undefined ? {} : { beneficiary: request.beneficiary }),
    pattern: platform.vault.sealJson(pattern, sealedInTask(id, 'pattern')),
    ...(groups.length > 0 ? { groups: platform.vault.sealJson(groups, sealedInTask(id, 'groups')) } : {}),
  }
}

function fault(path: string, message: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ path, message }] })
}
