import { talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import { cancelRequest } from '../../requests/index.ts'
import { pickMine } from './pickRequest.ts'
import { SILENCE } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

export const CANCELLABLE: readonly string[] = ['draft', 'reviewing', 'open', 'accepted']

/** 不用送了: withdrawn at once; a helper who is on the way is told by the request's own announcement. */
export async function cancel(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const nothing = utterance.spokenTo ? [{ text: talkWords.nothingOpen, template: 'talk.nothingOpen' }] : SILENCE
  const picked = await pickMine(platform, utterance, frame, (request) => CANCELLABLE.includes(request.status), nothing)
  if (!('request' in picked)) return picked.replies
  const { request } = picked
  if (request.status === 'cancelled')
    return [{ text: talkWords.cancelled(request.code), template: 'request.cancelled', about: request._id }]
  if (!CANCELLABLE.includes(request.status)) {
    return [{ text: talkWords.tooLateToCancel(request.code), template: 'request.tooLateToCancel', about: request._id }]
  }
  await cancelRequest(platform, request._id, { id: utterance.speaker.id, part: 'requester' }, utterance.cause)
  return [{ text: talkWords.cancelled(request.code), template: 'request.cancelled', about: request._id }]
}
