import { talkWords } from '@yimin/shared/chat/words'
import {
  arriveAtTask,
  callForTask,
  giveBackTask,
  handOverTask,
  listMyTasks,
  postponeTask,
  readyTask,
  startTask,
  startWay,
} from '@yimin/shared/dispatch/tasksContract'
import { helperWords, RELEASE_REASON_WORDS } from '@yimin/shared/dispatch/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { fieldWords } from '@yimin/shared/errors/words'
import { toLocal } from '@yimin/shared/language/localTime'
import type { NoCodeReason } from '@yimin/shared/requests/states'
import { partWords } from '@yimin/shared/requests/partWords'
import { promiseWords } from '@yimin/shared/requests/promiseWords'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { handoverWords, sayInstant } from '@yimin/shared/requests/words'
import { stationOf } from '../organisations/index.ts'
import { findPerson } from '../people/index.ts'
import type { Person } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import {
  deliverRequest,
  handOverWithCode,
  handOverWithPhoto,
  isTriedOut,
  knowsHandoverCode,
  listInHandOf,
  mayPropose,
  mayShowByPhoto,
  maySwap,
  openCallNumber,
  postponeRequest,
  releaseRequest,
  reportProgress,
  waitsForSwap,
  wasTaken,
  waysWithoutCode,
} from '../requests/index.ts'
import type { RequestDoc } from '../requests/index.ts'
import { goesAlone, mayPostpone, tripInHand } from './dispatch.policy.ts'
import { presentTask } from './dispatch.presenter.ts'
import type { AtDoor } from './dispatch.presenter.ts'
import { helperWhoCalls } from './queries/helperWhoCalls.ts'
import { isHandedOverBy, taskInHand } from './queries/taskInHand.ts'
import { listTasks } from './queries/listTasks.ts'
import type { Task } from './queries/listTasks.ts'
import { inWalkingOrder, mostUrgentLater } from './wayOrder.ts'
import type { Stop } from './wayOrder.ts'

/** What a helper has in hand: the way, the number to ring, and each step to the hand-over. */
export function taskRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listMyTasks, [], async ({ caller }) => showWay(platform, await helperWhoCalls(platform, caller))),
    serve(callForTask, [], async ({ params, caller }) => {
      const { me, request } = await taskInHand(platform, caller, params.code)
      const requester = await findPerson(platform, request.requesterId)
      const phone = requester && (await openCallNumber(platform, request, me, requester))
      if (!phone) throw new DomainError('not_found', { say: helperWords.noPhone })
      return { phone }
    }),
    serve(startTask, [], async ({ params, caller }) => {
      const { me, request } = await taskInHand(platform, caller, params.code)
      await reportProgress(platform, request, me.id, 'start')
      return { code: request.code, reply: helperWords.started }
    }),
    serve(startWay, [], async ({ caller }) => {
      const me = await helperWhoCalls(platform, caller)
      const waiting = (await listInHandOf(platform, me.id)).filter(({ assignee }) => !assignee?.startedAt)
      for (const request of waiting) await reportProgress(platform, request, me.id, 'start')
      return { started: waiting.length, reply: helperWords.allStarted(waiting.length) }
    }),
    serve(arriveAtTask, [], async ({ params, caller }) => {
      const { me, request } = await taskInHand(platform, caller, params.code)
      await reportProgress(platform, request, me.id, 'arrive')
      return { code: request.code, reply: helperWords.arrived }
    }),
    serve(readyTask, [], async ({ params, caller, request: call }) => {
      const { me, request } = await taskInHand(platform, caller, params.code, isHandedOverBy)
      if (request.part !== 'goods') throw new DomainError('conflict')
      await deliverRequest(platform, request._id, me.id, causeOf({ caller, request: call }), { how: 'word' })
      return { code: request.code, reply: partWords.ready(request.code) }
    }),
    serve(postponeTask, [], async ({ params, body, caller, request: call }) => {
      const { me, request } = await taskInHand(platform, caller, params.code)
      const { assignee } = await postponeRequest(
        platform,
        request,
        me.id,
        body.byMinutes,
        causeOf({ caller, request: call }),
      )
      const now = toLocal(platform.clock.now())
      const time = assignee ? sayInstant(toLocal(assignee.promisedAt), now) : ''
      return { code: request.code, reply: promiseWords.postponeKept(time) }
    }),
    serve(handOverTask, [], async ({ params, body, caller, request: call }) => {
      // Whoever lost the answer asks again: what he has handed over is no secret to him.
      const { me, request } = await taskInHand(platform, caller, params.code, isHandedOverBy)
      return {
        code: request.code,
        reply: await handOver(platform, request, me, body, causeOf({ caller, request: call })),
      }
    }),
    serve(giveBackTask, [], async ({ params, body, caller, request: call }) => {
      const cause = causeOf({ caller, request: call })
      const { me, request } = await taskInHand(platform, caller, params.code, (one) => wasTaken(one, 'release', cause))
      const reason = body.reason && RELEASE_REASON_WORDS[body.reason]
      await releaseRequest(platform, request._id, me.id, cause, reason)
      return { code: request.code, reply: talkWords.released(request.code) }
    }),
  ]
}

