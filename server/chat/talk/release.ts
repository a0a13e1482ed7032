import { talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { isHelper } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { releaseRequest } from '../../requests/index.ts'
import { decline } from './accept.ts'
import { pickInHand } from './pickRequest.ts'
import { SILENCE } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/** 我去不了了: it is offered to others at once, nobody asks why. Before an acceptance the same words are a no. */
export async function release(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const picked = await pickInHand(platform, utterance, frame)
  if ('request' in picked) {
    await releaseRequest(platform, picked.request._id, utterance.speaker.id, utterance.cause)
    return [{ text: talkWords.released(picked.request.code), template: 'dispatch.released', about: picked.request._id }]
  }
  const declined = await decline(platform, utterance, frame.code)
  if (declined) return declined
  if (picked.replies.length > 0) return isHelper(utterance.speaker.role) ? picked.replies : SILENCE
  return utterance.spokenTo && isHelper(utterance.speaker.role)
    ? [{ text: talkWords.nothingInHand, template: 'dispatch.nothingInHand' }]
    : SILENCE
}
