import { toLocal } from '@yimin/shared/language/localTime'
import { DomainError } from '@yimin/shared/errors/domainError'
import { REFUSALS } from '@yimin/shared/moderation/words'
import type { ReasonCode } from '@yimin/shared/moderation/words'
import { callerIn } from '@yimin/shared/people/callerWords'
import { enterRequest, findAskers, readDesk, readSentence } from '@yimin/shared/requests/deskContract'
import { deskWords } from '@yimin/shared/requests/words'
import { staffInOrder } from '../duty/index.ts'
import { passedTime, understand } from '../language/index.ts'
import { judgeRequest } from '../moderation/index.ts'
import { stationOf, wordsOfStation } from '../organisations/index.ts'
import { findPeopleNamed, findPerson, listPeopleByPhone } from '../people/index.ts'
import type { Person } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { clerkOf } from './atDesk.ts'
import { enterRequest as enter } from './commands/enterRequest.ts'
import { presentAsker, presentDesk, presentReading } from './desk.presenter.ts'
import { countBoard } from './queries/countBoard.ts'
import { namesIn } from './queries/namesIn.ts'
import type { RequestDoc } from './request.model.ts'
import { presentToStaff } from './request.presenter.ts'

const ASKERS = 8

/** What a worker needs at the desk itself: how it stands, who is standing there, what is asked. */
export function deskRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(readDesk, [], async ({ caller }) => {
      const { id, stationId } = clerkOf(caller)
      const [station, me, staff, counts] = await Promise.all([
        stationOf(platform, stationId),
        findPerson(platform, id),
        staffInOrder(platform, stationId, platform.clock.now()),
        countBoard(platform, stationId, id),
      ])
      if (!me) throw new DomainError('unauthenticated')
      return presentDesk({ station, me, onDuty: staff[0], staff, counts })
    }),
    serve(findAskers, [], async ({ body, caller }) => {
      const { stationId } = clerkOf(caller)
      return { items: (await askersLike(platform, stationId, body.q)).map(presentAsker) }
    }),
    serve(readSentence, [], async ({ body, caller }) => {
      const station = await stationOf(platform, clerkOf(caller).stationId)
      const now = toLocal(platform.clock.now())
      const told = callerIn(body.sentence)
      const sentence = told?.rest || body.sentence
      const frame = understand(sentence, now, wordsOfStation(station), 'private')
      const passed = frame.when ? undefined : passedTime(sentence, now)
      return presentReading({ frame, judged: judgeRequest({ text: body.sentence, frame }), now, passed, told })
    }),
    serve(enterRequest, [], async ({ body, caller, request: call }) => {
      const request = await enter(platform, body, clerkOf(caller), causeOf({ caller, request: call }))
      const names = await namesIn(platform, [request])
      return { request: presentToStaff(request, names, platform.clock.now()), say: answerTo(request) }
    }),
  ]
}

/** A whole phone number finds whoever gave it; anything else is a name. */
async function askersLike(platform: Platform, stationId: string, q: string): Promise<Person[]> {
  if (!/^[\d\s+-]{7,}$/.test(q)) return findPeopleNamed(platform, stationId, q, ASKERS)
  const people = await listPeopleByPhone(platform, q)
  return people.filter((person) => person.stationId === stationId).slice(0, ASKERS)
}

function answerTo(request: RequestDoc): string {
  if (request.status === 'rejected') return REFUSALS[request.rejection as ReasonCode] ?? REFUSALS.station_rule
  return request.status === 'open' ? deskWords.dispatched(request.code) : deskWords.entered(request.code)
}
