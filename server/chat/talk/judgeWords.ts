import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { accountOf, judgeText } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { bare, nameOf, quoted, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/** 对, 好的: nothing that could be shown to anybody. */
const SAYS_NOTHING = 2

/**
 * What was written in the mini program by somebody who came through WeChat is judged by WeChat before a helper may see it
 * (WX-12): what is refused is not written down, what nobody could judge waits for a worker. Words from a chat or a browser
 * cannot be judged there; for them the house's own rules are all there is.
 */
export async function judgedFirst(
  platform: Platform,
  utterance: Utterance,
  text: string,
  act: (utterance: Utterance) => Promise<Reply[]>,
): Promise<Reply[]> {
  const isJudged = utterance.where.channel === 'app' && accountOf(utterance.speaker) !== undefined
  if (!isJudged || bare(text).length <= SAYS_NOTHING) return act(utterance)
  const judgement = await judgeText(platform, utterance.speaker, text, 'log')
  if (judgement?.verdict === 'risky')
    return [{ text: talkWords.notFit(utterance.station.phone), template: 'talk.notFit', privately: true }]
  return act(judgement?.verdict === 'review' ? { ...utterance, doubts: ['content_check'] } : utterance)
}

/** From then on a change is shown to helpers as soon as it is made. */
export function isSeenByHelpers({ status }: Pick<RequestDoc, 'status'>): boolean {
  return status !== 'draft' && status !== 'reviewing'
}

/** A change that nobody could judge, of what helpers see already: the worker makes it, if it may be made. */
export async function changeByWorker(platform: Platform, utterance: Utterance, request: RequestDoc): Promise<Reply[]> {
  await callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    subjectId: request._id,
    personId: utterance.speaker.id,
    key: `changeToCheck/${utterance.cause}`,
    text: workerWords.changeToCheck({ who: nameOf(utterance), code: request.code, said: quoted(utterance) }),
  })
  const worker = await workerName(platform, utterance.station)
  return [{ text: talkWords.reviewing(worker, request.code), template: 'request.reviewing', about: request._id }]
}
