import { workerDueAt } from '@yimin/shared/dispatch/quietHours'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import type { Status } from '@yimin/shared/requests/states'
import { fromLocal } from '@yimin/shared/language/localTime'
import { firstNudgeAt } from './nudges.ts'
import type { DueKind, RequestDoc } from './request.model.ts'

/** Who answers for a request now, and until when. There is no state without both until the closing time is over. */
export interface Charge {
  ownerId: string
  dueAt: Date
  dueKind: DueKind
  /** When a small word about it is due, see nudges.ts. */
  nudgeAt?: Date
}

type Subject = Pick<
  RequestDoc,
  '_id' | 'requesterId' | 'assignee' | 'when' | 'category' | 'urgent' | 'asked' | 'rating' | 'partOf' | 'part'
>

const minutes = (n: number) => n * 60_000
const hours = (n: number) => n * 3_600_000

/** Whose a request is by its state alone; nothing where the worker on duty answers for it. */
export function holderOf(status: Status, { requesterId, assignee, partOf }: Subject): string | undefined {
  if (status === 'draft') return requesterId
  if (status === 'accepted') return assignee?.personId
  // She knows nothing of parts.
  return status === 'delivered' && partOf === undefined ? requesterId : undefined
}

/** The charge that comes with a state, as it begins `now`. `workerId` is the worker on duty, who answers for all that nobody else does. */
export function chargeOf(
  status: Status,
  subject: Subject,
  settings: StationSettings,
  workerId: string,
  now: Date,
): Charge {
  const nudgeAt = firstNudgeAt(status, subject, settings, now)
  const ownerId = holderOf(status, subject) ?? workerId
  return { ownerId, ...clockOf(status, subject, settings, now), ...(nudgeAt ? { nudgeAt } : {}) }
}

type Clock = Pick<Charge, 'dueAt' | 'dueKind'>

function clockOf(status: Status, subject: Subject, settings: StationSettings, now: Date): Clock {
  const after = (ms: number) => new Date(now.getTime() + ms)
  switch (status) {
    case 'draft': {
      const asksAgain = subject.asked < settings.talk.questionsAtMost
      const wait = asksAgain
        ? settings.talk.askAgainAfterMinutes
        : settings.talk.workerCallsAfterMinutes - settings.talk.askAgainAfterMinutes
      return { dueAt: after(minutes(wait)), dueKind: asksAgain ? 'ask_again' : 'hand_to_worker' }
    }
    case 'reviewing':
      return { dueAt: after(minutes(settings.review.withinMinutes)), dueKind: 'review' }
    case 'open':
      return {
        dueAt: workerDueAt(ladderOf(subject, settings), now, settings.dispatch.quietHours),
        dueKind: 'acceptance',
      }
    case 'accepted': {
      const promised = subject.assignee?.promisedAt ?? promiseFor(subject, settings, now)
      return {
        dueAt: new Date(Math.max(promised.getTime(), now.getTime()) + minutes(settings.progress.graceMinutes)),
        dueKind: 'delivery',
      }
    }
    case 'delivered':
      return { dueAt: after(hours(settings.completion.silenceHours)), dueKind: 'silence' }
    case 'done':
    case 'cancelled':
    case 'rejected':
      return { dueAt: after(hours(24 * settings.completion.reopenDays)), dueKind: 'closing' }
  }
}

/** People promise 11点10分, not 11点7分. */
export function onTheTens(ms: number): Date {
  return new Date(Math.ceil(ms / minutes(10)) * minutes(10))
}

/** The time that is promised when somebody accepts: the one that was asked for, else the station's usual span. */
export function promiseFor(
  subject: Pick<RequestDoc, 'when' | 'urgent' | 'part'>,
  settings: StationSettings,
  now: Date,
): Date {
  const whole = wholePromise(subject, settings, now)
  // Goods are ready halfway, so that somebody has the other half to carry them.
  return subject.part === 'goods' ? onTheTens((now.getTime() + whole.getTime()) / 2) : whole
}

function wholePromise({ when }: Pick<RequestDoc, 'when'>, settings: StationSettings, now: Date): Date {
  const wished = when?.to ?? when?.from
  const usual = onTheTens(now.getTime() + minutes(settings.progress.lateAfterMinutes))
  if (!wished) return usual
  const asked = fromLocal(wished)
  return asked.getTime() > now.getTime() ? asked : usual
}
