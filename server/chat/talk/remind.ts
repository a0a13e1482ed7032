import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { sayNeed, STATUS_WORDS } from '@yimin/shared/requests/words'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { statusLine } from './tellStatus.ts'
import { nameOf, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/** Asked again within this, the worker is not called again. */
const SPELL_MS = 30 * 60_000

/** 到哪了: where it stands; what takes longer than was said is told to the worker on duty, too. */
export async function remind(platform: Platform, utterance: Utterance, request: RequestDoc): Promise<Reply[]> {
  const line = await statusLine(platform, utterance.station, request, utterance.at)
  const about = { template: 'request.status', about: request._id }
  if (!takesLong(request, utterance.at)) return [{ text: line, ...about }]
  await callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    subjectId: request._id,
    personId: utterance.speaker.id,
    key: `reminded/${request._id}/${Math.floor(utterance.at.getTime() / SPELL_MS)}`,
    text: workerWords.reminded({
      code: request.code,
      who: nameOf(utterance),
      need: sayNeed(request, 'private'),
      status: STATUS_WORDS[request.status],
    }),
  })
  const worker = await workerName(platform, utterance.station)
  return [{ text: `${line}${talkWords.passedOn(worker)}`, ...about }]
}

function takesLong({ status, assignee, escalatedAt }: RequestDoc, at: Date): boolean {
  if (status === 'accepted') return assignee !== undefined && assignee.promisedAt < at
  return escalatedAt !== undefined
}