interface HandoverWords {
  handoverCode?: string
  withoutCode?: NoCodeReason
  photoId?: string
}

/** With the code both sides have said it; with a photo or without, the requester is asked. */
async function handOver(
  platform: Platform,
  request: RequestDoc,
  me: Person,
  { handoverCode, withoutCode, photoId }: HandoverWords,
  cause: string,
): Promise<string> {
  if ((handoverCode === undefined) === (withoutCode === undefined && photoId === undefined))
    throw refusal('handoverCode', fieldWords.missing)
  if (handoverCode !== undefined) {
    await handOverWithCode(platform, request._id, me.id, handoverCode, cause)
    return helperWords.handedOver
  }
  await checkWay(platform, request, withoutCode)
  if (photoId !== undefined) {
    await handOverWithPhoto(platform, request, me.id, { photoId, reason: withoutCode }, cause)
    return helperWords.shown
  }
  await deliverRequest(platform, request._id, me.id, cause, { how: 'word', reason: withoutCode })
  return talkWords.delivered(request.code)
}

async function checkWay(platform: Platform, request: RequestDoc, reason: NoCodeReason | undefined): Promise<void> {
  const { settings } = await stationOf(platform, request.stationId)
  if (reason && !waysWithoutCode(request, settings).includes(reason))
    throw refusal('withoutCode', handoverWords.notAtDoor)
}

function refusal(path: string, message: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ path, message }] })
}

async function showWay(platform: Platform, me: Person) {
  const now = platform.clock.now()
  const { settings } = await stationOf(platform, me.stationId)
  const stops = inWalkingOrder(await listTasks(platform, me))
  return {
    stops: stops.map(({ place, tasks }) => ({
      place,
      tasks: tasks.map((task) => presentTask(task, now, atDoor(task, settings, me))),
    })),
    ...tripsAmong(stops),
    why: whyThisOrder(stops, now),
  }
}

/** Trips of several, in walking order. */
function tripsAmong(stops: Stop<Task>[]): { trips?: string[][] } {
  const trips = new Map<string, string[]>()
  for (const { request } of stops.flatMap(({ tasks }) => tasks))
    trips.set(tripInHand(request), [...(trips.get(tripInHand(request)) ?? []), request.code])
  const several = [...trips.values()].filter((codes) => codes.length > 1)
  return several.length > 0 ? { trips: several } : {}
}

function atDoor({ request, requester, exchange }: Task, settings: StationSettings, me: Person): AtDoor {
  const codeTriedOut = isTriedOut(request)
  return {
    handover: knowsHandoverCode(request, requester) && !codeTriedOut ? 'code' : 'word',
    codeTriedOut,
    withoutCode: waysWithoutCode(request, settings),
    photo: mayShowByPhoto(request, settings),
    postpone: mayPostpone(request, settings.progress.postponeAtMost),
    swap: maySwap(request, me.id),
    ...(request.swap && waitsForSwap(request, me.id) && { swapUntil: request.swap.until }),
    exchange: goesAlone(me) && mayPropose(request, me.id),
    ...exchange,
  }
}

function whyThisOrder(stops: Stop<Task>[], now: Date): string {
  const { why } = helperWords
  const tasks = stops.flatMap((stop) => stop.tasks)
  if (tasks.length < 2) return tasks.length === 0 ? why.none : why.one
  if (stops.length === 1) return why.oneBuilding
  const urgent = mostUrgentLater(stops)?.request
  if (!urgent?.assignee) return why.byBuilding
  return why.firstPromised(urgent.code, sayInstant(toLocal(urgent.assignee.promisedAt), toLocal(now)))
}
