import { talkWords } from '@yimin/shared/chat/words'
import { partWords } from '@yimin/shared/requests/partWords'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { isHelper } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { deliverRequest, finishRequest, listInHandOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { pickInHand, pickMine } from './pickRequest.ts'
import { SILENCE } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const RECEIVES = /收到|拿到|取到/u
const ALL = /都|全/u

/** 送到了 of the helper, 收到了 of the resident: both sides' word is kept. */
export async function complete(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const inHand = await listInHandOf(platform, utterance.speaker.id)
  // 收到 of a helper answers the errand that he was given; it brings nothing to a door.
  const asHelper =
    inHand.length > 0 &&
    !RECEIVES.test(utterance.text) &&
    (!frame.code || inHand.some((request) => request.code === frame.code?.toUpperCase()))
  if (asHelper && !frame.code && inHand.length > 1 && ALL.test(utterance.text))
    return deliverAll(platform, utterance, inHand)
  return asHelper ? deliver(platform, utterance, frame) : receive(platform, utterance, frame)
}

async function deliver(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const picked = await pickInHand(platform, utterance, frame)
  if (!('request' in picked)) return picked.replies
  await deliverRequest(platform, picked.request._id, utterance.speaker.id, utterance.cause)
  const say = picked.request.part === 'goods' ? partWords.ready : talkWords.delivered
  return [{ text: say(picked.request.code), template: 'request.delivered', about: picked.request._id }]
}

async function deliverAll(platform: Platform, utterance: Utterance, inHand: RequestDoc[]): Promise<Reply[]> {
  for (const { _id } of inHand) await deliverRequest(platform, _id, utterance.speaker.id, utterance.cause)
  return [{ text: talkWords.allDelivered(inHand.map(({ code }) => code)), template: 'request.allDelivered' }]
}

/** What may have arrived: somebody has it, or says that it is there. */
export const arrives = (request: RequestDoc) => request.status === 'delivered' || request.status === 'accepted'

export async function receive(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const helps =
    utterance.where.channel === 'private' && isHelper(utterance.speaker.role) && !RECEIVES.test(utterance.text)
  const nothing = helps ? [{ text: talkWords.nothingInHand, template: 'dispatch.nothingInHand' }] : SILENCE
  const picked = await pickMine(platform, utterance, frame, arrives, nothing)
  if (!('request' in picked)) return picked.replies
  return arrives(picked.request) ? receiveThis(platform, utterance, picked.request) : SILENCE
}

/** The requester has it: that ends the request. */
export async function receiveThis(platform: Platform, utterance: Utterance, request: RequestDoc): Promise<Reply[]> {
  await finishRequest(platform, request._id, { id: utterance.speaker.id, part: 'requester' }, utterance.cause)
  return [{ text: talkWords.done(request.code), template: 'request.done', about: request._id }]
}
