import type { Address, Group, ReadFrame, When } from '@yimin/shared/language/frame'
import { talkWords } from '@yimin/shared/chat/words'
import { REFUSALS } from '@yimin/shared/moderation/words'
import type { ReasonCode } from '@yimin/shared/moderation/words'
import type { Wish } from '@yimin/shared/people/wishes'
import { peopleWanted, rhythmIn, wishIn } from '../../language/index.ts'
import { readGroups } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { firstTime } from '../../recurring/index.ts'
import { holdRequest, openRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { mineOf } from './pickRequest.ts'
import { readBackOrAsk } from './readBack.ts'
import { localNow, whoIs, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const DAY_MS = 86_400_000

/** What the frame does not say: where it goes in the end, for whom, and the groups on record. */
export interface Details {
  address?: Address | undefined
  beneficiary?: string
  /** The time that was wished for and is over already. */
  passedWhen?: When
  groups: Group[]
  /** So many people at once, where it was chosen. */
  helpersNeeded?: number
  /** What is wished of whoever comes, where it was chosen. */
  wish?: Wish
}

/** Writes a new request down and answers: refused, handed to a worker, read back, or the one question about what is missing. */
export async function writeDown(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  { address, beneficiary, passedWhen, groups, helpersNeeded, wish = wishIn(utterance.text) }: Details,
): Promise<Reply[]> {
  const { channel, chatId } = utterance.where
  const repeats = rhythmIn(utterance.text)
  const request = await openRequest(platform, {
    stationId: utterance.station.id,
    requesterId: utterance.speaker.id,
    origin: { channel, ...(chatId ? { chatId } : {}) },
    text: utterance.text,
    frame: repeats ? { ...frame, when: firstTime(repeats, localNow(utterance)) } : frame,
    groups,
    cause: utterance.cause,
    ...(wish ? { wish } : {}),
    ...(repeats ? { repeats } : {}),
    ...peopleFor(helpersNeeded ?? peopleWanted(utterance.text)),
    ...(utterance.doubts ? { doubts: utterance.doubts } : {}),
    ...(address ? { address } : {}),
    ...(beneficiary ? { beneficiary } : {}),
    ...(passedWhen && !repeats ? { passedWhen } : {}),
  })
  if (request.status === 'rejected') return refuse(request)
  if (request.status === 'reviewing') {
    const text = talkWords.unclear(await workerName(platform, utterance.station), request.code)
    return [{ text, template: 'request.unclear', about: request._id }]
  }
  const others = (await mineOf(platform, utterance)).filter((one) => one._id !== request._id)
  if (exceedsLimits(others, utterance)) {
    await holdRequest(platform, request._id, { id: 'system', part: 'system' }, 'many_requests', utterance.cause)
    const text = talkWords.reviewing(await workerName(platform, utterance.station), request.code)
    return [{ text, template: 'request.reviewing', about: request._id }]
  }
  return [readBackOrAsk(request, whoIs(utterance), localNow(utterance), channel === 'room' ? 'group' : 'private')]
}

function peopleFor(helpersNeeded: number | undefined): { helpersNeeded?: number } {
  return helpersNeeded === undefined ? {} : { helpersNeeded }
}

/** The speaker's own special groups, where the record knows of any. */
export async function groupsOnRecord(platform: Platform, speaker: Person): Promise<Group[]> {
  if (!speaker.known.groups) return []
  return readGroups(platform, speaker.id, { id: speaker.id, role: speaker.role, reason: '' })
}

function refuse(request: RequestDoc): Reply[] {
  const words = REFUSALS[request.rejection as ReasonCode] ?? REFUSALS.station_rule
  return [{ text: words, template: 'request.refused', about: request._id, privately: true }]
}

/** Many wishes in a day are not refused: a worker looks at them first. */
function exceedsLimits(mine: RequestDoc[], utterance: Utterance): boolean {
  const { openAtOnce, perDay } = utterance.station.settings.limits
  const alive = mine.filter((request) => ['draft', 'reviewing', 'open', 'accepted'].includes(request.status))
  const today = mine.filter((request) => utterance.at.getTime() - request.createdAt.getTime() < DAY_MS)
  return alive.length >= openAtOnce || today.length >= perDay
}
