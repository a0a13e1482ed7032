import { DomainError } from '@yimin/shared/errors/domainError'
import {
  decideOnMyRecurringTask,
  decideOnRecurringTask,
  listMyRecurringTasks,
  listRecurringTasks,
  repeatMyRequest,
  repeatRequest,
} from '@yimin/shared/recurring/contract'
import type { RecurringAct } from '@yimin/shared/recurring/contract'
import { recurringWords, sayDate, sayRhythm } from '@yimin/shared/recurring/words'
import { sayNeed } from '@yimin/shared/requests/words'
import { addressOf, findPeople, whoCalls } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { clerkOf, findMine, ownRequestOf } from '../requests/index.ts'
import { beginRecurring } from './commands/beginRecurring.ts'
import { decideOnRecurring } from './commands/decideOnRecurring.ts'
import { tellOfRecurring } from './commands/tellOfRecurring.ts'
import { knowsHolidaysOf } from './holidays.ts'
import { findRecurring, listRecurringIn, listRecurringOf } from './queries/findRecurring.ts'
import type { RecurringTaskDoc } from './recurring.model.ts'
import { presentRecurring, sayNext } from './recurring.presenter.ts'

/** What comes again (定期): for the one whose it is, and at the desk. */
export function recurringRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listMyRecurringTasks, [], async ({ caller }) => {
      const me = await whoCalls(platform, { caller })
      return { items: await showAll(platform, await listRecurringOf(platform, me.id)) }
    }),
    serve(repeatMyRequest, [], async ({ params, body, caller, request: call }) => {
      const me = await whoCalls(platform, { caller })
      const request = await findMine(platform, me, params.code)
      const task = await beginRecurring(platform, request, body, me.id, causeOf({ caller, request: call }))
      return { reply: sayBegun(task), task: await show(platform, task) }
    }),
    serve(decideOnMyRecurringTask, [], async ({ params, body, caller }) => {
      const me = await whoCalls(platform, { caller })
      const task = await findRecurring(platform, params.id)
      if (task?.requesterId !== me.id) throw new DomainError('not_found')
      const decided = await decideOnRecurring(platform, task, body.act, { id: me.id, seen: body.version })
      return { reply: answerTo(body.act, task, decided), task: await show(platform, decided) }
    }),
    serve(listRecurringTasks, [], async ({ caller }) => ({
      items: await showAll(platform, await listRecurringIn(platform, clerkOf(caller).stationId)),
    })),
    serve(repeatRequest, [], async ({ params, body, caller, request: call }) => {
      const request = await ownRequestOf(platform, caller, params.code)
      const task = await beginRecurring(platform, request, body, clerkOf(caller).id, causeOf({ caller, request: call }))
      await tellOfRecurring(platform, task, 'begin')
      return { reply: sayBegun(task), task: await show(platform, task) }
    }),
    serve(decideOnRecurringTask, [], async ({ params, body, caller }) => {
      const { id, stationId } = clerkOf(caller)
      const task = await findRecurring(platform, params.id)
      if (task?.stationId !== stationId) throw new DomainError('not_found')
      const decided = await decideOnRecurring(platform, task, body.act, { id, seen: body.version })
      await tellOfRecurring(platform, decided, body.act)
      return { reply: answerTo(body.act, task, decided), task: await show(platform, decided) }
    }),
  ]
}

function sayBegun(task: RecurringTaskDoc): string {
  return recurringWords.begun(sayRhythm(task.rhythm, task.part), sayNeed(task, 'private'), sayNext(task))
}

function answerTo(act: RecurringAct, before: RecurringTaskDoc, after: RecurringTaskDoc): string {
  const { answers } = recurringWords
  const next = sayNext(after)
  if (act === 'resume') return next ? answers.resume(next) : answers.resumeNone
  if (act !== 'skip') return answers[act]
  const left = before.next ? sayDate(before.next.on) : ''
  return next ? answers.skip(left, next) : answers.skipLast(left)
}

async function showAll(platform: Platform, tasks: RecurringTaskDoc[]) {
  const people = await findPeople(platform, [...new Set(tasks.map(({ requesterId }) => requesterId))])
  const names = new Map(people.map((person) => [person.id, addressOf(person)]))
  return tasks.map((task) => presentRecurring(task, names, task.next === undefined || knowsHolidaysOf(task.next.day)))
}

async function show(platform: Platform, task: RecurringTaskDoc) {
  const [shown] = await showAll(platform, [task])
  if (!shown) throw new DomainError('not_found')
  return shown
}
