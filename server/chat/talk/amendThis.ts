import { talkWords } from '@yimin/shared/chat/words'
import type { Item, ReadFrame, When } from '@yimin/shared/language/frame'
import { REFUSALS } from '@yimin/shared/moderation/words'
import { sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { judgeRequest } from '../../moderation/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { amendRequest, holdRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { changeByWorker, isSeenByHelpers } from './judgeWords.ts'
import { isUnanswered } from './awaitsWord.ts'
import { lastAmountIn, readAnswer, saysAnyTime } from './readAnswer.ts'
import { fitsGroup, readBackOrAsk } from './readBack.ts'
import { understandIn } from './understandIn.ts'
import { localNow, SILENCE, whoIs, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'
import { withoutPassed } from './withoutPassed.ts'

export const AMENDABLE = ['draft', 'reviewing', 'open', 'accepted']
const ADDS = /再|还要|另外|加|多带|顺便|一起/u

/** Works a later word of the requester into this request, and says what came of it. */
export async function amendThis(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  request: RequestDoc,
  how?: 'set',
): Promise<Reply[]> {
  if (!AMENDABLE.includes(request.status)) {
    return [{ text: talkWords.tooLateToChange(request.code), template: 'request.tooLateToChange', about: request._id }]
  }
  const { frame: timely, passed } = withoutPassed(utterance, frame)
  const said = timely.items?.length ? timely : { ...timely, items: changedAmount(utterance, request) ?? [] }
  const judged = judgeRequest({ text: utterance.text, frame })
  if (judged.verdict === 'refuse') {
    const words = REFUSALS[judged.reasons[0]?.code ?? 'station_rule'] ?? REFUSALS.station_rule
    return [{ text: words, template: 'request.refused', about: request._id, privately: true }]
  }
  if (request.missing.length === 0 && changesNothing(said)) return askForChange(utterance, request, passed)
  if (request.missing.length === 0 && how === undefined && repeats(said, request)) {
    return [{ text: talkWords.alreadyKnown(request.code), template: 'request.alreadyKnown', about: request._id }]
  }
  if (isSeenByHelpers(request) && utterance.doubts) return changeByWorker(platform, utterance, request)
  const taken =
    request.missing.length > 0 ? withoutPassed(utterance, readAnswer(utterance, timely, request)).frame : said
  return answerToChange(platform, utterance, await workIn(platform, utterance, taken, request, how))
}

function workIn(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  request: RequestDoc,
  how: 'set' | undefined,
): Promise<RequestDoc> {
  return amendRequest(platform, request._id, {
    by: { id: utterance.speaker.id, part: 'requester' },
    text: utterance.text,
    frame,
    anyTime: request.missing.includes('time') && saysAnyTime(utterance.text),
    items: how ?? (ADDS.test(utterance.text) || request.status !== 'draft' ? 'add' : 'replace'),
    cause: utterance.cause,
    ...(utterance.doubts ? { doubts: utterance.doubts } : {}),
  })
}

/** Nothing is changed by these words, or only to a time that is over: what is settled stays as it is. */
function askForChange(utterance: Utterance, { _id, code, status }: RequestDoc, passed: When | undefined): Reply[] {
  if (passed) {
    const text = talkWords.anotherTime(sayWhen(passed, localNow(utterance)), code)
    return [{ text, template: 'request.anotherTime', about: _id }]
  }
  if (!utterance.spokenTo && status !== 'draft') return SILENCE
  return [{ text: talkWords.whatToChange(code), template: 'request.whatToChange', about: _id }]
}

/** What the assistant says to a change: the read-back again, what is missing still, or that it was taken in. */
export async function answerToChange(platform: Platform, utterance: Utterance, amended: RequestDoc): Promise<Reply[]> {
  const audience = utterance.where.channel === 'room' ? 'group' : 'private'
  if (isUnanswered(amended) && amended.missing.length === 0)
    return [readBackOrAsk(amended, whoIs(utterance), localNow(utterance), audience)]
  if (amended.status !== 'draft') return [sayChanged(amended, localNow(utterance), audience)]
  if (amended.missing.length > 0 && amended.asked > utterance.station.settings.talk.questionsAtMost) {
    await holdRequest(platform, amended._id, { id: 'system', part: 'system' }, 'no_answer', utterance.cause)
    return [
      {
        text: talkWords.askedTwice(await workerName(platform, utterance.station), amended.code),
        template: 'request.askedTwice',
        about: amended._id,
      },
    ]
  }
  return [readBackOrAsk(amended, whoIs(utterance), localNow(utterance), audience)]
}

/** 改好了, with all that is wanted now: whoever changes something wants to hear that it was understood. */
function sayChanged(amended: RequestDoc, now: string, audience: 'group' | 'private'): Reply {
  const { code } = amended
  const full = talkWords.changedTo({ need: sayNeed(amended, audience), when: sayWhen(amended.when, now), code })
  const text = audience === 'private' || fitsGroup(full, code) ? full : talkWords.changed(code)
  return { text, template: 'request.changed', about: amended._id }
}

/** 再加个茄子 a second time: it is in already, in the same amount. */
function repeats({ items, ...rest }: ReadFrame, request: RequestDoc): boolean {
  const isIn = ({ name, quantity, unit }: Item) =>
    request.items.some((one) => one.name === name && one.quantity === quantity && one.unit === unit)
  return items !== undefined && items.length > 0 && items.every(isIn) && changesNothing(rest)
}

function changesNothing({ items, address, when, budget, phone, groups, urgent }: ReadFrame): boolean {
  return !items?.length && !address && !when && budget === undefined && !phone && !groups?.length && !urgent
}

/** 不是西红柿是黄瓜: all the goods, the one that was wrong replaced, in its amount. Undefined where nothing is swapped. */
export function swappedGoods(utterance: Utterance, request: RequestDoc): Item[] | undefined {
  const [, wrong, right] = /不(?:是|要)(.+?)[，,。 ]*(?:是|要|换成|改成)(.+)$/u.exec(utterance.text) ?? []
  const old = request.items.find((item) => wrong?.includes(item.name))
  if (!old || !right) return undefined
  const [meant] = understandIn(utterance.station, `要${right}`, localNow(utterance), 'private').items ?? []
  if (!meant || meant.name === old.name) return undefined
  const fresh = meant.quantity === undefined ? { ...old, name: meant.name } : meant
  return request.items.map((item) => (item === old ? fresh : item))
}

/** 三斤 alone means the goods that are counted in 斤, or the only ones. Undefined where that is not clear. */
export function changedAmount(utterance: Utterance, request: RequestDoc): ReadFrame['items'] {
  const amount = lastAmountIn(utterance.text)
  if (!amount) return undefined
  const named = request.items.filter((item) => utterance.text.includes(item.name))
  const alike = request.items.filter((item) => item.unit !== undefined && amount.endsWith(item.unit))
  const meant = [named, alike, request.items].find((items) => items.length === 1)?.[0]
  if (!meant) return undefined
  const read = understandIn(utterance.station, `要${amount}${meant.name}`, localNow(utterance), 'private')
  const item = read.items?.find((one) => one.quantity !== undefined)
  return item && [{ ...item, name: meant.name }]
}
