import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { sayNeed } from '@yimin/shared/requests/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import { mayReopen, reopenRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { mineOf, pickMine } from './pickRequest.ts'
import { quoted, SILENCE, nameOf, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/** 没办好: somebody else is sought at once, and a worker keeps an eye on it. */
export async function reopen(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[] | undefined> {
  const picked = await pickMine(platform, utterance, frame, mayReopen, SILENCE)
  if (!('request' in picked)) return picked.replies.length > 0 ? picked.replies : notFound(platform, utterance)
  const { request } = picked
  if (!mayReopen(request)) return request.status === 'done' ? tooLate(platform, utterance) : undefined
  return reopenThis(platform, utterance, request)
}

/** Takes this request up again. @param reason what was not well, for the worker */
export async function reopenThis(
  platform: Platform,
  utterance: Utterance,
  request: RequestDoc,
  reason = '',
): Promise<Reply[]> {
  await reopenRequest(platform, request._id, { id: utterance.speaker.id, part: 'requester' }, utterance.cause)
  await tellWorker(platform, utterance, request, reason)
  return [{ text: talkWords.reopened(request.code), template: 'request.reopened', about: request._id }]
}

/** Nothing was served lately: with something still under way the words ask where it is. */
async function notFound(platform: Platform, utterance: Utterance): Promise<Reply[] | undefined> {
  const mine = await mineOf(platform, utterance)
  const waits = mine.some((request) => ['draft', 'reviewing', 'open', 'accepted'].includes(request.status))
  return waits || !utterance.spokenTo ? undefined : tooLate(platform, utterance)
}

async function tooLate(platform: Platform, utterance: Utterance): Promise<Reply[]> {
  await callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    subjectId: utterance.cause,
    personId: utterance.speaker.id,
    key: `notDoneBefore/${utterance.cause}`,
    text: workerWords.notDoneBefore({ who: nameOf(utterance), said: quoted(utterance) }),
  })
  const worker = await workerName(platform, utterance.station)
  return [{ text: talkWords.nothingToReopen(worker), template: 'request.nothingToReopen' }]
}

function tellWorker(platform: Platform, utterance: Utterance, request: RequestDoc, reason: string): Promise<void> {
  return callWorker(platform, {
    station: utterance.station,
    kind: 'not_done',
    subjectId: request._id,
    personId: utterance.speaker.id,
    key: `notDone/${utterance.cause}`,
    text: workerWords.notDone({
      code: request.code,
      who: nameOf(utterance),
      need: sayNeed(request, 'private'),
      times: request.reopened + 1,
      reason,
    }),
  })
}
