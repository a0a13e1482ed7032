import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { sayNeed } from '@yimin/shared/requests/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import { reopenRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { pickMine } from './pickRequest.ts'
import { SILENCE, whoIs } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const REOPENABLE = ['delivered', 'done']

/** 没办好: somebody else is sought at once, and a worker keeps an eye on it. */
export async function reopen(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[] | undefined> {
  const picked = await pickMine(platform, utterance, frame, (request) => REOPENABLE.includes(request.status), SILENCE)
  if (!('request' in picked)) return picked.replies.length > 0 ? picked.replies : undefined
  const { request } = picked
  if (!REOPENABLE.includes(request.status)) return undefined
  await reopenRequest(platform, request._id, { id: utterance.speaker.id, part: 'requester' }, utterance.cause)
  await tellWorker(platform, utterance, request)
  return [{ text: talkWords.reopened(request.code), template: 'request.reopened', about: request._id }]
}

function tellWorker(platform: Platform, utterance: Utterance, request: RequestDoc): Promise<void> {
  return callWorker(platform, {
    station: utterance.station,
    kind: 'not_done',
    subjectId: request._id,
    personId: utterance.speaker.id,
    key: `notDone/${utterance.cause}`,
    text: workerWords.notDone({ code: request.code, who: whoIs(utterance), need: sayNeed(request, 'private') }),
  })
}
