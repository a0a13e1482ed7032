import {
  askByForm as askByFormRoute, cancelMyRequest, changeMyRequest, confirmMyRequest, finishMyRequest, readMyRequest, remindOfMyRequest,
  reopenMyRequest,
} from '@yimin/shared/myRequests/contract' // prettier-ignore
import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import { DomainError } from '@yimin/shared/errors/domainError'
import { talkWords } from '@yimin/shared/chat/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { stationOf } from '../organisations/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../platform/web/index.ts'
import {
  cancelRequest,
  findMine,
  findRequest,
  isBought,
  mayRate,
  mayReopen,
  mayRemind,
  namesIn,
  picturesFor,
  presentWhole,
  unseal,
} from '../requests/index.ts'
import type { RequestDoc } from '../requests/index.ts'
import { findRequestOf } from './queries/findRequestOf.ts'
import { findSpeaker } from './queries/findSpeaker.ts'
import { askByForm } from './talk/askByForm.ts'
import { changeByForm } from './talk/changeByForm.ts'
import { receiveThis } from './talk/complete.ts'
import { confirm } from './talk/confirm.ts'
import { rate } from './talk/judgeService.ts'
import { askWhatIsMissing } from './talk/readBack.ts'
import { remind } from './talk/remind.ts'
import { reopenThis } from './talk/reopen.ts'
import { statusLine } from './talk/tellStatus.ts'
import type { Reply, Utterance } from './talk/utterance.ts'

type Call = Pick<RouteInput, 'caller' | 'request'>

/** The form of tiles, and one request's own page: each act is a route of its own, on the commands that words lead to as well. */
export function myRequestRoutes(platform: Platform): MountedRoute[] {
  const act = async (
    call: Call & { params: { code: string } },
    how: (utterance: Utterance, request: RequestDoc) => Promise<Reply[]>,
  ) => {
    const utterance = await utteranceOf(platform, call)
    const request = await findMine(platform, utterance.speaker, call.params.code)
    const replies = await how(utterance, request)
    return {
      reply: textOf(replies),
      request: await show(platform, (await findRequest(platform, request._id)) ?? request),
    }
  }
  return [
    serve(askByFormRoute, [], async ({ body, ...call }) => {
      const utterance = await utteranceOf(platform, call)
      const replies = await askByForm(platform, utterance, body)
      const about = await findRequestOf(platform, utterance.cause, replies)
      const known = replies.some(({ template }) => template === 'request.alreadyKnown')
      return {
        reply: textOf(replies),
        ...(about ? { request: await show(platform, about) } : {}),
        ...(known ? { known } : {}),
      }
    }),
    serve(readMyRequest, [], async ({ params, caller }) => {
      const speaker = await findSpeaker(platform, caller)
      return show(platform, await findMine(platform, speaker, params.code))
    }),
    serve(confirmMyRequest, [], (call) =>
      act(call, (utterance, request) => confirm(platform, utterance, whole(request))),
    ),
    serve(changeMyRequest, [], (call) =>
      act(call, (utterance, request) => changeByForm(platform, utterance, request, call.body)),
    ),
    serve(cancelMyRequest, [], (call) =>
      act(call, async ({ speaker, cause }, { _id }) => {
        const { code } = await cancelRequest(platform, _id, { id: speaker.id, part: 'requester' }, cause)
        return [{ text: talkWords.cancelled(code), template: 'request.cancelled', about: _id }]
      }),
    ),
    serve(finishMyRequest, [], (call) =>
      act(call, (utterance, request) => finish(platform, utterance, request, call.body.rating)),
    ),
    serve(reopenMyRequest, [], (call) =>
      act(call, (utterance, request) => {
        if (!mayReopen(request)) throw new DomainError('conflict')
        return reopenThis(platform, utterance, request, call.body.reason)
      }),
    ),
    serve(remindOfMyRequest, [], (call) =>
      act(call, (utterance, request) => {
        if (!mayRemind(request)) throw new DomainError('conflict')
        return remind(platform, utterance, request)
      }),
    ),
  ]
}

/** Nobody confirms what is not complete: the one question comes first. */
function whole(request: RequestDoc): RequestDoc {
  if (request.missing.length > 0) throw new DomainError('conflict')
  return request
}

async function finish(
  platform: Platform,
  utterance: Utterance,
  request: RequestDoc,
  rating: number | undefined,
): Promise<Reply[]> {
  const done = request.status === 'done'
  if (done && (rating === undefined || !mayRate(request))) throw new DomainError('conflict')
  const received = done ? [] : await receiveThis(platform, utterance, request)
  if (rating === undefined) return received
  return rate(platform, utterance, rating, (await findRequest(platform, request._id)) ?? request)
}

async function utteranceOf(platform: Platform, { caller, request }: Call): Promise<Utterance> {
  const speaker = await findSpeaker(platform, caller)
  return {
    station: await stationOf(platform, speaker.stationId),
    speaker,
    where: { channel: 'app' },
    text: '',
    spokenTo: true,
    cause: causeOf({ caller, request }),
    at: platform.clock.now(),
  }
}

async function show(platform: Platform, request: RequestDoc): Promise<MyRequestView> {
  const now = platform.clock.now()
  const { handoverCode, text } = unseal(platform, request)
  return presentWhole(request, {
    names: await namesIn(platform, [request]),
    now,
    handoverCode,
    pictures: await picturesFor(platform, request, 'requester'),
    statusLine: await lineOf(platform, request, now),
    goods: isBought(request),
    // Whoever asked for somebody else reads the own words too; nobody else comes here.
    said: text
      .split('\n')
      .map(withoutCode)
      .filter((line) => line !== ''),
  })
}

/** Where it stands; of what is not complete yet, the one question. */
async function lineOf(platform: Platform, request: RequestDoc, now: Date): Promise<string> {
  if (request.status === 'draft' && request.missing.length > 0) return askWhatIsMissing(request, toLocal(now))
  return statusLine(platform, await stationOf(platform, request.stationId), request, now)
}

const textOf = (replies: Reply[]) => replies.map(({ text }) => text).join('\n')

/** The code before the words was put there by the page, not by the person. */
const withoutCode = (line: string) => line.replace(/^[A-Z]{1,2}\d{3,4} /, '')
