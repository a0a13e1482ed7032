import { talkWords, workerWords } from '@yimin/shared/chat/words'
import type { ReopenReason } from '@yimin/shared/myRequests/contract'
import { REOPEN_WORDS } from '@yimin/shared/requests/formWords'
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
  return reopenThis(platform, utterance, request, reasonIn(utterance.text))
}

/** What was not well, as far as the words tell it; in this order the first sign counts. */
const SIGNS: readonly (readonly [ReopenReason, RegExp])[] = [
  ['something_missing', /少了|缺了|没给全|少给|漏了|没送齐/u],
  ['wrong_thing', /送错|弄错|拿错|买错|不对|不是(我|这)|错了/u],
  ['poorly_done', /没(修|弄|做|扫|擦|洗)(好|干净|完)|不新鲜|坏了|烂|馊|臭|破了|碎了|凉/u],
  ['not_arrived', /没(有)?(收|送|拿|看|见|等)(到|着|来)|没(人)?来/u],
]

function reasonIn(text: string): ReopenReason | undefined {
  return SIGNS.find(([, sign]) => sign.test(text))?.[0]
}

/**
 * Takes this request up again. What was not well stands in the history in words from a closed list; the person's own words
 * are sealed and stay with the alarm.
 */
export async function reopenThis(
  platform: Platform,
  utterance: Utterance,
  request: RequestDoc,
  reason?: ReopenReason,
): Promise<Reply[]> {
  const why = reason && REOPEN_WORDS[reason]
  await reopenRequest(platform, request._id, { id: utterance.speaker.id, part: 'requester' }, utterance.cause, why)
  await tellWorker(platform, utterance, request, why ?? '')
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
    ...(utterance.text === '' ? {} : { said: quoted(utterance) }),
  })
}
