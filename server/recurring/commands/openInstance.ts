import type { UpdateFilter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import { DAY_PART_HOURS, DAY_PART_WORDS, recurringWords } from '@yimin/shared/recurring/words'
import { sayDay, sayNeed } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { confirmRequest, findRequest, findLatestOfTask, openRequest, tellRequester } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { openPattern } from '../queries/openPattern.ts'
import { HISTORY_KEPT, OPENED_KEPT, recurringTasksOf } from '../recurring.model.ts'
import type { RecurringEntry, RecurringTaskDoc } from '../recurring.model.ts'
import { nextInstance } from '../rhythm.ts'
import type { Instance } from '../rhythm.ts'
import { isOver, opensAtOf } from './opensAt.ts'

/**
 * Makes the request of the instance that is due, confirmed by what its requester said once for all; then the next one is due. The
 * day names the request, so two sweepers, a restart in between or a clock that jumps make it once. What was slept through is
 * left out. Harmless when somebody has paused it in the meantime.
 */
export async function openInstance(platform: Platform, task: RecurringTaskDoc): Promise<void> {
  const now = platform.clock.now()
  if (task.state !== 'active' || !task.next || !task.opensAt || task.opensAt > now) return
  if (!(await findPerson(platform, task.requesterId))) return endOrphan(platform, task, now)
  if (isOver(task.next, task.part, now)) return advance(platform, task, passed(task, now))
  const request = await makeRequest(platform, task, task.next)
  await tell(platform, task, task.next, request)
  const refused = request.status === 'rejected'
  const entry: RecurringEntry = { at: now, by: 'system', act: refused ? 'refused' : 'open', day: task.next.day }
  await advance(platform, task, {
    last: task.next,
    entries: [entry],
    opened: { requestId: request._id, code: request.code, on: task.next.on },
    ...(refused ? { state: 'paused' as const } : {}),
  })
}

interface Passed {
  /** The last instance that was decided upon. */
  last: Instance
  entries: RecurringEntry[]
  opened?: RecurringTaskDoc['opened'][number]
  state?: 'paused'
}

function passed(task: RecurringTaskDoc, now: Date): Passed {
  const entries: RecurringEntry[] = []
  let last = task.next as Instance
  for (let one: Instance | undefined = last; one && isOver(one, task.part, now);) {
    entries.push({ at: now, by: 'system', act: 'missed', day: one.day })
    last = one
    one = nextInstance(task, one.day, one.on)
  }
  return { last, entries }
}

/** One compare-and-set; whoever decided meanwhile comes first. */
async function advance(platform: Platform, task: RecurringTaskDoc, { last, entries, opened, state }: Passed) {
  const { settings } = await stationOf(platform, task.stationId)
  const next = state ? undefined : nextInstance(task, last.day, last.on)
  const update: UpdateFilter<RecurringTaskDoc> = {
    $set: {
      lastDay: last.day,
      lastOn: last.on,
      updatedAt: platform.clock.now(),
      ...(state ? { state } : {}),
      ...(next ? { next, opensAt: opensAtOf(next, task.part, settings) } : {}),
    },
    $inc: { v: 1 },
    $push: {
      history: { $each: entries, $slice: -HISTORY_KEPT },
      ...(opened ? { opened: { $each: [opened], $slice: -OPENED_KEPT } } : {}),
    },
    ...(next ? {} : { $unset: { next: '', opensAt: '' } }),
  }
  await recurringTasksOf(platform).updateOne({ _id: task._id, v: task.v }, update)
}

/** Nobody is left for whom it could come again. */
async function endOrphan(platform: Platform, { _id, v }: RecurringTaskDoc, now: Date): Promise<void> {
  await recurringTasksOf(platform).updateOne(
    { _id, v },
    {
      $set: { state: 'ended', endedAt: now, updatedAt: now },
      $unset: { next: '', opensAt: '', pattern: '', groups: '' },
      $inc: { v: 1 },
    },
  )
}

async function makeRequest(platform: Platform, task: RecurringTaskDoc, { day, on }: Instance): Promise<RequestDoc> {
  const [from, to] = DAY_PART_HOURS[task.part]
  const { door, phone, text, groups } = openPattern(platform, task)
  const cause = `recurring/${task._id}/${day}`
  const askFirst = await whoHelpedLast(platform, task)
  const request = await openRequest(platform, {
    stationId: task.stationId,
    requesterId: task.requesterId,
    origin: task.origin,
    text,
    frame: {
      intent: 'request',
      confidence: 1,
      category: task.category,
      items: task.items,
      when: { from: `${on}T${from}`, to: `${on}T${to}` },
      ...(task.budgetFen === undefined ? {} : { budget: task.budgetFen / 100 }),
      ...(phone === undefined ? {} : { phone }),
    },
    address: { ...task.place, ...door },
    groups,
    ...(task.beneficiary === undefined ? {} : { beneficiary: task.beneficiary }),
    recurring: { taskId: task._id, ...(askFirst === undefined ? {} : { askFirst }) },
    cause,
  })
  if (request.status !== 'draft') return request
  try {
    return await confirmRequest(platform, request._id, task.requesterId, cause)
  } catch (error) {
    // It was withdrawn, or moved on, in the meantime.
    if (error instanceof DomainError && error.code === 'conflict') return request
    throw error
  }
}

/** 老熟人: whoever brought the last one to its end. */
async function whoHelpedLast(platform: Platform, task: RecurringTaskDoc): Promise<string | undefined> {
  const last = (await findLatestOfTask(platform, task._id)) ?? (await findRequest(platform, task.patternRequestId))
  return last?.requesterId === task.requesterId ? last.assignee?.personId : undefined
}

async function tell(platform: Platform, task: RecurringTaskDoc, { day, on }: Instance, request: RequestDoc) {
  const when = `${sayDay(on, toLocal(platform.clock.now()).slice(0, 10))}${DAY_PART_WORDS[task.part]}`
  const { opened, underReview, refused } = recurringWords
  const say = (audience: 'private' | 'group') => {
    const need = sayNeed(task, audience)
    if (request.status === 'rejected') return refused(need)
    return (request.status === 'reviewing' ? underReview : opened)(when, need, request.code)
  }
  await tellRequester(platform, request, {
    key: `recurring.${task._id}.${day}`,
    template: 'request.recurring',
    text: say('private'),
    inGroup: say('group'),
  })
}
