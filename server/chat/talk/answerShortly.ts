import { ANSWERS, talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { isHelper } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { listInHandOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { decline, firstOffer } from './accept.ts'
import { amendThis, changedAmount } from './amend.ts'
import { awaitsWord, isUnanswered } from './awaitsWord.ts'
import { cancel, CANCELLABLE } from './cancel.ts'
import { arrives, complete } from './complete.ts'
import { confirm } from './confirm.ts'
import { rate } from './judgeService.ts'
import { passPrescription } from './passToWorker.ts'
import { mineOf } from './pickRequest.ts'
import { release } from './release.ts'
import { reopen } from './reopen.ts'
import { fills, readAnswer } from './readAnswer.ts'
import { bare } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const is = (words: readonly string[], text: string) => words.includes(text)
const CODE = /[a-z]{1,2}\d{3,4}/
const DECLINE = /^(不接了?|不方便接?|接不了)$/
/** Said by whoever has something in hand; the words stand in the assignment itself. */
const GIVE_BACK = /^(不接了?|接不了|退单?|放弃|(我|实在)*(去|送|来|办)不了了?)$/
const NOT_DONE = /没办好|没有办好|没送到|没有送到|没收到|没有收到|没人来/u
/** 我妈说收到了, 菜到家了. */
const ARRIVED = /^[^没未不吗么?]{0,8}(收到|拿到|送到|到家|到手)(了|啦|咯|喽)$/u
const PRESCRIPTION = /^我?有(医生的?|医院的?)?处方(的|了|啊|单)?$/u
const SHORT = 12
const DAY_MS = 86_400_000
const THREAD_MS = 30 * 60_000

/** One short sentence, taken apart: the code and the word beside it. */
interface Short {
  word: string
  code: string | undefined
  about(request: RequestDoc): boolean
}

type ShortAct = (
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  short: Short,
) => Promise<Reply[] | undefined>

/** In this order: what one has in hand goes before what one is asked for, and both before one's own requests. */
const SHORT_ACTS: readonly ShortAct[] = [
  giveBack,
  turnDown,
  notDone,
  yesOrNo,
  withdraw,
  received,
  rated,
  hasPrescription,
]

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
  if (text !== '' && text.length <= SHORT) {
    const code = CODE.exec(text)?.[0].toUpperCase()
    const word = code ? text.replace(code.toLowerCase(), '') : text
    const short = { word, code, about: (request: RequestDoc) => !code || request.code === code }
    const read = { ...(frame ?? { intent: 'other' as const, confidence: 1 }), ...(code ? { code } : {}) }
    for (const act of SHORT_ACTS) {
      const said = await act(platform, utterance, read, short)
      if (said) return said
    }
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

async function giveBack(...[platform, utterance, frame, { word, about }]: Parameters<ShortAct>) {
  if (!GIVE_BACK.test(word) || !isHelper(utterance.speaker.role)) return undefined
  const inHand = await listInHandOf(platform, utterance.speaker.id)
  return inHand.some(about) ? release(platform, utterance, frame) : undefined
}

async function turnDown(...[platform, utterance, , { word, code }]: Parameters<ShortAct>) {
  if (!DECLINE.test(word) && !is(ANSWERS.decline, word)) return undefined
  return decline(platform, utterance, code)
}

async function notDone(...[platform, utterance, frame, { word }]: Parameters<ShortAct>) {
  return NOT_DONE.test(word) ? reopen(platform, utterance, frame) : undefined
}

async function yesOrNo(...[platform, utterance, , { word, about }]: Parameters<ShortAct>) {
  const yes = is(ANSWERS.yes, word)
  if (!yes && !is(ANSWERS.no, word)) return undefined
  const mine = await mineOf(platform, utterance)
  const asked = mine.find((request) => about(request) && awaitsWord(request))
  if (asked && yes) return confirm(platform, utterance, asked)
  if (asked) return [{ text: talkWords.whatIsWrong(asked.code), template: 'request.whatIsWrong', about: asked._id }]
  if (!yes || utterance.where.channel !== 'private' || !isHelper(utterance.speaker.role)) return undefined
  // 好的 may be a courtesy: who takes an errand says so.
  const offered = await firstOffer(platform, utterance)
  return offered && [{ text: talkWords.sayAccept(offered.code), template: 'dispatch.sayAccept', about: offered._id }]
}

async function withdraw(...[platform, utterance, frame, { word, about }]: Parameters<ShortAct>) {
  if (!is(ANSWERS.cancel, word.replace(/[吧啊哈哦]+$/u, ''))) return undefined
  const mine = await mineOf(platform, utterance)
  const fits = mine.some((request) => about(request) && CANCELLABLE.includes(request.status))
  return fits ? cancel(platform, utterance, { ...frame, intent: 'cancel' }) : undefined
}

/** 收到 of somebody who waits for something; in the mouth of everybody else it is a courtesy. */
async function received(...[platform, utterance, frame, { word, about }]: Parameters<ShortAct>) {
  const said = is(ANSWERS.received, word)
  if (!said && !ARRIVED.test(word)) return undefined
  const [mine, inHand] = await Promise.all([mineOf(platform, utterance), listInHandOf(platform, utterance.speaker.id)])
  const waits = mine.some((request) => about(request) && arrives(request)) || (said && inHand.length > 0)
  if (!waits) return undefined
  const code = mine.find((request) => request.status === 'delivered' && about(request))?.code
  return complete(platform, utterance, {
    ...frame,
    intent: 'complete',
    ...(inHand.length === 0 && code ? { code } : {}),
  })
}

async function rated(...[platform, utterance, , { word, about }]: Parameters<ShortAct>) {
  const rating = ratingOf(word)
  if (rating === undefined) return undefined
  const served = (await mineOf(platform, utterance)).find(
    (one) => about(one) && (one.status === 'done' || one.status === 'delivered'),
  )
  return served && rate(platform, utterance, rating, served)
}

function ratingOf(word: string): number | undefined {
  const digit = /^([1-5])(分|星|颗星)?$/.exec(word)?.[1]
  if (digit) return Number(digit)
  const spoken = /^([一二两三四五])(分|星|颗星)$/u.exec(word)?.[1]
  return spoken ? { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 }[spoken] : undefined
}

/** 有处方, as the refusal itself invited to say. */
async function hasPrescription(...[platform, utterance, , { word, about }]: Parameters<ShortAct>) {
  if (!PRESCRIPTION.test(word)) return undefined
  const refused = (await mineOf(platform, utterance)).find(
    (one) =>
      about(one) &&
      one.rejection === 'prescription_missing' &&
      utterance.at.getTime() - one.createdAt.getTime() < DAY_MS,
  )
  return refused && passPrescription(platform, utterance, refused)
}

/** 送家里, 老地方: an answer to where, if the assistant knew the place. */
const HOME = /^(就)?(送|来)?(到)?(我|俺|咱)?(们)?(家|家里|老地方|老样子|楼下|门口)(里|啊|呀|吧|就行|来)*$/u

/** A bare slot after the assistant's own question belongs to the request it asked about, whatever it looks like alone. */
async function answerToQuestion(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame | undefined,
): Promise<Reply[] | undefined> {
  if (!frame || !['other', 'amend', 'request', 'status', 'consult'].includes(frame.intent)) return undefined
  const mine = await mineOf(platform, utterance)
  const asked = mine.find(
    (request) => request.missing.length > 0 && (request.status === 'draft' || isUnanswered(request)),
  )
  if (asked) {
    const answer = readAnswer(utterance, frame, asked)
    if (fills(answer, asked)) return amendThis(platform, utterance, answer, asked)
    if (asked.status === 'draft' && asked.missing.includes('address') && HOME.test(bare(utterance.text)))
      return amendThis(platform, utterance, { intent: 'amend', confidence: 1 }, asked)
  }
  return correctAmount(platform, utterance, frame, mine)
}

/** 是三斤, after the read-back: the amount alone is a correction. */
async function correctAmount(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  mine: RequestDoc[],
): Promise<Reply[] | undefined> {
  const shown = mine.find(
    (request) => awaitsWord(request) && utterance.at.getTime() - request.updatedAt.getTime() < THREAD_MS,
  )
  if (!shown || frame.items?.length || bare(utterance.text).length > SHORT) return undefined
  const items = changedAmount(utterance, shown)
  return items && amendThis(platform, utterance, { ...frame, intent: 'amend', items }, shown)
}
