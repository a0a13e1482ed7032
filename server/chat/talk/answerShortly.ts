import { ANSWERS, talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import { listInHandOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { decline } from './accept.ts'
import { amendThis } from './amend.ts'
import { arrives, complete } from './complete.ts'
import { confirm } from './confirm.ts'
import { rate } from './judgeService.ts'
import { mineOf } from './pickRequest.ts'
import { reopen } from './reopen.ts'
import { fills, readAnswer } from './readAnswer.ts'
import { bare } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const is = (words: readonly string[], text: string) => words.includes(text)
const DECLINE = /^(不接|不方便|接不了)([a-z]{1,2}\d{3,4})?$/
const NOT_DONE = /没办好|没有办好|没送到|没有送到|没收到|没有收到|没人来/u
const SHORT = 12

/**
 * Short words live from what was said before: 对, 不接, 收到, 没办好, 5. Undefined where the words say it all themselves,
 * or where the assistant has asked nothing.
 */
export async function answerShortly(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame | undefined,
): Promise<Reply[] | undefined> {
  const text = withoutCourtesy(withoutName(bare(utterance.text)))
  if (text === '' || text.length > SHORT) return answerToQuestion(platform, utterance, frame)
  const declined = DECLINE.exec(text)
  if (declined || is(ANSWERS.decline, text)) {
    const said = await decline(platform, utterance, declined?.[2]?.toUpperCase())
    if (said) return said
  }
  if (NOT_DONE.test(text)) return reopen(platform, utterance, frame ?? { intent: 'other', confidence: 1 })
  const code = /[a-z]{1,2}\d{3,4}/.exec(text)?.[0].toUpperCase()
  const word = code ? text.replace(code.toLowerCase(), '') : text
  const about = (request: RequestDoc) => !code || request.code === code
  if (is(ANSWERS.yes, word) || is(ANSWERS.no, word)) return yesOrNo(platform, utterance, is(ANSWERS.yes, word), about)
  if (is(ANSWERS.received, word)) return received(platform, utterance, frame, about)
  const rating = ratingOf(word)
  if (rating !== undefined) {
    const served = (await mineOf(platform, utterance)).find(
      (one) => about(one) && (one.status === 'done' || one.status === 'delivered'),
    )
    return served ? rate(platform, utterance, rating, served) : undefined
  }
  return answerToQuestion(platform, utterance, frame)
}

/** 对 @益民助手, 益民助手对: the name is no part of the answer. */
function withoutName(text: string): string {
  return text.replace(/@\S*?助手/gu, '').replace(/^益民助手/u, '')
}

const COURTESY =
  /(太|非常|多)?(谢谢|感谢|多谢|谢)(你|您|你们|您们|大家|啦|了|师傅|老师|小[\p{Script=Han}])*|辛苦(你|您|啦|了)*|麻烦(你|您|啦|了)*/gu

/** 收到了，谢谢 is 收到了. Thanks alone are no answer to anything. */
function withoutCourtesy(text: string): string {
  return text.replace(COURTESY, '')
}

async function yesOrNo(
  platform: Platform,
  utterance: Utterance,
  yes: boolean,
  about: (request: RequestDoc) => boolean,
): Promise<Reply[] | undefined> {
  const mine = await mineOf(platform, utterance)
  const asked = mine.find((request) => about(request) && awaitsWord(request))
  if (asked && yes) return confirm(platform, utterance, asked)
  if (asked) return [{ text: talkWords.whatIsWrong(asked.code), template: 'request.whatIsWrong', about: asked._id }]
  return undefined
}

function awaitsWord(request: RequestDoc): boolean {
  const onlyUnanswered =
    request.reviewReasons.length > 0 && request.reviewReasons.every((reason) => reason === 'no_answer')
  return (
    (request.status === 'draft' && request.missing.length === 0) ||
    (request.status === 'reviewing' && onlyUnanswered && request.missing.length === 0)
  )
}

/** 收到 of somebody who waits for something; in the mouth of everybody else it is a courtesy. */
async function received(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame | undefined,
  about: (request: RequestDoc) => boolean,
): Promise<Reply[] | undefined> {
  const [mine, inHand] = await Promise.all([mineOf(platform, utterance), listInHandOf(platform, utterance.speaker.id)])
  const waits = mine.some((request) => about(request) && arrives(request)) || inHand.length > 0
  if (!waits) return undefined
  const code = mine.find((request) => request.status === 'delivered' && about(request))?.code
  return complete(platform, utterance, {
    ...(frame ?? { confidence: 1 }),
    intent: 'complete',
    ...(inHand.length === 0 && code ? { code } : {}),
  })
}

function ratingOf(word: string): number | undefined {
  const digit = /^([1-5])(分|星|颗星)?$/.exec(word)?.[1]
  if (digit) return Number(digit)
  const spoken = /^([一二两三四五])(分|星|颗星)$/u.exec(word)?.[1]
  return spoken ? { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 }[spoken] : undefined
}

/** A bare slot after the assistant's own question belongs to the request it asked about, whatever it looks like alone. */
async function answerToQuestion(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame | undefined,
): Promise<Reply[] | undefined> {
  if (!frame || !['other', 'amend', 'request', 'status', 'consult'].includes(frame.intent)) return undefined
  const mine = await mineOf(platform, utterance)
  const asked = mine.find((request) => request.status === 'draft' && request.missing.length > 0)
  if (!asked) return undefined
  const answer = readAnswer(utterance, frame, asked)
  return fills(answer, asked) ? amendThis(platform, utterance, answer, asked) : undefined
}
