import type { UpdateFilter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import type { RecurringAct } from '@yimin/shared/recurring/contract'
import { deskWords } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { HISTORY_KEPT, recurringTasksOf } from '../recurring.model.ts'
import type { RecurringTaskDoc } from '../recurring.model.ts'
import { mayDecide } from '../recurring.policy.ts'
import { nextInstance } from '../rhythm.ts'
import type { Instance } from '../rhythm.ts'
import { opensAtOf } from './opensAt.ts'

/**
 * Pauses, resumes or ends what comes again, or leaves out the next one. What was made of it already goes its own way.
 * Throws DomainError `conflict` where another version was seen or the act does not fit.
 */
export async function decideOnRecurring(
  platform: Platform,
  task: RecurringTaskDoc,
  act: RecurringAct,
  by: { id: string; seen: number },
): Promise<RecurringTaskDoc> {
  if (by.seen !== task.v) throw new DomainError('conflict', { say: deskWords.stale })
  if (!mayDecide(task, act)) throw new DomainError('conflict')
  const now = platform.clock.now()
  const next = nextAfter(task, act, toLocal(now).slice(0, 10))
  const { settings } = await stationOf(platform, task.stationId)
  const gone = { ...(act === 'end' ? { pattern: '', groups: '' } : {}), ...(next ? {} : { next: '', opensAt: '' }) }
  const decided = await recurringTasksOf(platform).findOneAndUpdate(
    { _id: task._id, v: task.v },
    {
      $set: {
        updatedAt: now,
        ...(act === 'skip' ? { lastDay: task.next?.day ?? task.lastDay } : {}),
        ...(act === 'pause' ? { state: 'paused' as const } : {}),
        ...(act === 'resume' ? { state: 'active' as const } : {}),
        ...(act === 'end' ? { state: 'ended' as const, endedAt: now } : {}),
        ...(next ? { next, opensAt: opensAtOf(next, task.part, settings) } : {}),
      },
      $unset: gone as UpdateFilter<RecurringTaskDoc>['$unset'],
      $inc: { v: 1 },
      $push: {
        history: {
          $each: [{ at: now, by: by.id, act, ...(act === 'skip' && task.next ? { day: task.next.day } : {}) }],
          $slice: -HISTORY_KEPT,
        },
      },
    },
    { returnDocument: 'after' },
  )
  if (!decided) throw new DomainError('conflict', { say: deskWords.stale })
  return decided
}

/** Days that passed in a pause are not made up for. */
function nextAfter(task: RecurringTaskDoc, act: RecurringAct, today: string): Instance | undefined {
  if (act === 'skip' && task.next) return nextInstance(task, task.next.day, task.lastOn)
  if (act !== 'resume') return undefined
  const later = (a: string, b: string) => (a > b ? a : b)
  return nextInstance(task, later(task.lastDay, today), later(task.lastOn, today))
}
