import type { Document } from 'mongodb'
import { mayTakeStep, RULES } from '@yimin/shared/requests/states'
import type { Part, Status, Step } from '@yimin/shared/requests/states'
import { DomainError } from '@yimin/shared/errors/domainError'
import { deskWords } from '@yimin/shared/requests/words'
import { workerOnDuty } from '../../duty/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { relayEvents } from '../../platform/events/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { chargeOf, holderOf } from '../deadlines.ts'
import { requestMoved } from '../request.events.ts'
import type { RequestMoved } from '../request.events.ts'
import { REQUESTS, requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { handsIn, hasSeat, seatsIn } from '../seats.policy.ts'
import { exchangeStands } from '../exchange.policy.ts'
import { wishStands } from '../swap.policy.ts'

export interface Actor {
  /** A person's id, or `system`. */
  id: string
  part: Part
  /** The version that the actor had before the eyes; whoever decides on an older one is refused. */
  seen?: number
}

export interface StepTaken {
  step: Exclude<Step, 'write'>
  by: Actor
  /** Names the event behind this step; the same cause and step again change nothing. */
  cause: string
  note?: string
  /** What else is written in the same update. */
  change?: (request: RequestDoc, now: Date) => Partial<RequestDoc>
  /** Fields struck out. */
  drop?: (keyof RequestDoc)[]
}

const TRIES = 6
const CAUSES_KEPT = 40

/**
 * The only way in which a request moves: one compare-and-set on version and state that writes the new state, its owner and
 * deadline, the audit entry and the announcement together. Loses a race → reads again and judges anew.
 * Throws DomainError `conflict` when the state no longer allows the step or the actor saw an older version, `not_found` when there is no such request.
 */
export async function takeStep(platform: Platform, requestId: string, taken: StepTaken): Promise<RequestDoc> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const request = await requestsOf(platform).findOne({ _id: requestId })
    if (!request) throw new DomainError('not_found')
    if (wasTaken(request, taken.step, taken.cause)) return request
    if (taken.by.seen !== undefined && taken.by.seen !== request.v)
      throw new DomainError('conflict', { say: deskWords.stale })
    if (!mayTakeStep(taken.step, request.status, taken.by.part) || !plays(request, taken.by))
      throw new DomainError('conflict')
    const moved = await compareAndSet(platform, request, taken)
    if (moved) return moved
  }
  throw new DomainError('conflict')
}

/** Whoever had it a moment ago has it no more: the part is judged on the same reading as the state. */
function plays(request: RequestDoc, { id, part }: Actor): boolean {
  if (part === 'requester') return id === request.requesterId
  return part !== 'assignee' || hasSeat(request, id)
}

/** What staff arrange among themselves. */
const SILENT_STEPS: readonly Step[] = ['own', 'entrust', 'note']

/** A new state starts its own clock, and so does every word about a draft; elsewhere the clock runs on. */
function startsClock(step: StepTaken['step'], to: Status): boolean {
  return RULES[step].to !== undefined || (to === 'draft' && !SILENT_STEPS.includes(step))
}

function causeOf({ step, cause }: Pick<StepTaken, 'step' | 'cause'>): string {
  return `${step}/${cause}`
}

/** This very call has led to this step before. */
export function wasTaken({ causeIds }: RequestDoc, step: StepTaken['step'], cause: string): boolean {
  return causeIds.includes(causeOf({ step, cause }))
}

async function compareAndSet(platform: Platform, before: RequestDoc, taken: StepTaken): Promise<RequestDoc | null> {
  const now = platform.clock.now()
  const to: Status = RULES[taken.step].to ?? before.status
  const change = taken.change?.(before, now) ?? {}
  const drop = new Set<string>(taken.drop ?? [])
  // Late is late in one state: the next one begins in time.
  if (to !== before.status && before.escalatedAt) drop.add('escalatedAt')
  const after = { ...before, ...change, status: to }
  for (const field of drop) delete after[field as keyof RequestDoc]
  const hands = handsIn(after)
  for (const field of overBy(before, after, hands)) drop.add(field)
  const charge = startsClock(taken.step, to) ? await chargeNow(platform, after, to, now) : {}
  // A clock that begins anew brings its own reminders.
  if (before.nudgeAt && ('dueKind' in charge || 'dueKind' in change) && !('nudgeAt' in { ...charge, ...change }))
    drop.add('nudgeAt')
  const event = announcement(platform, before, after, taken, to, now)
  const moved = await requestsOf(platform).findOneAndUpdate(
    { _id: before._id, v: before.v, status: before.status },
    {
      $set: { ...charge, ...change, ...(hands.length > 0 && { handsFull: hands }), status: to, updatedAt: now },
      $inc: { v: 1 },
      $push: {
        history: {
          seq: before.history.length + 1, at: now, step: taken.step, from: before.status, to, by: taken.by.id, cause: taken.cause, note: taken.note,
        }, // prettier-ignore
        causeIds: { $each: [causeOf(taken)], $slice: -CAUSES_KEPT },
        ...(event.pending.length > 0 ? { outbox: event } : {}),
      },
      ...(drop.size > 0 ? { $unset: Object.fromEntries([...drop].map((field) => [field, ''])) } : {}),
    } as Document,
    { returnDocument: 'after' },
  )
  if (moved && event.pending.length > 0) await relayEvents(platform, REQUESTS, before._id, [event])
  return moved
}

/** What ends by itself with the step. */
function overBy(before: RequestDoc, after: RequestDoc, hands: readonly string[]): (keyof RequestDoc)[] {
  const over: [boolean, keyof RequestDoc][] = [
    [before.handsFull !== undefined && hands.length === 0, 'handsFull'],
    [before.swap !== undefined && !wishStands(after), 'swap'],
    [before.exchange !== undefined && !exchangeStands(after), 'exchange'],
  ]
  return over.flatMap(([is, field]) => (is ? [field] : []))
}

async function chargeNow(platform: Platform, after: RequestDoc, to: Status, now: Date) {
  const station = await stationOf(platform, after.stationId)
  const worker = holderOf(to, after) ? undefined : await workerOnDuty(platform, after.stationId, now)
  return chargeOf(to, after, station.settings, worker?.id ?? 'system', now)
}

function announcement(
  platform: Platform,
  before: RequestDoc,
  after: RequestDoc,
  taken: StepTaken,
  to: Status,
  now: Date,
) {
  const data: RequestMoved = { requestId: before._id, step: taken.step, from: before.status, to, by: taken.by.id }
  const [former, ...others] = seatsIn(before).flatMap(({ personId }) => (hasSeat(after, personId) ? [] : [personId]))
  if (former) data.formerAssigneeId = former
  if (others.length > 0) data.formerCompanionIds = others.join(' ')
  return platform.events.entry(requestMoved, data, now)
}
