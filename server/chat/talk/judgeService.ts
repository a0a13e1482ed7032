import { talkWords, workerWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import { finishRequest, rateRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { mineOf } from './pickRequest.ts'
import { nameOf, quoted, SILENCE, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const BAD =
  /差评|送错|弄错|拿错|凉了|不新鲜|坏了|烂|凉透|臭|馊|少了|缺|破了|碎了|态度|不满意|太慢|太差|不好|敷衍|马虎|没擦|没修|骗|贵/u
const WEEK_MS = 7 * 86_400_000

/** A judgement on a service that was given: a number is kept, a complaint goes to a worker at once; thanks need no answer. */
export async function judgeService(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const request = await lastServed(platform, utterance, frame)
  const bad = frame.rating !== undefined ? frame.rating <= 2 : BAD.test(utterance.text)
  if (!request) return bad ? complain(platform, utterance) : SILENCE
  const finished = await settle(platform, utterance, request)
  if (frame.rating !== undefined) await rateRequest(platform, finished._id, utterance.speaker.id, frame.rating)
  if (bad) return complain(platform, utterance, finished)
  if (frame.rating === undefined) return SILENCE
  return [
    { text: talkWords.thanksForRating(frame.rating, finished.code), template: 'request.rated', about: finished._id },
  ]
}

/** Who judges has received. */
async function settle(platform: Platform, utterance: Utterance, request: RequestDoc): Promise<RequestDoc> {
  if (request.status !== 'delivered') return request
  return finishRequest(platform, request._id, { id: utterance.speaker.id, part: 'requester' }, utterance.cause)
}

async function lastServed(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<RequestDoc | undefined> {
  const since = utterance.at.getTime() - WEEK_MS
  const served = (await mineOf(platform, utterance)).filter(
    (request) => (request.status === 'done' || request.status === 'delivered') && request.updatedAt.getTime() >= since,
  )
  if (frame.code) return served.find((request) => request.code === frame.code?.toUpperCase())
  return served.find((request) => frame.category !== undefined && request.category === frame.category) ?? served[0]
}

async function complain(platform: Platform, utterance: Utterance, request?: RequestDoc): Promise<Reply[]> {
  const worker = await workerName(platform, utterance.station)
  await callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    // Not the request: what ends the request must not end the complaint about it.
    subjectId: utterance.cause,
    personId: utterance.speaker.id,
    key: `complaint/${utterance.cause}`,
    text: workerWords.complaint({
      who: nameOf(utterance),
      said: quoted(utterance),
      code: request?.code ?? '',
    }),
  })
  return request
    ? [{ text: talkWords.sorry(worker, request.code), template: 'request.sorry', about: request._id }]
    : [{ text: talkWords.sorryWithoutRequest(worker), template: 'talk.sorry' }]
}

/** 1 to 5 alone, after something was done. */
export async function rate(
  platform: Platform,
  utterance: Utterance,
  rating: number,
  request: RequestDoc,
): Promise<Reply[]> {
  const finished = await settle(platform, utterance, request)
  await rateRequest(platform, finished._id, utterance.speaker.id, rating)
  if (rating <= 2) await tellOfLowRating(platform, utterance, finished, rating)
  return [{ text: talkWords.thanksForRating(rating, finished.code), template: 'request.rated', about: finished._id }]
}

async function tellOfLowRating(
  platform: Platform,
  utterance: Utterance,
  request: RequestDoc,
  rating: number,
): Promise<void> {
  const who = nameOf(utterance)
  await callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    subjectId: utterance.cause,
    personId: utterance.speaker.id,
    key: `lowRating/${request._id}/${rating}`,
    text: workerWords.lowRating({ who, rating, code: request.code }),
  })
}
