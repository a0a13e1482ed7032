import { talkWords } from '@yimin/shared/chat/words'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { readBackOrAsk } from './readBack.ts'
import { localNow, whoIs, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/**
 * A process may have died between the act and the words. The act then stands in a request's history under this very message:
 * only the words are said, by the same key, so that they are heard once. Undefined where nothing was begun, and for the
 * first sentence of a request, which may simply be read again.
 */
export async function takeUpAgain(platform: Platform, utterance: Utterance, since: Date): Promise<Reply[] | undefined> {
  const moved = await requestsOf(platform).findOne({
    stationId: utterance.station.id,
    updatedAt: { $gte: since },
    'history.cause': utterance.cause,
  })
  return moved ? sayAgain(platform, utterance, moved) : undefined
}

/** What was said, or was to be said, after the act that this very message led to. Undefined where it led to none. */
export async function sayAgain(
  platform: Platform,
  utterance: Utterance,
  moved: RequestDoc,
): Promise<Reply[] | undefined> {
  const entry = moved.history.find((one) => one.cause === utterance.cause && one.step !== 'write')
  if (!entry) return undefined
  const reply = await wordsAfter(platform, utterance, moved, entry.step)
  return reply ? [{ ...reply, about: moved._id }] : []
}

type Words = Pick<Reply, 'text' | 'template'>

async function wordsAfter(
  platform: Platform,
  utterance: Utterance,
  request: RequestDoc,
  step: RequestDoc['history'][number]['step'],
): Promise<Words | undefined> {
  const { code } = request
  const inRoom = utterance.where.channel === 'room'
  switch (step) {
    case 'amend':
      if (request.status !== 'draft') return { text: talkWords.changed(code), template: 'request.changed' }
      return readBackOrAsk(request, whoIs(utterance), localNow(utterance), inRoom ? 'group' : 'private')
    case 'confirm':
      return { text: talkWords.confirmed(code), template: 'request.confirmed' }
    case 'hold':
      return {
        text: talkWords.reviewing(await workerName(platform, utterance.station), code),
        template: 'request.confirmed',
      }
    case 'accept':
      return inRoom ? { text: talkWords.acceptedHere(code), template: 'dispatch.acceptedHere' } : undefined
    case 'release':
      return { text: talkWords.released(code), template: 'dispatch.released' }
    case 'deliver':
      return { text: talkWords.delivered(code), template: 'request.delivered' }
    case 'finish':
      return { text: talkWords.done(code), template: 'request.done' }
    case 'cancel':
      return { text: talkWords.cancelled(code), template: 'request.cancelled' }
    case 'reopen':
      return { text: talkWords.reopened(code), template: 'request.reopened' }
    default:
      return undefined
  }
}
